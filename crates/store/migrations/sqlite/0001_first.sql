-- The first schema. Its twin for the other engine has the same tables, columns and names of constraints.
-- Instants are whole microseconds since the epoch, dates and JSON are text, the network comes first in keys.

CREATE TABLE network (
    id BLOB NOT NULL,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    tagline TEXT NOT NULL,
    language TEXT NOT NULL,
    zone TEXT NOT NULL,
    contact_name TEXT NOT NULL,
    contact_email TEXT,
    contact_phone TEXT,
    policy TEXT NOT NULL,
    revision INTEGER NOT NULL,
    CONSTRAINT network_pkey PRIMARY KEY (id),
    CONSTRAINT network_slug UNIQUE (slug)
) STRICT;

CREATE TABLE business (
    network_id BLOB NOT NULL REFERENCES network (id),
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    contact_name TEXT NOT NULL,
    contact_email TEXT,
    contact_phone TEXT,
    policy TEXT NOT NULL,
    CONSTRAINT business_pkey PRIMARY KEY (network_id, id)
) STRICT;

-- agenda_rev is touched by every change of the agenda: rivals queue on this row, and caches of free time compare it.
CREATE TABLE practitioner (
    network_id BLOB NOT NULL,
    id BLOB NOT NULL,
    business_id BLOB NOT NULL,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    profession TEXT NOT NULL,
    about TEXT NOT NULL,
    contact_name TEXT NOT NULL,
    contact_email TEXT,
    contact_phone TEXT,
    language TEXT NOT NULL,
    capacity INTEGER NOT NULL,
    agenda_rev INTEGER NOT NULL,
    CONSTRAINT practitioner_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT practitioner_slug UNIQUE (network_id, slug),
    CONSTRAINT practitioner_business FOREIGN KEY (network_id, business_id) REFERENCES business (network_id, id)
) STRICT;

CREATE TABLE place (
    network_id BLOB NOT NULL,
    id BLOB NOT NULL,
    business_id BLOB NOT NULL,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    access_notes TEXT NOT NULL,
    zone TEXT NOT NULL,
    CONSTRAINT place_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT place_business FOREIGN KEY (network_id, business_id) REFERENCES business (network_id, id)
) STRICT;

-- A day of service and half a day of buffer on each side: together the two days that readers of busy time look back.
CREATE TABLE service (
    network_id BLOB NOT NULL,
    id BLOB NOT NULL,
    business_id BLOB NOT NULL,
    name TEXT NOT NULL,
    about TEXT NOT NULL,
    duration_minutes INTEGER NOT NULL,
    buffer_before_minutes INTEGER NOT NULL,
    buffer_after_minutes INTEGER NOT NULL,
    step_minutes INTEGER NOT NULL,
    price_minor INTEGER NOT NULL,
    currency TEXT NOT NULL,
    booked_by TEXT NOT NULL,
    policy TEXT NOT NULL,
    CONSTRAINT service_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT service_length CHECK (duration_minutes BETWEEN 1 AND 1440
        AND buffer_before_minutes BETWEEN 0 AND 720 AND buffer_after_minutes BETWEEN 0 AND 720),
    CONSTRAINT service_business FOREIGN KEY (network_id, business_id) REFERENCES business (network_id, id)
) STRICT;

CREATE TABLE practitioner_service (
    network_id BLOB NOT NULL,
    practitioner_id BLOB NOT NULL,
    service_id BLOB NOT NULL,
    place_id BLOB NOT NULL,
    CONSTRAINT practitioner_service_pkey PRIMARY KEY (network_id, practitioner_id, service_id, place_id),
    CONSTRAINT offer_practitioner FOREIGN KEY (network_id, practitioner_id) REFERENCES practitioner (network_id, id),
    CONSTRAINT offer_service FOREIGN KEY (network_id, service_id) REFERENCES service (network_id, id),
    CONSTRAINT offer_place FOREIGN KEY (network_id, place_id) REFERENCES place (network_id, id)
) STRICT, WITHOUT ROWID;

-- Weekdays by ISO 8601, Monday is 1. Minutes after midnight, wall time of the place.
CREATE TABLE opening (
    network_id BLOB NOT NULL,
    practitioner_id BLOB NOT NULL,
    place_id BLOB NOT NULL,
    weekday INTEGER NOT NULL,
    from_minute INTEGER NOT NULL,
    to_minute INTEGER NOT NULL,
    CONSTRAINT opening_pkey PRIMARY KEY (network_id, practitioner_id, place_id, weekday, from_minute, to_minute),
    CONSTRAINT opening_practitioner FOREIGN KEY (network_id, practitioner_id) REFERENCES practitioner (network_id, id),
    CONSTRAINT opening_place FOREIGN KEY (network_id, place_id) REFERENCES place (network_id, id)
) STRICT, WITHOUT ROWID;

-- Hours of one date in place of the weekly ones; a row without minutes says that the date is closed.
CREATE TABLE dated_opening (
    network_id BLOB NOT NULL,
    practitioner_id BLOB NOT NULL,
    place_id BLOB NOT NULL,
    date TEXT NOT NULL,
    nth INTEGER NOT NULL,
    from_minute INTEGER,
    to_minute INTEGER,
    CONSTRAINT dated_opening_pkey PRIMARY KEY (network_id, practitioner_id, place_id, date, nth),
    CONSTRAINT dated_opening_practitioner FOREIGN KEY (network_id, practitioner_id) REFERENCES practitioner (network_id, id),
    CONSTRAINT dated_opening_place FOREIGN KEY (network_id, place_id) REFERENCES place (network_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE closed_day (
    network_id BLOB NOT NULL,
    practitioner_id BLOB NOT NULL,
    date TEXT NOT NULL,
    reason TEXT NOT NULL,
    CONSTRAINT closed_day_pkey PRIMARY KEY (network_id, practitioner_id, date),
    CONSTRAINT closed_day_practitioner FOREIGN KEY (network_id, practitioner_id) REFERENCES practitioner (network_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE absence (
    network_id BLOB NOT NULL,
    id BLOB NOT NULL,
    practitioner_id BLOB NOT NULL,
    start_at INTEGER NOT NULL,
    end_at INTEGER NOT NULL,
    note TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT absence_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT absence_length CHECK (end_at > start_at),
    CONSTRAINT absence_practitioner FOREIGN KEY (network_id, practitioner_id) REFERENCES practitioner (network_id, id)
) STRICT;
-- By end, so that the past is left out.
CREATE INDEX absence_agenda ON absence (network_id, practitioner_id, end_at);

-- Busy time of outside calendars.
CREATE TABLE busy_block (
    network_id BLOB NOT NULL,
    practitioner_id BLOB NOT NULL,
    source TEXT NOT NULL,
    uid TEXT NOT NULL,
    start_at INTEGER NOT NULL,
    end_at INTEGER NOT NULL,
    CONSTRAINT busy_block_pkey PRIMARY KEY (network_id, practitioner_id, source, uid, start_at),
    CONSTRAINT busy_block_length CHECK (end_at > start_at),
    CONSTRAINT busy_block_practitioner FOREIGN KEY (network_id, practitioner_id) REFERENCES practitioner (network_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX busy_block_agenda ON busy_block (network_id, practitioner_id, end_at);

-- identity is a hash of e-mail, telephone and name; whoever has neither of the first two has none and is always somebody new.
CREATE TABLE client (
    network_id BLOB NOT NULL REFERENCES network (id),
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    email TEXT,
    phone TEXT,
    language TEXT NOT NULL,
    identity BLOB,
    created_at INTEGER NOT NULL,
    CONSTRAINT client_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT client_identity UNIQUE (network_id, identity)
) STRICT;

-- What was agreed; id is the SHA-256 of the document, which therefore never changes (I9).
CREATE TABLE terms (
    network_id BLOB NOT NULL REFERENCES network (id),
    id TEXT NOT NULL,
    document TEXT NOT NULL,
    CONSTRAINT terms_pkey PRIMARY KEY (network_id, id)
) STRICT;

-- start_at and end_at are derived from local_start and zone (I5). busy_start and busy_end include the buffers; the limit of two days is
-- what lets a reader of busy time bound both sides of the range.
-- Business, place, service and terms have no foreign key: all bookings of a network would lock the same few rows of theirs, which was
-- measured to cost a fifth of all bookings a second. Nothing deletes such rows.
CREATE TABLE appointment (
    network_id BLOB NOT NULL,
    id BLOB NOT NULL,
    business_id BLOB NOT NULL,
    practitioner_id BLOB NOT NULL,
    place_id BLOB NOT NULL,
    service_id BLOB NOT NULL,
    client_id BLOB NOT NULL,
    start_at INTEGER NOT NULL,
    end_at INTEGER NOT NULL,
    zone TEXT NOT NULL,
    local_start TEXT NOT NULL,
    busy_start INTEGER NOT NULL,
    busy_end INTEGER NOT NULL,
    lane INTEGER NOT NULL,
    forced INTEGER NOT NULL,
    state TEXT NOT NULL,
    state_at INTEGER,
    answer_by INTEGER,
    asked_by TEXT,
    terms_id TEXT NOT NULL,
    moves INTEGER NOT NULL,
    version INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    note TEXT NOT NULL,
    booked_at INTEGER NOT NULL,
    link_nonce BLOB NOT NULL,
    link_hash BLOB NOT NULL,
    CONSTRAINT appointment_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT appointment_link_hash UNIQUE (link_hash),
    CONSTRAINT appointment_length CHECK (end_at > start_at AND busy_start <= start_at AND busy_end >= end_at
        AND busy_end - busy_start <= 172800000000),
    CONSTRAINT appointment_state CHECK (state IN ('requested', 'booked', 'fulfilled', 'no_show', 'cancelled', 'declined', 'expired')),
    CONSTRAINT appointment_practitioner FOREIGN KEY (network_id, practitioner_id) REFERENCES practitioner (network_id, id),
    CONSTRAINT appointment_client FOREIGN KEY (network_id, client_id) REFERENCES client (network_id, id)
) STRICT;
CREATE INDEX appointment_agenda ON appointment (network_id, practitioner_id, busy_start);
CREATE INDEX appointment_by_start ON appointment (network_id, start_at, id);
CREATE INDEX appointment_requests ON appointment (network_id, business_id, start_at) WHERE state = 'requested';
CREATE INDEX appointment_answer_by ON appointment (answer_by) WHERE state = 'requested';

-- I1: the guard behind the lock; the twin has an exclusion constraint of this name.
CREATE TRIGGER appointment_overlap BEFORE INSERT ON appointment
WHEN NEW.state IN ('booked', 'fulfilled', 'no_show') AND NOT NEW.forced
BEGIN
    SELECT RAISE(ABORT, 'appointment_overlap') WHERE EXISTS (
        SELECT 1 FROM appointment
        WHERE network_id = NEW.network_id AND practitioner_id = NEW.practitioner_id
            AND busy_start < NEW.busy_end AND busy_start > NEW.busy_start - 172800000000 AND busy_end > NEW.busy_start
            AND lane = NEW.lane AND state IN ('booked', 'fulfilled', 'no_show') AND NOT forced AND id <> NEW.id
    );
END;
CREATE TRIGGER appointment_overlap_after_change BEFORE UPDATE OF network_id, practitioner_id, busy_start, busy_end, lane, forced, state ON appointment
WHEN NEW.state IN ('booked', 'fulfilled', 'no_show') AND NOT NEW.forced
BEGIN
    SELECT RAISE(ABORT, 'appointment_overlap') WHERE EXISTS (
        SELECT 1 FROM appointment
        WHERE network_id = NEW.network_id AND practitioner_id = NEW.practitioner_id
            AND busy_start < NEW.busy_end AND busy_start > NEW.busy_start - 172800000000 AND busy_end > NEW.busy_start
            AND lane = NEW.lane AND state IN ('booked', 'fulfilled', 'no_show') AND NOT forced AND id <> NEW.id
    );
END;

CREATE TABLE history (
    network_id BLOB NOT NULL,
    appointment_id BLOB NOT NULL,
    version INTEGER NOT NULL,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    by_role TEXT NOT NULL,
    by_id TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    reason TEXT,
    message TEXT NOT NULL,
    from_at INTEGER,
    to_at INTEGER,
    because TEXT NOT NULL,
    CONSTRAINT history_pkey PRIMARY KEY (network_id, appointment_id, version)
) STRICT, WITHOUT ROWID;

-- History and messages are written with their appointment and stay with it, so that no row of theirs is checked when it is written.
CREATE TRIGGER appointment_is_kept BEFORE DELETE ON appointment
BEGIN
    SELECT RAISE(ABORT, 'appointment_is_kept');
END;
CREATE TRIGGER history_is_kept BEFORE DELETE ON history
BEGIN
    SELECT RAISE(ABORT, 'history_is_kept');
END;
-- What was written by hand and who wrote it can be erased on request; what happened cannot.
CREATE TRIGGER history_is_not_rewritten
BEFORE UPDATE OF network_id, appointment_id, version, kind, at, by_role, asked_by, reason, from_at, to_at, because ON history
BEGIN
    SELECT RAISE(ABORT, 'history_is_kept');
END;

-- The outbox. about_id is an appointment, or what else the kind of message is about; there version and start_at say nothing. The worker knows a message by its id alone, hence the order of the key. What was sent is kept for its readers.
CREATE TABLE message (
    id BLOB NOT NULL,
    network_id BLOB NOT NULL,
    about_id BLOB NOT NULL,
    version INTEGER NOT NULL,
    kind TEXT NOT NULL,
    recipient TEXT NOT NULL,
    channel TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    start_at INTEGER NOT NULL,
    old_start_at INTEGER,
    created_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    lease INTEGER NOT NULL,
    leased_until INTEGER,
    note TEXT NOT NULL,
    sent_at INTEGER,
    to_address TEXT,
    subject TEXT,
    body_text TEXT,
    body_html TEXT,
    attachment TEXT,
    CONSTRAINT message_pkey PRIMARY KEY (id, network_id),
    CONSTRAINT message_stable_key UNIQUE (network_id, about_id, version, kind, recipient, channel),
    CONSTRAINT message_state CHECK (state IN ('waiting', 'sending', 'sent', 'dropped', 'dead'))
) STRICT;
CREATE INDEX message_due ON message (due_at) WHERE state IN ('waiting', 'sending');
CREATE INDEX message_dead ON message (due_at) WHERE state = 'dead';

CREATE TABLE message_attempt (
    network_id BLOB NOT NULL,
    message_id BLOB NOT NULL,
    attempt INTEGER NOT NULL,
    at INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    error TEXT NOT NULL,
    CONSTRAINT message_attempt_pkey PRIMARY KEY (message_id, network_id, attempt),
    CONSTRAINT message_attempt_message FOREIGN KEY (message_id, network_id) REFERENCES message (id, network_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE user_account (
    network_id BLOB NOT NULL,
    id BLOB NOT NULL,
    business_id BLOB NOT NULL,
    practitioner_id BLOB,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    language TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    CONSTRAINT user_account_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT user_account_id UNIQUE (id),
    CONSTRAINT user_account_email UNIQUE (network_id, email),
    CONSTRAINT user_account_business FOREIGN KEY (network_id, business_id) REFERENCES business (network_id, id),
    CONSTRAINT user_account_practitioner FOREIGN KEY (network_id, practitioner_id) REFERENCES practitioner (network_id, id)
) STRICT;
CREATE INDEX user_account_by_email ON user_account (email);

-- Known by the hash of a cookie, which says everything; the network stands beside it.
CREATE TABLE session (
    id_hash BLOB NOT NULL,
    network_id BLOB NOT NULL,
    user_id BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    label TEXT NOT NULL,
    CONSTRAINT session_pkey PRIMARY KEY (id_hash),
    CONSTRAINT session_account FOREIGN KEY (network_id, user_id) REFERENCES user_account (network_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_user ON session (user_id);
CREATE INDEX session_by_end ON session (expires_at);

CREATE TABLE api_key (
    network_id BLOB NOT NULL REFERENCES network (id),
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    hash BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT api_key_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT api_key_hash UNIQUE (hash)
) STRICT;

CREATE TABLE idempotency (
    network_id BLOB NOT NULL,
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT idempotency_key PRIMARY KEY (network_id, key)
) STRICT;
CREATE INDEX idempotency_by_age ON idempotency (created_at);

-- Which of our rows stands for which record of another system.
CREATE TABLE import_source (
    network_id BLOB NOT NULL REFERENCES network (id),
    source TEXT NOT NULL,
    kind TEXT NOT NULL,
    source_id TEXT NOT NULL,
    target_id BLOB NOT NULL,
    CONSTRAINT import_source_pkey PRIMARY KEY (network_id, source, kind, source_id)
) STRICT, WITHOUT ROWID;

-- One row at most: where the clock of demo mode stands.
CREATE TABLE simulated_clock (
    id INTEGER NOT NULL,
    now_at INTEGER NOT NULL,
    CONSTRAINT simulated_clock_pkey PRIMARY KEY (id),
    CONSTRAINT simulated_clock_single CHECK (id = 1)
) STRICT;
