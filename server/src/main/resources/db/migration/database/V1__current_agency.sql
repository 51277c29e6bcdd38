-- Who is at work in this transaction. The server sets these for one transaction only; without them they are null, and
-- a policy that compares with null shows no row.
CREATE SCHEMA mangrove;

CREATE FUNCTION mangrove.current_agency() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('mangrove.agency', true), '')::uuid;

CREATE FUNCTION mangrove.current_person() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('mangrove.person', true), '')::uuid;

CREATE FUNCTION mangrove.current_client() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('mangrove.client', true), '')::uuid;

GRANT USAGE ON SCHEMA mangrove TO mangrove_app, mangrove_sign_in, mangrove_intake, mangrove_audit;
