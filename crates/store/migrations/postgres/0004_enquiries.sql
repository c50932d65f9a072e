-- Enquiries: a client's wish for a service at a time and place with no practitioner chosen, and what each practitioner received of it.

-- Beginnings of postcodes, separated by spaces; empty for everywhere. There is no geocoder, and none is needed to keep a city apart.
ALTER TABLE practitioner ADD COLUMN serves TEXT NOT NULL DEFAULT '';

-- The service is kept by its name: several businesses offer it, each as a row of its own.
CREATE TABLE enquiry (
    network_id UUID NOT NULL REFERENCES network (id),
    id UUID NOT NULL,
    client_id UUID NOT NULL,
    service TEXT NOT NULL,
    start_at BIGINT NOT NULL,
    zone TEXT COLLATE "C" NOT NULL,
    postcode TEXT COLLATE "C" NOT NULL,
    address TEXT NOT NULL,
    note TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    answer_by BIGINT NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    state_at BIGINT,
    appointment_id UUID,
    version BIGINT NOT NULL,
    link_nonce BYTEA NOT NULL,
    link_hash BYTEA NOT NULL,
    CONSTRAINT enquiry_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT enquiry_link_hash UNIQUE (link_hash),
    CONSTRAINT enquiry_state CHECK (state IN ('open', 'taken', 'withdrawn', 'unanswered')),
    CONSTRAINT enquiry_taken CHECK ((state = 'taken') = (appointment_id IS NOT NULL)),
    CONSTRAINT enquiry_client FOREIGN KEY (network_id, client_id) REFERENCES client (network_id, id)
);
CREATE INDEX enquiry_answer_by ON enquiry (answer_by) WHERE state = 'open';

CREATE TABLE enquiry_proposal (
    network_id UUID NOT NULL,
    id UUID NOT NULL,
    enquiry_id UUID NOT NULL,
    business_id UUID NOT NULL,
    practitioner_id UUID NOT NULL,
    service_id UUID NOT NULL,
    place_id UUID NOT NULL,
    nth BIGINT NOT NULL,
    because TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    state_at BIGINT,
    CONSTRAINT enquiry_proposal_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT enquiry_proposal_once UNIQUE (network_id, enquiry_id, practitioner_id),
    CONSTRAINT enquiry_proposal_state CHECK (state IN ('open', 'accepted', 'refused', 'closed', 'unanswered')),
    CONSTRAINT enquiry_proposal_enquiry FOREIGN KEY (network_id, enquiry_id) REFERENCES enquiry (network_id, id)
);
-- The first who accepts gets it: no second acceptance can be written, whoever writes it.
CREATE UNIQUE INDEX enquiry_proposal_accepted ON enquiry_proposal (network_id, enquiry_id) WHERE state = 'accepted';
CREATE INDEX enquiry_proposal_of_practitioner ON enquiry_proposal (network_id, practitioner_id, made_at);
CREATE INDEX enquiry_proposal_of_business ON enquiry_proposal (network_id, business_id, made_at);
