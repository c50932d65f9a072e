-- The first schema. Its twin for the other engine has the same tables, columns and names of constraints.
-- Instants are whole microseconds since the epoch, dates and JSON are text, the network comes first in keys.
-- Words, keys and dates are compared byte by byte, whatever the locale of the cluster, as SQLite does.

CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE network (
    id UUID NOT NULL,
    slug TEXT COLLATE "C" NOT NULL,
    name TEXT NOT NULL,
    tagline TEXT NOT NULL,
    language TEXT COLLATE "C" NOT NULL,
    zone TEXT COLLATE "C" NOT NULL,
    contact_name TEXT NOT NULL,
    contact_email TEXT,
    contact_phone TEXT,
    policy TEXT NOT NULL,
    revision BIGINT NOT NULL,
    CONSTRAINT network_pkey PRIMARY KEY (id),
    CONSTRAINT network_slug UNIQUE (slug)
);

CREATE TABLE business (
    network_id UUID NOT NULL REFERENCES network (id),
    id UUID NOT NULL,
    name TEXT NOT NULL,
    contact_name TEXT NOT NULL,
    contact_email TEXT,
    contact_phone TEXT,
    policy TEXT NOT NULL,
    CONSTRAINT business_pkey PRIMARY KEY (network_id, id)
);

-- agenda_rev is touched by every change of the agenda: rivals queue on this row, and caches of free time compare it.
CREATE TABLE practitioner (
    network_id UUID NOT NULL,
    id UUID NOT NULL,
    business_id UUID NOT NULL,
    slug TEXT COLLATE "C" NOT NULL,
    name TEXT NOT NULL,
    profession TEXT NOT NULL,
    about TEXT NOT NULL,
    contact_name TEXT NOT NULL,
    contact_email TEXT,
    contact_phone TEXT,
    language TEXT COLLATE "C" NOT NULL,
    capacity BIGINT NOT NULL,
    agenda_rev BIGINT NOT NULL,
    CONSTRAINT practitioner_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT practitioner_slug UNIQUE (network_id, slug),
    CONSTRAINT practitioner_business FOREIGN KEY (network_id, business_id) REFERENCES business (network_id, id)
) WITH (fillfactor = 50);

CREATE TABLE place (
    network_id UUID NOT NULL,
    id UUID NOT NULL,
    business_id UUID NOT NULL,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    access_notes TEXT NOT NULL,
    zone TEXT COLLATE "C" NOT NULL,
    CONSTRAINT place_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT place_business FOREIGN KEY (network_id, business_id) REFERENCES business (network_id, id)
);

-- A day of service and half a day of buffer on each side: together the two days that readers of busy time look back.
CREATE TABLE service (
    network_id UUID NOT NULL,
    id UUID NOT NULL,
    business_id UUID NOT NULL,
    name TEXT NOT NULL,
    about TEXT NOT NULL,
    duration_minutes BIGINT NOT NULL,
    buffer_before_minutes BIGINT NOT NULL,
    buffer_after_minutes BIGINT NOT NULL,
    step_minutes BIGINT NOT NULL,
    price_minor BIGINT NOT NULL,
    currency TEXT COLLATE "C" NOT NULL,
    booked_by TEXT COLLATE "C" NOT NULL,
    policy TEXT NOT NULL,
    CONSTRAINT service_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT service_length CHECK (duration_minutes BETWEEN 1 AND 1440
        AND buffer_before_minutes BETWEEN 0 AND 720 AND buffer_after_minutes BETWEEN 0 AND 720),
    CONSTRAINT service_business FOREIGN KEY (network_id, business_id) REFERENCES business (network_id, id)
);

CREATE TABLE practitioner_service (
    network_id UUID NOT NULL,
    practitioner_id UUID NOT NULL,
    service_id UUID NOT NULL,
    place_id UUID NOT NULL,
    CONSTRAINT practitioner_service_pkey PRIMARY KEY (network_id, practitioner_id, service_id, place_id),
    CONSTRAINT offer_practitioner FOREIGN KEY (network_id, practitioner_id) REFERENCES practitioner (network_id, id),
    CONSTRAINT offer_service FOREIGN KEY (network_id, service_id) REFERENCES service (network_id, id),
    CONSTRAINT offer_place FOREIGN KEY (network_id, place_id) REFERENCES place (network_id, id)
);

-- Weekdays by ISO 8601, Monday is 1. Minutes after midnight, wall time of the place.
CREATE TABLE opening (
    network_id UUID NOT NULL,
    practitioner_id UUID NOT NULL,
    place_id UUID NOT NULL,
    weekday BIGINT NOT NULL,
    from_minute BIGINT NOT NULL,
    to_minute BIGINT NOT NULL,
    CONSTRAINT opening_pkey PRIMARY KEY (network_id, practitioner_id, place_id, weekday, from_minute, to_minute),
    CONSTRAINT opening_practitioner FOREIGN KEY (network_id, practitioner_id) REFERENCES practitioner (network_id, id),
    CONSTRAINT opening_place FOREIGN KEY (network_id, place_id) REFERENCES place (network_id, id)
);

-- Hours of one date in place of the weekly ones; a row without minutes says that the date is closed.
CREATE TABLE dated_opening (
    network_id UUID NOT NULL,
    practitioner_id UUID NOT NULL,
    place_id UUID NOT NULL,
    date TEXT COLLATE "C" NOT NULL,
    nth BIGINT NOT NULL,
    from_minute BIGINT,
    to_minute BIGINT,
    CONSTRAINT dated_opening_pkey PRIMARY KEY (network_id, practitioner_id, place_id, date, nth),
    CONSTRAINT dated_opening_practitioner FOREIGN KEY (network_id, practitioner_id) REFERENCES practitioner (network_id, id),
    CONSTRAINT dated_opening_place FOREIGN KEY (network_id, place_id) REFERENCES place (network_id, id)
);

CREATE TABLE closed_day (
    network_id UUID NOT NULL,
    practitioner_id UUID NOT NULL,
    date TEXT COLLATE "C" NOT NULL,
    reason TEXT NOT NULL,
    CONSTRAINT closed_day_pkey PRIMARY KEY (network_id, practitioner_id, date),
    CONSTRAINT closed_day_practitioner FOREIGN KEY (network_id, practitioner_id) REFERENCES practitioner (network_id, id)
);

CREATE TABLE absence (
    network_id UUID NOT NULL,
    id UUID NOT NULL,
    practitioner_id UUID NOT NULL,
    start_at BIGINT NOT NULL,
    end_at BIGINT NOT NULL,
    note TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT absence_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT absence_length CHECK (end_at > start_at),
    CONSTRAINT absence_practitioner FOREIGN KEY (network_id, practitioner_id) REFERENCES practitioner (network_id, id)
);
-- By end, so that the past is left out.
CREATE INDEX absence_agenda ON absence (network_id, practitioner_id, end_at);

-- Busy time of outside calendars.
CREATE TABLE busy_block (
    network_id UUID NOT NULL,
    practitioner_id UUID NOT NULL,
    source TEXT COLLATE "C" NOT NULL,
    uid TEXT COLLATE "C" NOT NULL,
    start_at BIGINT NOT NULL,
    end_at BIGINT NOT NULL,
    CONSTRAINT busy_block_pkey PRIMARY KEY (network_id, practitioner_id, source, uid, start_at),
    CONSTRAINT busy_block_length CHECK (end_at > start_at),
    CONSTRAINT busy_block_practitioner FOREIGN KEY (network_id, practitioner_id) REFERENCES practitioner (network_id, id)
);
CREATE INDEX busy_block_agenda ON busy_block (network_id, practitioner_id, end_at);

-- identity is a hash of e-mail, telephone and name; whoever has neither of the first two has none and is always somebody new.
CREATE TABLE client (
    network_id UUID NOT NULL REFERENCES network (id),
    id UUID NOT NULL,
    name TEXT NOT NULL,
    email TEXT,
    phone TEXT,
    language TEXT COLLATE "C" NOT NULL,
    identity BYTEA,
    created_at BIGINT NOT NULL,
    CONSTRAINT client_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT client_identity UNIQUE (network_id, identity)
);

-- What was agreed; id is the SHA-256 of the document, which therefore never changes (I9).
CREATE TABLE terms (
    network_id UUID NOT NULL REFERENCES network (id),
    id TEXT COLLATE "C" NOT NULL,
    document TEXT NOT NULL,
    CONSTRAINT terms_pkey PRIMARY KEY (network_id, id)
);

-- start_at and end_at are derived from local_start and zone (I5). busy_start and busy_end include the buffers; the limit of two days is
-- what lets a reader of busy time bound both sides of the range.
-- Business, place, service and terms have no foreign key: all bookings of a network would lock the same few rows of theirs, which was
-- measured to cost a fifth of all bookings a second. Nothing deletes such rows.
CREATE TABLE appointment (
    network_id UUID NOT NULL,
    id UUID NOT NULL,
    business_id UUID NOT NULL,
    practitioner_id UUID NOT NULL,
    place_id UUID NOT NULL,
    service_id UUID NOT NULL,
    client_id UUID NOT NULL,
    start_at BIGINT NOT NULL,
    end_at BIGINT NOT NULL,
    zone TEXT COLLATE "C" NOT NULL,
    local_start TEXT COLLATE "C" NOT NULL,
    busy_start BIGINT NOT NULL,
    busy_end BIGINT NOT NULL,
    lane BIGINT NOT NULL,
    forced BOOLEAN NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    state_at BIGINT,
    answer_by BIGINT,
    asked_by TEXT COLLATE "C",
    terms_id TEXT COLLATE "C" NOT NULL,
    moves BIGINT NOT NULL,
    version BIGINT NOT NULL,
    sequence BIGINT NOT NULL,
    note TEXT NOT NULL,
    booked_at BIGINT NOT NULL,
    link_nonce BYTEA NOT NULL,
    link_hash BYTEA NOT NULL,
    CONSTRAINT appointment_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT appointment_link_hash UNIQUE (link_hash),
    CONSTRAINT appointment_length CHECK (end_at > start_at AND busy_start <= start_at AND busy_end >= end_at
        AND busy_end - busy_start <= 172800000000),
    CONSTRAINT appointment_state CHECK (state IN ('requested', 'booked', 'fulfilled', 'no_show', 'cancelled', 'declined', 'expired')),
    CONSTRAINT appointment_practitioner FOREIGN KEY (network_id, practitioner_id) REFERENCES practitioner (network_id, id),
    CONSTRAINT appointment_client FOREIGN KEY (network_id, client_id) REFERENCES client (network_id, id)
    -- I1: the guard behind the lock; see the trigger of the twin.
    , CONSTRAINT appointment_overlap EXCLUDE USING gist (
        network_id WITH =, practitioner_id WITH =, lane WITH =, int8range(busy_start, busy_end) WITH &&
    ) WHERE (state IN ('booked', 'fulfilled', 'no_show') AND NOT forced)
);
CREATE INDEX appointment_agenda ON appointment (network_id, practitioner_id, busy_start);
CREATE INDEX appointment_by_start ON appointment (network_id, start_at, id);
CREATE INDEX appointment_requests ON appointment (network_id, business_id, start_at) WHERE state = 'requested';
CREATE INDEX appointment_answer_by ON appointment (answer_by) WHERE state = 'requested';

CREATE TABLE history (
    network_id UUID NOT NULL,
    appointment_id UUID NOT NULL,
    version BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    by_role TEXT COLLATE "C" NOT NULL,
    by_id TEXT NOT NULL,
    asked_by TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C",
    message TEXT NOT NULL,
    from_at BIGINT,
    to_at BIGINT,
    because TEXT NOT NULL,
    CONSTRAINT history_pkey PRIMARY KEY (network_id, appointment_id, version)
);

-- History and messages are written with their appointment and stay with it, so that no row of theirs is checked when it is written.
CREATE FUNCTION is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_ARGV[0];
END
$$;
CREATE TRIGGER appointment_is_kept BEFORE DELETE ON appointment FOR EACH ROW EXECUTE FUNCTION is_kept('appointment_is_kept');
CREATE TRIGGER history_is_kept BEFORE DELETE ON history FOR EACH ROW EXECUTE FUNCTION is_kept('history_is_kept');
-- What was written by hand and who wrote it can be erased on request; what happened cannot.
CREATE TRIGGER history_is_not_rewritten
BEFORE UPDATE OF network_id, appointment_id, version, kind, at, by_role, asked_by, reason, from_at, to_at, because ON history
FOR EACH ROW EXECUTE FUNCTION is_kept('history_is_kept');

-- The outbox. about_id is an appointment, or what else the kind of message is about; there version and start_at say nothing. The worker knows a message by its id alone, hence the order of the key. What was sent is kept for its readers.
CREATE TABLE message (
    id UUID NOT NULL,
    network_id UUID NOT NULL,
    about_id UUID NOT NULL,
    version BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    recipient TEXT COLLATE "C" NOT NULL,
    channel TEXT COLLATE "C" NOT NULL,
    due_at BIGINT NOT NULL,
    start_at BIGINT NOT NULL,
    old_start_at BIGINT,
    created_at BIGINT NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    attempts BIGINT NOT NULL,
    lease BIGINT NOT NULL,
    leased_until BIGINT,
    note TEXT NOT NULL,
    sent_at BIGINT,
    to_address TEXT,
    subject TEXT,
    body_text TEXT,
    body_html TEXT,
    attachment TEXT,
    CONSTRAINT message_pkey PRIMARY KEY (id, network_id),
    CONSTRAINT message_stable_key UNIQUE (network_id, about_id, version, kind, recipient, channel),
    CONSTRAINT message_state CHECK (state IN ('waiting', 'sending', 'sent', 'dropped', 'dead'))
);
CREATE INDEX message_due ON message (due_at) WHERE state IN ('waiting', 'sending');
CREATE INDEX message_dead ON message (due_at) WHERE state = 'dead';

CREATE TABLE message_attempt (
    network_id UUID NOT NULL,
    message_id UUID NOT NULL,
    attempt BIGINT NOT NULL,
    at BIGINT NOT NULL,
    outcome TEXT COLLATE "C" NOT NULL,
    error TEXT NOT NULL,
    CONSTRAINT message_attempt_pkey PRIMARY KEY (message_id, network_id, attempt),
    CONSTRAINT message_attempt_message FOREIGN KEY (message_id, network_id) REFERENCES message (id, network_id)
);

CREATE TABLE user_account (
    network_id UUID NOT NULL,
    id UUID NOT NULL,
    business_id UUID NOT NULL,
    practitioner_id UUID,
    name TEXT NOT NULL,
    email TEXT COLLATE "C" NOT NULL,
    language TEXT COLLATE "C" NOT NULL,
    password_hash TEXT NOT NULL,
    CONSTRAINT user_account_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT user_account_id UNIQUE (id),
    CONSTRAINT user_account_email UNIQUE (network_id, email),
    CONSTRAINT user_account_business FOREIGN KEY (network_id, business_id) REFERENCES business (network_id, id),
    CONSTRAINT user_account_practitioner FOREIGN KEY (network_id, practitioner_id) REFERENCES practitioner (network_id, id)
);
CREATE INDEX user_account_by_email ON user_account (email);

-- Known by the hash of a cookie, which says everything; the network stands beside it.
CREATE TABLE session (
    id_hash BYTEA NOT NULL,
    network_id UUID NOT NULL,
    user_id UUID NOT NULL,
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    label TEXT NOT NULL,
    CONSTRAINT session_pkey PRIMARY KEY (id_hash),
    CONSTRAINT session_account FOREIGN KEY (network_id, user_id) REFERENCES user_account (network_id, id)
);
CREATE INDEX session_by_user ON session (user_id);
CREATE INDEX session_by_end ON session (expires_at);

CREATE TABLE api_key (
    network_id UUID NOT NULL REFERENCES network (id),
    id UUID NOT NULL,
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    hash BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT api_key_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT api_key_hash UNIQUE (hash)
);

CREATE TABLE idempotency (
    network_id UUID NOT NULL,
    key TEXT COLLATE "C" NOT NULL,
    fingerprint TEXT COLLATE "C" NOT NULL,
    status BIGINT NOT NULL,
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT idempotency_key PRIMARY KEY (network_id, key)
);
CREATE INDEX idempotency_by_age ON idempotency (created_at);

-- Which of our rows stands for which record of another system.
CREATE TABLE import_source (
    network_id UUID NOT NULL REFERENCES network (id),
    source TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    source_id TEXT COLLATE "C" NOT NULL,
    target_id UUID NOT NULL,
    CONSTRAINT import_source_pkey PRIMARY KEY (network_id, source, kind, source_id)
);

-- One row at most: where the clock of demo mode stands.
CREATE TABLE simulated_clock (
    id BIGINT NOT NULL,
    now_at BIGINT NOT NULL,
    CONSTRAINT simulated_clock_pkey PRIMARY KEY (id),
    CONSTRAINT simulated_clock_single CHECK (id = 1)
);
