package dev.mangrove.server.database;

import dev.mangrove.server.postgres.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// The database, ready for the domains: roles made, tables at this version, pools open. Safe for use by several
/// threads.
public final class Database implements AutoCloseable {

    /// The name of the database in the embedded server.
    public static final String NAME = "mangrove";

    private static final int APP_CONNECTIONS_MAX = 16;

    private final Connections connections;
    private final AgencyTransactions agencies;
    private final RoleTransactions signIn;
    private final RoleTransactions intake;
    private final RoleTransactions audit;

    private Database(Connections connections) {
        this.connections = connections;
        this.agencies = new AgencyTransactions(connections.app());
        this.signIn = new RoleTransactions(connections.signIn(), DatabaseRole.SIGN_IN);
        this.intake = new RoleTransactions(connections.intake(), DatabaseRole.INTAKE);
        this.audit = new RoleTransactions(connections.audit(), DatabaseRole.AUDIT);
    }

    /// Where the embedded server's database is; makes it at the first start.
    public static DatabaseServer embedded(EmbeddedPostgres postgres, Path secrets) {
        try (Connection connection = postgres.connectAsAdministrator("postgres")) {
            makeIfMissing(connection);
        } catch (SQLException e) {
            throw new DatabaseException("The database '" + NAME + "' cannot be made: " + e.getMessage(), e);
        }
        return new DatabaseServer(
                postgres.jdbcUrl(NAME),
                postgres.administrator(),
                RolePasswords.readOrDraw(secrets.resolve("database-roles.properties")));
    }

    /// Sets up and opens the database: checks the server's version, makes the roles, brings the tables of the
    /// domains to this version, checks the second lock (`CatalogueCheck`), and opens the pools.
    ///
    /// @param domains the domains in the order of their dependence; each has a folder `db/migration/<domain>`
    /// @throws DatabaseException when anything of that cannot be done
    public static Database open(DatabaseServer server, List<String> domains) {
        return open(server, domains, APP_CONNECTIONS_MAX);
    }

    static Database open(DatabaseServer server, List<String> domains, int appConnectionsMax) {
        setUp(server, domains);
        return new Database(new Connections(server, appConnectionsMax));
    }

    /// Opens a database whose tables are known to be at this version.
    static Database openMigrated(DatabaseServer server, int appConnectionsMax) {
        RoleSetup.run(server);
        return new Database(new Connections(server, appConnectionsMax));
    }

    static void setUp(DatabaseServer server, List<String> domains) {
        ServerVersion.check(server);
        RoleSetup.run(server);
        List<String> all = new ArrayList<>();
        all.add("database");
        all.addAll(domains);
        Migrations.run(server, all);
        CatalogueCheck.require(server);
    }

    /// Transactions of the domains, each for one agency.
    public AgencyTransactions agencies() {
        return agencies;
    }

    /// Transactions of sign-in, before an agency is known.
    public RoleTransactions signIn() {
        return signIn;
    }

    /// Transactions that take reports in.
    public RoleTransactions intake() {
        return intake;
    }

    /// Transactions that order and read the audit over agencies.
    public RoleTransactions audit() {
        return audit;
    }

    @Override
    public void close() {
        connections.close();
    }

    private static void makeIfMissing(Connection connection) throws SQLException {
        try (PreparedStatement question = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
            question.setString(1, NAME);
            try (ResultSet rows = question.executeQuery()) {
                if (rows.next()) {
                    return;
                }
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + NAME);
        }
    }
}
