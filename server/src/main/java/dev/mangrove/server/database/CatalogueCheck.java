package dev.mangrove.server.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Asks the database's own catalogue whether the second lock is whole. Runs at each start, which fails on any
/// fault, and in the tests of every domain. The rules stand in `catalogue-check.sql`.
///
/// A table has agency data when it has a column `agency` or `agency_id`.
public final class CatalogueCheck {

    private static final String RULE = "-- rule: ";

    private CatalogueCheck() {}

    /// All faults, each as a sentence; none when the lock is whole.
    public static List<String> faults(DatabaseServer server) {
        String[] parts = rules().split("(?m)^" + RULE, -1);
        List<String> faults = new ArrayList<>();
        try (Connection connection = server.connectAsAdministrator();
                Statement statement = connection.createStatement()) {
            statement.execute("SET search_path = ''");
            for (int i = 1; i < parts.length; i++) {
                String rule = parts[i].substring(0, parts[i].indexOf('\n'));
                try (ResultSet rows = statement.executeQuery(parts[0] + RULE + parts[i])) {
                    while (rows.next()) {
                        faults.add(rows.getString(1) + ": broken is the rule that " + rule);
                    }
                }
            }
        } catch (SQLException e) {
            throw new DatabaseException("The catalogue of the database cannot be read: " + e.getMessage(), e);
        }
        return faults;
    }

    /// Refuses to go on with any fault.
    ///
    /// @throws DatabaseException that names all of them
    public static void require(DatabaseServer server) {
        List<String> faults = faults(server);
        if (!faults.isEmpty()) {
            throw new DatabaseException("Rows of one agency are not safe from another in this database: "
                    + String.join("; ", faults) + ". Nothing was started. Was it changed by hand?");
        }
    }

    private static String rules() {
        try (InputStream in = CatalogueCheck.class.getResourceAsStream("catalogue-check.sql")) {
            if (in == null) {
                throw new IllegalStateException("catalogue-check.sql is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
