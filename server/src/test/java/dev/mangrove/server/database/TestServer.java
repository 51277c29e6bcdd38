package dev.mangrove.server.database;

import dev.mangrove.server.postgres.DataFolder;
import dev.mangrove.server.postgres.EmbeddedPostgres;
import dev.mangrove.server.postgres.PostgresException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The one PostgreSQL that the tests of a JVM share. Its folder stays in `target` for the next run, its databases
/// do
/// not. It does not flush to the disk: tests of durability start servers of their own.
final class TestServer {

    private static TestServer shared;

    private final EmbeddedPostgres postgres;
    private final RolePasswords passwords = RolePasswords.draw();
    private final Map<List<String>, String> templates = new HashMap<>();
    private int made;

    private TestServer(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    static synchronized TestServer shared() {
        if (shared == null) {
            DataFolder data = folder();
            try {
                Files.writeString(
                        data.root().resolve("postgresql-local.conf"),
                        "fsync = off\narchive_mode = off\nmax_connections = 200\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            EmbeddedPostgres postgres = EmbeddedPostgres.start(data);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                postgres.close();
                data.close();
            }));
            shared = new TestServer(postgres);
            shared.dropAll();
        }
        return shared;
    }

    synchronized DatabaseServer freshDatabase(List<String> domains) {
        String template = templates.computeIfAbsent(domains, this::makeTemplate);
        String name = "test_" + ++made;
        execute("CREATE DATABASE " + name + " TEMPLATE " + template);
        RoleSetup.run(serverOf(name)); // grants on a database are not copied with it
        return serverOf(name);
    }

    synchronized void drop(DatabaseServer server) {
        String name = server.jdbcUrl().replaceAll(".*/|\\?.*", "");
        execute("DROP DATABASE " + name + " WITH (FORCE)");
    }

    private String makeTemplate(List<String> domains) {
        String name = "template_" + ++made;
        execute("CREATE DATABASE " + name);
        if (domains.isEmpty()) {
            RoleSetup.run(serverOf(name)); // for tests of the migrations themselves
        } else {
            Database.setUp(serverOf(name), domains);
        }
        return name;
    }

    private DatabaseServer serverOf(String name) {
        return new DatabaseServer(postgres.jdbcUrl(name), postgres.administrator(), passwords);
    }

    private void dropAll() {
        List<String> names = new ArrayList<>();
        try (Connection connection = postgres.connectAsAdministrator("postgres");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT datname FROM pg_database WHERE datname ~ '^(test|template)_[0-9]+$'")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        names.forEach(name -> execute("DROP DATABASE " + name + " WITH (FORCE)"));
    }

    private void execute(String sql) {
        try (Connection connection = postgres.connectAsAdministrator("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private static DataFolder folder() {
        try {
            return DataFolder.open(Path.of("target", "test-postgres"));
        } catch (PostgresException e) {
            try {
                return DataFolder.open(Files.createTempDirectory("mangrove-test-postgres"));
            } catch (IOException io) {
                throw new UncheckedIOException(io);
            }
        }
    }
}
