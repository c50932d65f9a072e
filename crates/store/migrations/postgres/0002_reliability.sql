-- Reliability: incidents, the measures that follow from them, the cases that support decides; and times that one side proposed.

ALTER TABLE appointment ADD COLUMN move_proposal TEXT;
ALTER TABLE appointment ADD COLUMN proposal_lapses_at BIGINT;
ALTER TABLE appointment ADD COLUMN series_id UUID;
ALTER TABLE appointment ADD COLUMN series_date TEXT COLLATE "C";
ALTER TABLE appointment ADD COLUMN series_detached BOOLEAN NOT NULL DEFAULT FALSE;
CREATE UNIQUE INDEX appointment_series ON appointment (network_id, series_id, series_date) WHERE series_id IS NOT NULL;
CREATE INDEX appointment_proposals ON appointment (proposal_lapses_at) WHERE proposal_lapses_at IS NOT NULL;

-- One ledger for clients and businesses. The group of an incident is not kept: it is the absence that covers start_at, whenever that was entered.
CREATE TABLE strike (
    network_id UUID NOT NULL REFERENCES network (id),
    id UUID NOT NULL,
    subject_kind TEXT COLLATE "C" NOT NULL,
    subject_id UUID NOT NULL,
    practitioner_id UUID NOT NULL,
    appointment_id UUID NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    weight BIGINT NOT NULL,
    at BIGINT NOT NULL,
    start_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    contested_at BIGINT,
    struck_out_at BIGINT,
    struck_out_by TEXT,
    struck_out_why TEXT NOT NULL,
    CONSTRAINT strike_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT strike_once UNIQUE (network_id, appointment_id, subject_kind, kind)
);
CREATE INDEX strike_of_subject ON strike (network_id, subject_kind, subject_id, at);

-- No restriction without reason, author, start, end and a way to appeal (I8): statement holds the reason as data, and what it was decided on.
CREATE TABLE measure (
    network_id UUID NOT NULL REFERENCES network (id),
    id UUID NOT NULL,
    subject_kind TEXT COLLATE "C" NOT NULL,
    subject_id UUID NOT NULL,
    practitioner_id UUID,
    kind TEXT COLLATE "C" NOT NULL,
    date TEXT COLLATE "C",
    author TEXT NOT NULL,
    begun_at BIGINT NOT NULL,
    end_at BIGINT NOT NULL,
    statement TEXT NOT NULL,
    lifted_at BIGINT,
    lifted_by TEXT,
    lifted_why TEXT NOT NULL,
    CONSTRAINT measure_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT measure_length CHECK (end_at > begun_at)
);
CREATE INDEX measure_of_subject ON measure (network_id, subject_kind, subject_id, end_at);
CREATE INDEX measure_of_practitioner ON measure (network_id, practitioner_id, end_at);

CREATE TABLE support_case (
    network_id UUID NOT NULL REFERENCES network (id),
    id UUID NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    business_id UUID NOT NULL,
    practitioner_id UUID,
    appointment_id UUID,
    measure_id UUID,
    strike_id UUID,
    opened_role TEXT COLLATE "C" NOT NULL,
    opened_by TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    text TEXT NOT NULL,
    author TEXT NOT NULL,
    answer_by BIGINT NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    decided_by TEXT,
    decided_at BIGINT,
    decision TEXT NOT NULL,
    CONSTRAINT support_case_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT support_case_state CHECK (state IN ('open', 'upheld', 'rejected'))
);
CREATE INDEX support_case_by_state ON support_case (network_id, state, opened_at);
CREATE INDEX support_case_of_business ON support_case (network_id, business_id, opened_at);

-- How reliable a business has been, as last computed from the ledger; counts says from what.
CREATE TABLE ranking (
    network_id UUID NOT NULL REFERENCES network (id),
    business_id UUID NOT NULL,
    score BIGINT NOT NULL,
    counts TEXT NOT NULL,
    computed_at BIGINT NOT NULL,
    CONSTRAINT ranking_pkey PRIMARY KEY (network_id, business_id)
);
