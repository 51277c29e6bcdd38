-- Who did what: first unsealed, as the acting transaction writes it; then sealed, with a place in the tree.

CREATE SCHEMA audit;
GRANT USAGE ON SCHEMA audit TO mangrove_app, mangrove_sign_in, mangrove_intake, mangrove_audit;

-- No sequence and no shared row: transactions that write here never wait for each other. What commits late simply still
-- lies here when the next batch is sealed.
CREATE TABLE audit.unsealed (
    agency uuid NOT NULL,
    id uuid NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    machine text CHECK (length(machine) <= 120),
    act text NOT NULL CHECK (act ~ '^[a-z]+\.[a-z][A-Za-z0-9]*$' AND length(act) <= 100),
    kind text NOT NULL CHECK (kind ~ '^[a-z][A-Za-z0-9]*$' AND length(kind) <= 60),
    record text NOT NULL CHECK (length(record) BETWEEN 1 AND 200),
    case_id uuid,
    purpose text CHECK (length(purpose) <= 60),
    basis text CHECK (length(basis) <= 300),
    outcome text NOT NULL CHECK (outcome IN ('done', 'refused')),
    request uuid,
    marks text CHECK (length(marks) <= 100),
    person_commitment bytea CHECK (length(person_commitment) = 32),
    words_commitment bytea CHECK (length(words_commitment) = 32),
    person uuid,
    person_salt bytea CHECK (length(person_salt) = 32),
    words_salt bytea CHECK (length(words_salt) = 32),
    reason text CHECK (length(reason) <= 2000),
    recipient text CHECK (length(recipient) <= 500),
    detail text CHECK (length(detail) <= 2000),
    PRIMARY KEY (agency, id)
);

-- A leaf of the tree is made from the columns of its row, and from nothing else.
CREATE TABLE audit.entries (
    index bigint NOT NULL,
    agency uuid NOT NULL,
    id uuid NOT NULL,
    at timestamptz NOT NULL,
    sealed_at timestamptz NOT NULL,
    machine text,
    act text NOT NULL,
    kind text NOT NULL,
    record text NOT NULL,
    case_id uuid,
    purpose text,
    basis text,
    outcome text NOT NULL,
    request uuid,
    marks text,
    person_commitment bytea,
    words_commitment bytea,
    PRIMARY KEY (index, agency)
);
-- No index on the id: it tells its time, and by that it is found. And the ids are not unique here: the application could
-- else stop the sealing by writing one for a second time.
CREATE INDEX entries_by_record ON audit.entries (agency, record);
CREATE INDEX entries_by_case ON audit.entries (agency, case_id) WHERE case_id IS NOT NULL;
CREATE INDEX entries_by_time ON audit.entries (agency, at, id);

-- What entries only commit to. Erasing clears columns here; the tree does not notice.
CREATE TABLE audit.openings (
    index bigint NOT NULL,
    agency uuid NOT NULL,
    person uuid,
    person_salt bytea,
    words_salt bytea,
    reason text,
    recipient text,
    detail text,
    PRIMARY KEY (index, agency)
);
CREATE INDEX openings_by_person ON audit.openings (agency, person, index) WHERE person IS NOT NULL;

-- The hashes of the tree, 256 in a row.
CREATE TABLE audit.tiles (
    level smallint NOT NULL,
    index bigint NOT NULL,
    hashes bytea NOT NULL,
    PRIMARY KEY (level, index)
);

CREATE TABLE audit.checkpoints (
    size bigint PRIMARY KEY,
    sealed_at timestamptz NOT NULL,
    note text NOT NULL
);

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['unsealed', 'entries', 'openings'] LOOP
        EXECUTE format('ALTER TABLE audit.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE audit.%I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY sealing ON audit.%I TO mangrove_audit USING (true) WITH CHECK (true)', name);
    END LOOP;
END $$;

-- A person can only write of what that person does; a job of the server has neither person nor client.
CREATE POLICY agency ON audit.unsealed TO mangrove_app
    USING (agency = mangrove.current_agency())
    WITH CHECK (agency = mangrove.current_agency()
        AND person IS NOT DISTINCT FROM mangrove.current_person());
CREATE POLICY agency ON audit.entries TO mangrove_app
    USING (agency = mangrove.current_agency()) WITH CHECK (agency = mangrove.current_agency());
CREATE POLICY agency ON audit.openings TO mangrove_app
    USING (agency = mangrove.current_agency()) WITH CHECK (agency = mangrove.current_agency());
CREATE POLICY before_an_agency_is_known ON audit.unsealed FOR INSERT TO mangrove_sign_in, mangrove_intake
    WITH CHECK (true);

GRANT SELECT ON audit.unsealed, audit.entries, audit.openings, audit.checkpoints TO mangrove_app;
-- Without `at`: the time is the database's.
GRANT INSERT (agency, id, machine, act, kind, record, case_id, purpose, basis, outcome, request, marks,
    person_commitment, words_commitment, person, person_salt, words_salt, reason, recipient, detail)
    ON audit.unsealed TO mangrove_app, mangrove_sign_in, mangrove_intake, mangrove_audit;
GRANT SELECT, DELETE ON audit.unsealed TO mangrove_audit;
GRANT SELECT, INSERT ON audit.entries, audit.checkpoints TO mangrove_audit;
GRANT SELECT, INSERT, UPDATE ON audit.tiles TO mangrove_audit;
GRANT SELECT, INSERT, UPDATE (person, person_salt, words_salt, reason, recipient, detail) ON audit.openings
    TO mangrove_audit;
