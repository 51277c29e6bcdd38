package dev.mangrove.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// An upgrade that is cut off at any point is done or not begun, and the next start goes on. Ten points take half a
/// minute; `-Dmangrove.points=20` for more.
class MigrationsTest {

    private static final int POINTS = Integer.getInteger("mangrove.points", 10);
    private static final List<String> DOMAINS = List.of("reef");

    /// What the server sees of a killed Mangrove is a broken line; it breaks after equal parts of the bytes.
    @Test
    void goOnAfterTheLineBreaksAtManyPoints() throws Exception {
        TestServer tests = TestServer.shared();
        DatabaseServer whole = tests.freshDatabase(List.of());
        long bytes = migrateOver(whole, Long.MAX_VALUE);
        String expected = digest(whole);
        int failed = 0;
        for (int point = 0; point < POINTS; point++) {
            DatabaseServer cut = tests.freshDatabase(List.of());
            try {
                migrateOver(cut, bytes * (2 * point + 1) / (2 * POINTS));
            } catch (DatabaseException e) {
                failed++;
            }
            Migrations.run(cut, DOMAINS);
            assertThat(digest(cut)).as("cut at point %s", point).isEqualTo(expected);
            tests.drop(cut);
        }
        tests.drop(whole);
        assertThat(failed).as("runs that were cut off").isEqualTo(POINTS);
    }

    @Test
    void goOnAfterMangroveIsKilledInTheMiddle() throws Exception {
        TestServer tests = TestServer.shared();
        DatabaseServer killed = tests.freshDatabase(List.of("reef"));
        String expected = digest(killed);
        try (Connection connection = killed.connectAsAdministrator();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM migration.reef WHERE version IN ('2', '3')");
            statement.execute("DROP TABLE reef.currents");
            statement.execute("ALTER TABLE reef.colonies DROP COLUMN depth_metres");
            statement.execute("DELETE FROM reef.colonies WHERE id > 50");
            statement.execute("INSERT INTO reef.colonies VALUES (1, 'colony 1')");
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE reef.colonies IN SHARE MODE"); // the second step waits here
            Process mangrove = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            MigrateForTest.class.getName(),
                            killed.jdbcUrl(),
                            killed.passwords().of(DatabaseRole.MIGRATION).password())
                    .inheritIO()
                    .start();
            waitForTheLock();
            mangrove.destroyForcibly().waitFor();
            connection.commit();
        }
        Migrations.run(killed, DOMAINS);
        assertThat(digest(killed)).isEqualTo(expected);
        tests.drop(killed);
    }

    private static void waitForTheLock() throws SQLException, InterruptedException {
        DatabaseServer any = TestServer.shared().freshDatabase(List.of());
        try (Connection connection = any.connectAsAdministrator();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < 600; i++) {
                try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM pg_stat_activity"
                        + " WHERE wait_event_type = 'Lock' AND usename = 'mangrove_migration'")) {
                    rows.next();
                    if (rows.getInt(1) > 0) {
                        return;
                    }
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        } finally {
            TestServer.shared().drop(any);
        }
        throw new AssertionError("the migration never came to the lock");
    }

    private static long migrateOver(DatabaseServer server, long bytesMax) throws Exception {
        int port = Integer.parseInt(server.jdbcUrl().replaceAll(".*:(\\d+)/.*", "$1"));
        try (CuttingProxy proxy = new CuttingProxy(port, bytesMax)) {
            DatabaseServer over = new DatabaseServer(
                    server.jdbcUrl().replace(":" + port + "/", ":" + proxy.port() + "/"),
                    server.administrator(),
                    server.passwords());
            Migrations.run(over, DOMAINS);
            return proxy.bytesSent();
        }
    }

    /// Everything that the upgrade leaves: columns, indexes, rows and history.
    private static String digest(DatabaseServer server) throws SQLException {
        try (Connection connection = server.connectAsAdministrator();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT concat_ws(E'\\n',
                            (SELECT string_agg(concat(table_name, ' ', column_name, ' ', data_type, ' ', is_nullable), ';'
                                ORDER BY table_name, column_name) FROM information_schema.columns WHERE table_schema = 'reef'),
                            (SELECT string_agg(indexdef, ';' ORDER BY indexdef) FROM pg_indexes WHERE schemaname = 'reef'),
                            (SELECT string_agg(c::text, ';' ORDER BY id) FROM (SELECT id, name, depth_metres FROM reef.colonies) c),
                            (SELECT string_agg(c::text, ';' ORDER BY id) FROM reef.currents c),
                            (SELECT string_agg(concat(version, ' ', success), ';' ORDER BY installed_rank)
                                FROM migration.reef WHERE type = 'SQL'))""")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
