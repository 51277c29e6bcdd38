-- A role comes and goes only with a proposal that was carried out in the same transaction. Until there are two administrators who
-- can sign in, an administrator may be made by one.

CREATE FUNCTION identity.role_takes_two_people() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
    wanted text := CASE WHEN TG_OP = 'INSERT' THEN 'role-grant' ELSE 'role-revocation' END;
    changed identity.roles := CASE WHEN TG_OP = 'INSERT' THEN NEW ELSE OLD END;
BEGIN
    IF EXISTS (SELECT 1 FROM proposals.proposals p
               WHERE p.agency = changed.agency AND p.kind = wanted AND p.subject = changed.person
                 AND p.argument = changed.role AND p.state = 'carried-out'
                 AND p.xmin::text = pg_current_xact_id()::xid::text) THEN
        RETURN changed;
    END IF;
    IF TG_OP = 'INSERT' AND NEW.role = 'administrator' AND (
            SELECT count(*) FROM identity.people p
            JOIN identity.roles r ON r.agency = p.agency AND r.person = p.id AND r.role = 'administrator'
            WHERE p.agency = NEW.agency AND p.state = 'active') < 2 THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a role is granted and taken by two people';
END $$;
CREATE TRIGGER role_takes_two_people BEFORE INSERT OR DELETE ON identity.roles
    FOR EACH ROW EXECUTE FUNCTION identity.role_takes_two_people();

-- The trigger reads proposals in the name of whoever changes roles; before there is an agency that is sign-in.
GRANT USAGE ON SCHEMA proposals TO mangrove_sign_in;
GRANT SELECT ON proposals.proposals TO mangrove_sign_in;
