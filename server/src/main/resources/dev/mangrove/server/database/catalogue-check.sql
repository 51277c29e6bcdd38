-- The second lock, as questions to the catalogue. Each names one object for each fault. What stands before the first
-- rule is common to all of them.
WITH ours AS (
    SELECT c.oid, n.nspname || '.' || c.relname AS name, c.relkind, c.relowner, c.reloptions,
           c.relrowsecurity, c.relforcerowsecurity
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\_%'
), with_agency AS (
    SELECT * FROM ours o
    WHERE o.relkind IN ('r', 'p')
      AND EXISTS (SELECT FROM pg_catalog.pg_attribute a WHERE a.attrelid = o.oid
                  AND a.attname IN ('agency', 'agency_id') AND NOT a.attisdropped)
), policies AS (
    SELECT p.*, o.name || ', policy ' || p.polname AS name,
           pg_catalog.pg_get_expr(p.polqual, p.polrelid) AS seen,
           pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid) AS written
    FROM pg_catalog.pg_policy p JOIN ours o ON o.oid = p.polrelid
), serving AS (
    SELECT * FROM pg_catalog.pg_roles
    WHERE rolname IN ('mangrove_app', 'mangrove_sign_in', 'mangrove_intake', 'mangrove_audit', 'mangrove_backup')
), schemas AS (
    SELECT * FROM pg_catalog.pg_namespace WHERE nspname <> 'information_schema' AND nspname NOT LIKE 'pg\_%'
), functions AS (
    SELECT f.*, 'function ' || f.oid::regprocedure AS name
    FROM pg_catalog.pg_proc f JOIN schemas s ON s.oid = f.pronamespace
)

-- rule: a table with agency data has row-level security enabled and forced
SELECT name FROM with_agency WHERE NOT (relrowsecurity AND relforcerowsecurity)

-- rule: a table with agency data has a policy that compares with the current agency
SELECT name FROM with_agency w
WHERE NOT EXISTS (SELECT FROM policies p WHERE p.polrelid = w.oid AND p.polpermissive
                  AND concat(p.seen, p.written) LIKE '%current_agency()%')

-- rule: each policy says what may be seen (USING) and what may be written (WITH CHECK)
-- One for SELECT or DELETE knows no WITH CHECK, one for INSERT no USING.
SELECT name FROM policies
WHERE (polcmd IN ('*', 'w', 'r', 'd') AND seen IS NULL) OR (polcmd IN ('*', 'w', 'a') AND written IS NULL)

-- rule: no policy lets the application see or write everything
-- Policies are joined by OR: beside such a one the others would mean nothing.
SELECT p.name FROM policies p JOIN with_agency w ON w.oid = p.polrelid
WHERE p.polpermissive AND 'true' IN (p.seen, p.written)
  AND (0::oid = ANY (p.polroles) OR (SELECT oid FROM serving WHERE rolname = 'mangrove_app') = ANY (p.polroles))

-- rule: a unique key of a table with agency data includes the agency, or is the id alone
-- Otherwise a refused insert tells that another agency has such a row.
SELECT w.name || ', index ' || i.indexrelid::regclass
FROM with_agency w JOIN pg_catalog.pg_index i ON i.indrelid = w.oid
WHERE i.indisunique
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_attribute a WHERE a.attrelid = w.oid AND a.attnum = ANY (i.indkey)
                  AND (a.attname IN ('agency', 'agency_id')
                       OR (a.attname = 'id' AND a.atttypid = 'uuid'::regtype AND i.indnkeyatts = 1)))

-- rule: a role that serves owns nothing
SELECT name FROM ours WHERE relowner IN (SELECT oid FROM serving)
UNION ALL SELECT name FROM functions WHERE proowner IN (SELECT oid FROM serving)
UNION ALL SELECT 'schema ' || nspname FROM schemas WHERE nspowner IN (SELECT oid FROM serving)

-- rule: a role that serves has no power over others and passes by no policy
SELECT rolname FROM serving WHERE rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb

-- rule: a role that serves is a member of no role that owns or reads tables
SELECT s.rolname || ' in ' || r.rolname FROM serving s, pg_catalog.pg_roles r
WHERE s.oid <> r.oid AND pg_catalog.pg_has_role(s.oid, r.oid, 'MEMBER')
  AND (r.rolname LIKE 'mangrove\_%' OR r.rolname LIKE 'pg\_%\_all\_data'
       OR r.rolname IN ('pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files'))

-- rule: a function that runs with its owner's rights has a search path of its own
SELECT name FROM functions
WHERE prosecdef AND NOT EXISTS (SELECT FROM unnest(proconfig) AS setting WHERE setting LIKE 'search\_path=%')

-- rule: a view asks with the rights of who asks (security_invoker)
SELECT name FROM ours
WHERE relkind = 'v'
  AND NOT coalesce(reloptions && ARRAY['security_invoker=true', 'security_invoker=on', 'security_invoker=1'], false)

-- rule: there is no materialised view
-- It keeps a copy of rows that no policy holds.
SELECT name FROM ours WHERE relkind = 'm'

-- rule: a role that serves makes nothing in any schema
SELECT n.nspname || ' for ' || s.rolname FROM schemas n, serving s
WHERE pg_catalog.has_schema_privilege(s.oid, n.oid, 'CREATE')

-- rule: a role that serves neither truncates a table nor sets triggers on it
-- Emptying a table asks no policy.
SELECT o.name || ' for ' || s.rolname FROM ours o, serving s
WHERE o.relkind IN ('r', 'p') AND pg_catalog.has_table_privilege(s.oid, o.oid, 'TRUNCATE, TRIGGER')
