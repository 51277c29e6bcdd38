-- A small domain for tests of the second lock.
CREATE SCHEMA shore;

CREATE TABLE shore.sightings (
    agency uuid NOT NULL,
    id uuid NOT NULL,
    note text NOT NULL,
    PRIMARY KEY (agency, id)
);
ALTER TABLE shore.sightings ENABLE ROW LEVEL SECURITY;
ALTER TABLE shore.sightings FORCE ROW LEVEL SECURITY;
CREATE POLICY agency ON shore.sightings
    USING (agency = mangrove.current_agency())
    WITH CHECK (agency = mangrove.current_agency());

GRANT USAGE ON SCHEMA shore TO mangrove_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON shore.sightings TO mangrove_app;
