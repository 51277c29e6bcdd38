package dev.mangrove.server.database;

import dev.mangrove.server.postgres.Credentials;
import java.util.List;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/// Brings the tables of each domain to this version.
///
/// A domain's migrations lie in `db/migration/<domain>/` as `V1__what_it_does.sql` and count by themselves; their
/// history is the table `migration.<domain>`. Each runs in one transaction with its line of history, so that a
/// kill at any point leaves it done or not begun. They run as `mangrove_owner`, one domain after the other in the
/// given order:
/// a domain may refer to those before it.
final class Migrations {

    private static final String HISTORY_SCHEMA = "migration";

    private Migrations() {}

    static void run(DatabaseServer server, List<String> domains) {
        for (String domain : domains) {
            try {
                flyway(server, domain).migrate();
            } catch (FlywayException e) {
                throw new DatabaseException(
                        "The tables of '" + domain + "' cannot be brought to this version: " + e.getMessage()
                                + " Nothing of the failed step was kept; see docs/operating/postgresql.md.",
                        e);
            }
        }
    }

    private static Flyway flyway(DatabaseServer server, String domain) {
        Credentials credentials = server.passwords().of(DatabaseRole.MIGRATION);
        FluentConfiguration configuration = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(server.jdbcUrl(), credentials.name(), credentials.password())
                .initSql("SET ROLE mangrove_owner")
                .locations("classpath:db/migration/" + domain)
                .failOnMissingLocations(true)
                .validateMigrationNaming(true)
                .defaultSchema(HISTORY_SCHEMA)
                .table(domain)
                .createSchemas(true)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .cleanDisabled(true)
                .mixed(false)
                .lockRetryCount(60);
        Properties postgresql = new Properties();
        // A lock of the session's, and not a transaction held open beside the migration.
        postgresql.setProperty("flyway.postgresql.transactional.lock", "false");
        return configuration.configuration(postgresql).load();
    }
}
