package dev.mangrove.server.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the roles and gives each its least rights. Runs at every start, as the administrator; what is there
/// already is checked and left. Works with a superuser and with a role that has CREATEROLE and owns the database
/// (PostgreSQL 15 to 18); docs/operating/postgresql.md tells the same in SQL.
final class RoleSetup {

    private static final Logger LOG = LoggerFactory.getLogger(RoleSetup.class);

    /// Two servers that start at once make the roles one after the other.
    private static final long LOCK = 0x4D_61_6E_67_72_6F_76_65L;

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private static final List<String> BACKUP_FUNCTIONS = List.of(
            "pg_backup_start(text, boolean)",
            "pg_backup_stop(boolean)",
            "pg_switch_wal()",
            "pg_create_restore_point(text)");

    private final Connection connection;
    private final RolePasswords passwords;
    private final boolean superuser;

    private RoleSetup(Connection connection, RolePasswords passwords, boolean superuser) {
        this.connection = connection;
        this.passwords = passwords;
        this.superuser = superuser;
    }

    static void run(DatabaseServer server) {
        try (Connection connection = server.connectAsAdministrator()) {
            boolean superuser = ask(connection, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user");
            new RoleSetup(connection, server.passwords(), superuser).run();
        } catch (SQLException e) {
            throw new DatabaseException(
                    "The roles of the database cannot be made by "
                            + server.administrator().name() + ": "
                            + e.getMessage()
                            + ". It must be a superuser, or have CREATEROLE and own the database;"
                            + " docs/operating/postgresql.md tells the SQL.",
                    e);
        }
    }

    private void run() throws SQLException {
        execute("SET lock_timeout = '30s'");
        execute("SELECT pg_advisory_lock(" + LOCK + ")");
        try {
            connection.setAutoCommit(false);
            for (DatabaseRole role : DatabaseRole.values()) {
                make(role);
            }
            execute("GRANT mangrove_owner TO mangrove_migration");
            grantOnDatabase();
            connection.commit();
            grantBackup();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
            execute("SELECT pg_advisory_unlock(" + LOCK + ")");
        }
    }

    private void make(DatabaseRole role) throws SQLException {
        if (!exists(role)) {
            execute("CREATE ROLE " + role.sqlName() + " NOINHERIT " + (role.mayLogIn() ? "LOGIN" : "NOLOGIN"));
        }
        check(role);
        if (!role.mayLogIn()) {
            return;
        }
        connection
                .unwrap(PGConnection.class)
                .alterUserPassword(role.sqlName(), passwords.of(role).password().toCharArray(), "scram-sha-256");
        // Names in SQL carry their schema, so that nobody can slip another table in front.
        execute("ALTER ROLE " + role.sqlName() + " SET search_path = ''");
        if (role != DatabaseRole.MIGRATION && role != DatabaseRole.BACKUP) {
            execute("ALTER ROLE " + role.sqlName() + " SET statement_timeout = '60s'");
            execute("ALTER ROLE " + role.sqlName() + " SET lock_timeout = '10s'");
            execute("ALTER ROLE " + role.sqlName() + " SET idle_in_transaction_session_timeout = '60s'");
        }
    }

    private boolean exists(DatabaseRole role) throws SQLException {
        return ask(connection, "SELECT true FROM pg_roles WHERE rolname = '" + role.sqlName() + "'");
    }

    private void check(DatabaseRole role) throws SQLException {
        String powers =
                "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb FROM pg_roles WHERE rolname = '"
                        + role.sqlName() + "'";
        if (ask(connection, powers)) {
            throw new DatabaseException("The database role " + role.sqlName()
                    + " has SUPERUSER, BYPASSRLS, CREATEROLE or CREATEDB, and with any of them rows of one agency would"
                    + " not be safe from another. Take them away: ALTER ROLE " + role.sqlName()
                    + " NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB");
        }
    }

    private void grantOnDatabase() throws SQLException {
        String database = quoted(connection.getCatalog());
        execute("REVOKE ALL ON DATABASE " + database + " FROM PUBLIC");
        execute("REVOKE ALL ON SCHEMA public FROM PUBLIC");
        execute("GRANT CREATE ON DATABASE " + database + " TO mangrove_owner");
        List<String> logins = new ArrayList<>();
        for (DatabaseRole role : DatabaseRole.values()) {
            if (role.mayLogIn()) {
                logins.add(role.sqlName());
            }
        }
        execute("GRANT CONNECT ON DATABASE " + database + " TO " + String.join(", ", logins));
    }

    /// Only a superuser can grant these; an outside server's owner does, or backs it up by its own means.
    private void grantBackup() throws SQLException {
        if (!superuser) {
            LOG.info("The administrator of the database is no superuser: backups are the database server's own matter");
            return;
        }
        try {
            for (String function : BACKUP_FUNCTIONS) {
                execute("GRANT EXECUTE ON FUNCTION pg_catalog." + function + " TO mangrove_backup");
            }
            execute("GRANT pg_checkpoint, pg_read_all_settings, pg_monitor TO mangrove_backup");
            connection.commit();
        } catch (SQLException e) {
            if (!INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                throw e;
            }
            LOG.warn("The backup role has no rights: {}", e.getMessage());
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static boolean ask(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
