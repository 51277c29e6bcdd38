package dev.mangrove.server.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/// Which PostgreSQL will do: 15 or later, past CVE-2025-8713, by which statistics showed rows that a policy hides.
final class ServerVersion {

    private static final int OLDEST_MAJOR = 15;
    private static final int FIRST_SAFE_MAJOR = 18;
    private static final Map<Integer, Integer> OLDEST_MINOR = Map.of(15, 14, 16, 10, 17, 6);

    private ServerVersion() {}

    static void check(DatabaseServer server) {
        try (Connection connection = server.connectAsAdministrator();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW server_version_num")) {
            rows.next();
            int number = rows.getInt(1);
            if (!isSafe(number)) {
                throw new DatabaseException(
                        "The database server is PostgreSQL " + number / 10_000 + "." + number % 10_000
                                + ". Allowed are 15.14, 16.10, 17.6, 18 and later: earlier ones let rows of one agency be"
                                + " guessed by another (CVE-2025-8713). Update the server.");
            }
        } catch (SQLException e) {
            throw new DatabaseException(
                    "The database at " + server.jdbcUrl() + " does not answer to "
                            + server.administrator().name() + ": " + e.getMessage(),
                    e);
        }
    }

    static boolean isSafe(int number) {
        int major = number / 10_000;
        int minor = number % 10_000;
        if (major < OLDEST_MAJOR) {
            return false;
        }
        return major >= FIRST_SAFE_MAJOR || minor >= OLDEST_MINOR.getOrDefault(major, 0);
    }
}
