package dev.mangrove.server.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A fresh database for a test, in a real PostgreSQL that all tests of the JVM share.
///
/// ```java
/// @RegisterExtension
/// static final TestDatabase database = TestDatabase.with("audit", "cases"); // static: one for the class
///
/// database.agencies().write(actor, jdbc -> ...);
/// database.administer("UPDATE audit.entries SET ...");                       // as the superuser
/// ```
///
/// The first database with the same domains is migrated, further ones are copied from it in some 50 ms.
public final class TestDatabase implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {

    private final List<String> domains;
    private int appConnectionsMax = 4;
    private DatabaseServer server;
    private Database database;
    private boolean ofOneTest;

    private TestDatabase(List<String> domains) {
        this.domains = domains;
    }

    /// A database with the migrations of these domains, in the order of their dependence.
    public static TestDatabase with(String... domains) {
        return new TestDatabase(List.of(domains));
    }

    /// How many connections the application's pool may hold; four unless told.
    public TestDatabase withAppConnections(int connectionsMax) {
        this.appConnectionsMax = connectionsMax;
        return this;
    }

    public DatabaseServer server() {
        return server;
    }

    public Database database() {
        return database;
    }

    public AgencyTransactions agencies() {
        return database.agencies();
    }

    /// Runs statements as the superuser, whom no policy holds.
    public void administer(String... statements) {
        try (Connection connection = connectAsAdministrator();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    public Connection connectAsAdministrator() throws SQLException {
        return server.connectAsAdministrator();
    }

    /// A plain connection of a role, past the guard of `AgencyTransactions`.
    public Connection connect(DatabaseRole role) throws SQLException {
        return server.connect(server.passwords().of(role));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        open();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (database == null) {
            ofOneTest = true;
            open();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (ofOneTest) {
            close();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (database != null) {
            close();
        }
    }

    private void open() {
        server = TestServer.shared().freshDatabase(domains);
        database = Database.openMigrated(server, appConnectionsMax);
    }

    private void close() {
        database.close();
        database = null;
        TestServer.shared().drop(server);
    }
}
