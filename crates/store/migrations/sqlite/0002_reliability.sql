-- Reliability: incidents, the measures that follow from them, the cases that support decides; and times that one side proposed.

ALTER TABLE appointment ADD COLUMN move_proposal TEXT;
ALTER TABLE appointment ADD COLUMN proposal_lapses_at INTEGER;
ALTER TABLE appointment ADD COLUMN series_id BLOB;
ALTER TABLE appointment ADD COLUMN series_date TEXT;
ALTER TABLE appointment ADD COLUMN series_detached INTEGER NOT NULL DEFAULT FALSE;
CREATE UNIQUE INDEX appointment_series ON appointment (network_id, series_id, series_date) WHERE series_id IS NOT NULL;
CREATE INDEX appointment_proposals ON appointment (proposal_lapses_at) WHERE proposal_lapses_at IS NOT NULL;

-- One ledger for clients and businesses. The group of an incident is not kept: it is the absence that covers start_at, whenever that was entered.
CREATE TABLE strike (
    network_id BLOB NOT NULL REFERENCES network (id),
    id BLOB NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id BLOB NOT NULL,
    practitioner_id BLOB NOT NULL,
    appointment_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    weight INTEGER NOT NULL,
    at INTEGER NOT NULL,
    start_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    contested_at INTEGER,
    struck_out_at INTEGER,
    struck_out_by TEXT,
    struck_out_why TEXT NOT NULL,
    CONSTRAINT strike_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT strike_once UNIQUE (network_id, appointment_id, subject_kind, kind)
) STRICT;
CREATE INDEX strike_of_subject ON strike (network_id, subject_kind, subject_id, at);

-- No restriction without reason, author, start, end and a way to appeal (I8): statement holds the reason as data, and what it was decided on.
CREATE TABLE measure (
    network_id BLOB NOT NULL REFERENCES network (id),
    id BLOB NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id BLOB NOT NULL,
    practitioner_id BLOB,
    kind TEXT NOT NULL,
    date TEXT,
    author TEXT NOT NULL,
    begun_at INTEGER NOT NULL,
    end_at INTEGER NOT NULL,
    statement TEXT NOT NULL,
    lifted_at INTEGER,
    lifted_by TEXT,
    lifted_why TEXT NOT NULL,
    CONSTRAINT measure_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT measure_length CHECK (end_at > begun_at)
) STRICT;
CREATE INDEX measure_of_subject ON measure (network_id, subject_kind, subject_id, end_at);
CREATE INDEX measure_of_practitioner ON measure (network_id, practitioner_id, end_at);

CREATE TABLE support_case (
    network_id BLOB NOT NULL REFERENCES network (id),
    id BLOB NOT NULL,
    kind TEXT NOT NULL,
    business_id BLOB NOT NULL,
    practitioner_id BLOB,
    appointment_id BLOB,
    measure_id BLOB,
    strike_id BLOB,
    opened_role TEXT NOT NULL,
    opened_by TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    text TEXT NOT NULL,
    author TEXT NOT NULL,
    answer_by INTEGER NOT NULL,
    state TEXT NOT NULL,
    decided_by TEXT,
    decided_at INTEGER,
    decision TEXT NOT NULL,
    CONSTRAINT support_case_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT support_case_state CHECK (state IN ('open', 'upheld', 'rejected'))
) STRICT;
CREATE INDEX support_case_by_state ON support_case (network_id, state, opened_at);
CREATE INDEX support_case_of_business ON support_case (network_id, business_id, opened_at);

-- How reliable a business has been, as last computed from the ledger; counts says from what.
CREATE TABLE ranking (
    network_id BLOB NOT NULL REFERENCES network (id),
    business_id BLOB NOT NULL,
    score INTEGER NOT NULL,
    counts TEXT NOT NULL,
    computed_at INTEGER NOT NULL,
    CONSTRAINT ranking_pkey PRIMARY KEY (network_id, business_id)
) STRICT;
