/// What every domain stands on: roles, migrations, transactions within one agency, ids, and a check of the second
/// lock.
///
/// ```java
/// DatabaseServer server = Database.embedded(postgres, data.secrets());
/// try (Database database = Database.open(server, List.of("audit", "identity"))) {
///     AgencyTransactions transactions = database.agencies();
///     Actor actor = new Actor.Person(agency, person);
///     long count = transactions.read(actor, jdbc ->
///             jdbc.sql("SELECT count(*) FROM cases.cases").query(Long.class).single());
/// }
/// ```
///
/// **For a domain.** Its migrations lie in `db/migration/<domain>/V1__what_it_does.sql` and run as
/// `mangrove_owner`.
/// They
/// make a schema of the domain's name and, for each table with rows of agencies:
///
/// ```sql
/// CREATE TABLE cases.cases (
///     agency uuid NOT NULL, id uuid NOT NULL, ...,
///     PRIMARY KEY (agency, id));
/// ALTER TABLE cases.cases ENABLE ROW LEVEL SECURITY;
/// ALTER TABLE cases.cases FORCE ROW LEVEL SECURITY;
/// CREATE POLICY agency ON cases.cases
///     USING (agency = mangrove.current_agency()) WITH CHECK (agency = mangrove.current_agency());
/// GRANT USAGE ON SCHEMA cases TO mangrove_app;
/// GRANT SELECT, INSERT, UPDATE ON cases.cases TO mangrove_app;
/// ```
///
/// `mangrove.current_person()` and `mangrove.current_client()` tell who is at work. A column with another name than
/// `agency` is not seen by the check. A job that works for all agencies runs one transaction for each, as
/// `Actor.Job`;
/// a role of its own (`mangrove_sign_in`, `mangrove_intake`, `mangrove_audit`) needs grants and a policy `TO` it.
/// SQL names its schema always: the search path is empty. Ids are made by `Ids.create()`.
///
/// In tests: `TestDatabase`, which gives a fresh database of a server that all tests of the JVM share.
///
/// What it does not do: no mapping of objects, and no query of a domain's.
///
/// Sources: <https://www.postgresql.org/docs/18/ddl-rowsecurity.html>, RFC 9562.
@NullMarked
package dev.mangrove.server.database;

import org.jspecify.annotations.NullMarked;
