package dev.mangrove.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mangrove.server.postgres.Credentials;
import dev.mangrove.server.postgres.DataFolder;
import dev.mangrove.server.postgres.DebianPostgres;
import dev.mangrove.server.postgres.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that is not ours: its administrator gives a role that owns one database and may make roles, no more.
class OutsideServerTest {

    @TempDir
    static Path temporary;

    @Test
    void isSetUpByARoleThatIsNoSuperuser() throws Exception {
        try (DataFolder data = DataFolder.open(temporary.resolve("outside"));
                EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            setUp(postgres::jdbcUrl, sql -> execute(postgres, sql));
        }
    }

    @Test
    void mayBeTheOldestVersionThatIsAllowed() throws Exception {
        assumeTrue(DebianPostgres.isInstalled(), "there is no outside PostgreSQL here (Debian postgresql-15)");
        try (DebianPostgres postgres = DebianPostgres.make(temporary.resolve("debian"))) {
            setUp(postgres::jdbcUrl, sql -> postgres.execute("postgres", sql));
        }
    }

    private static void setUp(UnaryOperator<String> url, Statements administer) throws Exception {
        administer.run("CREATE ROLE unit LOGIN CREATEROLE PASSWORD 'of the unit'");
        administer.run("CREATE DATABASE unit OWNER unit");
        administer.run("CREATE ROLE guest LOGIN PASSWORD 'of the guest'");
        RolePasswords passwords = RolePasswords.draw();
        DatabaseServer server =
                new DatabaseServer(url.apply("unit"), new Credentials("unit", "of the unit"), passwords);
        for (int start = 0; start < 2; start++) { // the second finds all of it there
            try (Database database = Database.open(server, List.of("shore"))) {
                Actor actor = new Actor.Job(AgencyId.create(), "look");
                String count = "SELECT count(*) FROM shore.sightings";
                assertThat(database.agencies()
                                .<Long>read(
                                        actor,
                                        jdbc -> jdbc.sql(count)
                                                .query(Long.class)
                                                .single()))
                        .isZero();
            }
        }
        assertThatThrownBy(() -> server.connect(new Credentials("guest", "of the guest")))
                .hasMessageContaining("permission denied for database");
        DatabaseServer ofAGuest =
                new DatabaseServer(url.apply("postgres"), new Credentials("guest", "of the guest"), passwords);
        assertThatThrownBy(() -> Database.open(ofAGuest, List.of()))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("have CREATEROLE and own the database");
    }

    private interface Statements {
        void run(String sql) throws SQLException;
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = postgres.connectAsAdministrator("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
