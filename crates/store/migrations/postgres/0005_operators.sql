-- Who runs the network, what they set, and what they looked at.

-- Accounts of the network's own people. They have nothing in common with the accounts of practitioners but the way a password is kept.
CREATE TABLE operator_account (
    network_id UUID NOT NULL REFERENCES network (id),
    id UUID NOT NULL,
    role TEXT COLLATE "C" NOT NULL,
    name TEXT NOT NULL,
    email TEXT COLLATE "C" NOT NULL,
    language TEXT COLLATE "C" NOT NULL,
    password_hash TEXT NOT NULL,
    CONSTRAINT operator_account_pkey PRIMARY KEY (network_id, id),
    CONSTRAINT operator_account_id UNIQUE (id),
    CONSTRAINT operator_account_email UNIQUE (network_id, email),
    CONSTRAINT operator_account_role CHECK (role IN ('operator', 'support'))
);
CREATE INDEX operator_account_by_email ON operator_account (email);

CREATE TABLE operator_session (
    id_hash BYTEA NOT NULL,
    network_id UUID NOT NULL,
    operator_id UUID NOT NULL,
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    label TEXT NOT NULL,
    CONSTRAINT operator_session_pkey PRIMARY KEY (id_hash),
    CONSTRAINT operator_session_account FOREIGN KEY (network_id, operator_id) REFERENCES operator_account (network_id, id)
);
CREATE INDEX operator_session_by_operator ON operator_session (operator_id);
CREATE INDEX operator_session_by_end ON operator_session (expires_at);

-- Every policy document that was ever in force, as it was typed. owner_id is the network, the business or the service.
CREATE TABLE policy_version (
    network_id UUID NOT NULL REFERENCES network (id),
    level TEXT COLLATE "C" NOT NULL,
    owner_id UUID NOT NULL,
    version BIGINT NOT NULL,
    document TEXT NOT NULL,
    note TEXT NOT NULL,
    by_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT policy_version_pkey PRIMARY KEY (network_id, level, owner_id, version),
    CONSTRAINT policy_version_level CHECK (level IN ('network', 'business', 'service'))
);

-- Who looked at what about whom, and who acted. by_id is the printed id of a person or of a program's key.
CREATE TABLE audit (
    network_id UUID NOT NULL REFERENCES network (id),
    id UUID NOT NULL,
    at BIGINT NOT NULL,
    by_id TEXT NOT NULL,
    what TEXT COLLATE "C" NOT NULL,
    about TEXT NOT NULL,
    CONSTRAINT audit_pkey PRIMARY KEY (network_id, id)
);
CREATE TRIGGER audit_is_kept BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION is_kept('audit_is_kept');
CREATE TRIGGER policy_version_is_kept BEFORE UPDATE OR DELETE ON policy_version
FOR EACH ROW EXECUTE FUNCTION is_kept('policy_version_is_kept');
