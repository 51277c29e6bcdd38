package dev.mangrove.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueCheckTest {

    @RegisterExtension
    final TestDatabase database = TestDatabase.with("shore");

    @Test
    void findsNothingInAWholeDatabase() {
        assertThat(CatalogueCheck.faults(database.server())).isEmpty();
    }

    /// Each line breaks the lock in one way.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ALTER TABLE shore.sightings NO FORCE ROW LEVEL SECURITY              | enabled and forced
                    ALTER TABLE shore.sightings DISABLE ROW LEVEL SECURITY               | enabled and forced
                    CREATE TABLE shore.open (agency uuid, note text)                     | enabled and forced
                    DROP POLICY agency ON shore.sightings                                | compares with the current agency
                    DROP POLICY agency ON shore.sightings; CREATE POLICY agency ON shore.sightings USING (agency = mangrove.current_agency()) | WITH CHECK
                    CREATE POLICY all_of_it ON shore.sightings USING (true) WITH CHECK (true) | see or write everything
                    CREATE POLICY reads ON shore.sightings FOR SELECT TO mangrove_app USING (true) | see or write everything
                    CREATE UNIQUE INDEX ON shore.sightings (note)                        | includes the agency
                    ALTER TABLE shore.sightings OWNER TO mangrove_app                    | owns nothing
                    ALTER ROLE mangrove_app BYPASSRLS                                    | passes by no policy
                    GRANT mangrove_owner TO mangrove_app                                 | member of no role
                    GRANT pg_read_all_data TO mangrove_audit                             | member of no role
                    CREATE FUNCTION shore.peek() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT 1::bigint' | search path of its own
                    CREATE VIEW shore.seen AS SELECT * FROM shore.sightings              | security_invoker
                    CREATE MATERIALIZED VIEW shore.copy AS SELECT 1 AS n                 | no materialised view
                    GRANT CREATE ON SCHEMA shore TO mangrove_app                         | makes nothing
                    GRANT TRUNCATE ON shore.sightings TO mangrove_app                    | truncates a table
                    """)
    void findsEachWayToBreakTheLock(String sql, String rule) {
        database.administer(sql);
        try {
            assertThat(CatalogueCheck.faults(database.server()))
                    .anySatisfy(fault -> assertThat(fault).contains(rule));
            assertThatThrownBy(() -> CatalogueCheck.require(database.server()))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining(rule);
        } finally { // roles are shared by all databases of the server
            database.administer(
                    "ALTER ROLE mangrove_app NOBYPASSRLS",
                    "REVOKE mangrove_owner FROM mangrove_app",
                    "REVOKE pg_read_all_data FROM mangrove_audit");
        }
    }

    @Test
    void refusesToServeWithARoleOfTooMuchPower() {
        database.administer("ALTER ROLE mangrove_sign_in CREATEDB");
        try {
            assertThatThrownBy(() -> RoleSetup.run(database.server()))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("ALTER ROLE mangrove_sign_in NOSUPERUSER");
        } finally {
            database.administer("ALTER ROLE mangrove_sign_in NOCREATEDB");
        }
    }
}
