-- Agencies, people, their roles and what they sign in with.

CREATE SCHEMA identity;
GRANT USAGE ON SCHEMA identity TO mangrove_app, mangrove_sign_in;

CREATE TABLE identity.agencies (
    id uuid PRIMARY KEY,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    zone text NOT NULL,
    founded_at timestamptz NOT NULL
);
-- Its own row only; `id` is the agency here, so the policy is written out.
ALTER TABLE identity.agencies ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity.agencies FORCE ROW LEVEL SECURITY;
CREATE POLICY agency ON identity.agencies
    USING (id = mangrove.current_agency()) WITH CHECK (id = mangrove.current_agency());
CREATE POLICY sign_in ON identity.agencies TO mangrove_sign_in USING (true) WITH CHECK (true);
GRANT SELECT, UPDATE (name, zone) ON identity.agencies TO mangrove_app;
GRANT SELECT, INSERT ON identity.agencies TO mangrove_sign_in;

CREATE TABLE identity.people (
    agency uuid NOT NULL REFERENCES identity.agencies,
    id uuid NOT NULL,
    login text NOT NULL CHECK (length(login) BETWEEN 2 AND 100),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    state text NOT NULL CHECK (state IN ('invited', 'active', 'disabled')),
    made_at timestamptz NOT NULL,
    disabled_at timestamptz,
    PRIMARY KEY (agency, id),
    UNIQUE (agency, login)
);

CREATE TABLE identity.roles (
    agency uuid NOT NULL,
    person uuid NOT NULL,
    role text NOT NULL CHECK (role IN ('analyst', 'hotline-analyst', 'supervisor', 'liaison', 'border-officer',
        'financial-analyst', 'statistician', 'welfare-lead', 'auditor', 'administrator')),
    granted_at timestamptz NOT NULL,
    PRIMARY KEY (agency, person, role),
    FOREIGN KEY (agency, person) REFERENCES identity.people (agency, id)
);

CREATE TABLE identity.passwords (
    agency uuid NOT NULL,
    person uuid NOT NULL,
    hash text NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (agency, person),
    FOREIGN KEY (agency, person) REFERENCES identity.people (agency, id)
);

CREATE TABLE identity.authenticators (
    agency uuid NOT NULL,
    person uuid NOT NULL,
    secret_sealed bytea NOT NULL,
    -- The newest step whose code was taken: that one and all before it are refused from then on.
    last_step bigint NOT NULL,
    added_at timestamptz NOT NULL,
    PRIMARY KEY (agency, person),
    FOREIGN KEY (agency, person) REFERENCES identity.people (agency, id)
);

CREATE TABLE identity.passkeys (
    agency uuid NOT NULL,
    person uuid NOT NULL,
    id uuid NOT NULL,
    credential_id bytea NOT NULL,
    credential bytea NOT NULL,
    sign_count bigint NOT NULL,
    label text NOT NULL CHECK (length(label) BETWEEN 1 AND 100),
    added_at timestamptz NOT NULL,
    used_at timestamptz,
    PRIMARY KEY (agency, id),
    UNIQUE (agency, credential_id),
    FOREIGN KEY (agency, person) REFERENCES identity.people (agency, id)
);
-- By credential_id alone, as sign-in with a passkey asks for no name.
CREATE INDEX passkeys_by_credential ON identity.passkeys (credential_id);

CREATE TABLE identity.recovery_codes (
    agency uuid NOT NULL,
    person uuid NOT NULL,
    number int NOT NULL,
    hash text NOT NULL,
    used_at timestamptz,
    PRIMARY KEY (agency, person, number),
    FOREIGN KEY (agency, person) REFERENCES identity.people (agency, id)
);

CREATE TABLE identity.sessions (
    agency uuid NOT NULL,
    person uuid NOT NULL,
    id uuid NOT NULL,
    token_hash bytea NOT NULL,
    -- What is still missing before the console opens.
    stage text NOT NULL CHECK (stage IN ('enrolling', 'second-factor', 'complete')),
    factor text NOT NULL CHECK (factor IN ('passkey', 'password-and-code', 'password-and-recovery-code', 'invitation',
        'password', 'single-sign-on')),
    began_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL,
    stepped_up_at timestamptz,
    ended_at timestamptz,
    ended_why text CHECK (ended_why IN ('signed-out', 'signed-out-everywhere', 'idle', 'too-long', 'disabled', 'replaced')),
    browser text NOT NULL,
    PRIMARY KEY (agency, id),
    UNIQUE (agency, token_hash),
    FOREIGN KEY (agency, person) REFERENCES identity.people (agency, id)
);
-- By the token alone, as no agency is known yet. Not unique, as every unique key includes the agency: 256 random bits do not meet.
CREATE INDEX sessions_by_token ON identity.sessions (token_hash);
CREATE INDEX sessions_of_person ON identity.sessions (agency, person) WHERE ended_at IS NULL;

-- Links by which somebody enrols: an invitation of a person, or the recovery of one who lost every factor.
CREATE TABLE identity.invitations (
    agency uuid NOT NULL,
    person uuid NOT NULL,
    id uuid NOT NULL,
    token_hash bytea NOT NULL,
    made_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    PRIMARY KEY (agency, id),
    UNIQUE (agency, token_hash),
    FOREIGN KEY (agency, person) REFERENCES identity.people (agency, id)
);

CREATE TABLE identity.api_clients (
    agency uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    key_hash bytea NOT NULL,
    scopes text[] NOT NULL,
    made_by uuid NOT NULL,
    made_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    used_at timestamptz,
    PRIMARY KEY (agency, id),
    UNIQUE (agency, key_hash),
    UNIQUE (agency, name),
    FOREIGN KEY (agency, made_by) REFERENCES identity.people (agency, id)
);
CREATE INDEX api_clients_by_key ON identity.api_clients (key_hash);

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['people', 'roles', 'passwords', 'authenticators', 'passkeys', 'recovery_codes',
        'sessions', 'invitations', 'api_clients'] LOOP
        EXECUTE format('ALTER TABLE identity.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE identity.%I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY agency ON identity.%I TO mangrove_app USING (agency = mangrove.current_agency())'
            ' WITH CHECK (agency = mangrove.current_agency())', name);
        EXECUTE format('CREATE POLICY sign_in ON identity.%I TO mangrove_sign_in USING (true) WITH CHECK (true)', name);
    END LOOP;
END $$;

-- The console manages people within its agency; what proves who somebody is, only sign-in reads.
GRANT SELECT, INSERT ON identity.people TO mangrove_app, mangrove_sign_in;
GRANT UPDATE (name, state, disabled_at) ON identity.people TO mangrove_app, mangrove_sign_in;
GRANT SELECT, INSERT, DELETE ON identity.roles TO mangrove_app;
GRANT SELECT, INSERT ON identity.roles TO mangrove_sign_in;
GRANT SELECT, INSERT ON identity.invitations TO mangrove_app, mangrove_sign_in;
GRANT UPDATE (used_at) ON identity.invitations TO mangrove_sign_in;
GRANT SELECT, INSERT ON identity.api_clients TO mangrove_app;
GRANT UPDATE (revoked_at) ON identity.api_clients TO mangrove_app;
GRANT SELECT ON identity.api_clients TO mangrove_sign_in;
GRANT UPDATE (used_at) ON identity.api_clients TO mangrove_sign_in;
GRANT SELECT (agency, person, id, stage, factor, began_at, seen_at, stepped_up_at, ended_at, ended_why, browser),
    UPDATE (ended_at, ended_why) ON identity.sessions TO mangrove_app;
GRANT SELECT, INSERT, UPDATE ON identity.sessions TO mangrove_sign_in;
GRANT SELECT, INSERT, UPDATE, DELETE ON identity.passwords, identity.authenticators, identity.passkeys,
    identity.recovery_codes TO mangrove_sign_in;

-- The way in for the first administrator: printed when the server starts and there is no agency yet.
CREATE TABLE identity.set_up (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    token_hash bytea NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);
GRANT SELECT, INSERT, UPDATE ON identity.set_up TO mangrove_sign_in;

-- What a browser must answer to prove a passkey; used up by the answer.
CREATE TABLE identity.challenges (
    id uuid PRIMARY KEY,
    challenge bytea NOT NULL,
    session uuid,
    made_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, DELETE ON identity.challenges TO mangrove_sign_in;

-- Failed attempts by login name, whether it exists or not; only its digest is kept.
CREATE TABLE identity.attempts (
    login_hash bytea PRIMARY KEY,
    failures int NOT NULL,
    wait_until timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON identity.attempts TO mangrove_sign_in;
