-- Acts that one person proposes and another one agrees to.

CREATE SCHEMA proposals;
GRANT USAGE ON SCHEMA proposals TO mangrove_app;

CREATE TABLE proposals.proposals (
    agency uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    -- What it is about, and with which value: a person and a role, a list and a version.
    subject uuid NOT NULL,
    argument text NOT NULL,
    reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000),
    proposed_by uuid NOT NULL,
    proposed_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    state text NOT NULL CHECK (state IN ('open', 'carried-out', 'refused', 'withdrawn')),
    decided_by uuid,
    decided_at timestamptz,
    PRIMARY KEY (agency, id),
    CHECK ((state = 'open') = (decided_by IS NULL)),
    CHECK ((state = 'open') = (decided_at IS NULL)),
    -- The rule itself: whoever agrees or refuses is somebody else; only the proposer withdraws.
    CHECK (state NOT IN ('carried-out', 'refused') OR decided_by <> proposed_by),
    CHECK (state <> 'withdrawn' OR decided_by = proposed_by),
    CHECK (state <> 'carried-out' OR decided_at <= expires_at)
);
CREATE UNIQUE INDEX one_open_proposal_each ON proposals.proposals (agency, kind, subject, argument) WHERE state = 'open';
CREATE INDEX open_proposals ON proposals.proposals (agency, expires_at) WHERE state = 'open';

ALTER TABLE proposals.proposals ENABLE ROW LEVEL SECURITY;
ALTER TABLE proposals.proposals FORCE ROW LEVEL SECURITY;
CREATE POLICY agency ON proposals.proposals
    USING (agency = mangrove.current_agency()) WITH CHECK (agency = mangrove.current_agency());
GRANT SELECT, INSERT ON proposals.proposals TO mangrove_app;
GRANT UPDATE (state, decided_by, decided_at) ON proposals.proposals TO mangrove_app;

-- Nobody proposes or decides in another's name, and what was decided stays so.
CREATE FUNCTION proposals.keep_the_rule() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'open' OR NEW.proposed_by IS DISTINCT FROM mangrove.current_person() THEN
            RAISE EXCEPTION 'a proposal is made open, and in one''s own name';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.state <> 'open' THEN
        RAISE EXCEPTION 'this proposal has been decided';
    END IF;
    IF NEW.decided_by IS DISTINCT FROM mangrove.current_person() THEN
        RAISE EXCEPTION 'a proposal is decided in one''s own name';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_the_rule BEFORE INSERT OR UPDATE ON proposals.proposals
    FOR EACH ROW EXECUTE FUNCTION proposals.keep_the_rule();
