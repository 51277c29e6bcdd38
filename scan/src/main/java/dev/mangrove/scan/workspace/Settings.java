package dev.mangrove.scan.workspace;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/// The settings that a workspace was made with.
final class Settings {

    private Settings() {}

    static Map<String, String> read(Connection connection) throws SQLException {
        Map<String, String> values = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT name, value FROM setting ORDER BY name")) {
            while (row.next()) {
                values.put(row.getString(1), row.getString(2));
            }
        }
        return values;
    }

    static void insert(Connection connection, ScanSettings settings) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO setting (name, value) VALUES (?, ?)")) {
            for (Map.Entry<String, String> value : settings.toValues().entrySet()) {
                insert.setString(1, value.getKey());
                insert.setString(2, value.getValue());
                insert.executeUpdate();
            }
        }
    }

    /// Refuses settings under which earlier items would have been examined differently.
    ///
    /// @throws WorkspaceException naming each setting, the stored and the asked value
    static void requireEqual(Path folder, Map<String, String> stored, Map<String, String> asked) {
        TreeSet<String> names = new TreeSet<>(stored.keySet());
        names.addAll(asked.keySet());
        StringBuilder differences = new StringBuilder();
        for (String name : names) {
            String before = stored.getOrDefault(name, "unknown");
            String now = asked.getOrDefault(name, "unknown");
            if (!before.equals(now)) {
                differences
                        .append(differences.isEmpty() ? "" : ", ")
                        .append(name)
                        .append(" was ")
                        .append(before)
                        .append(" and is now ")
                        .append(now);
            }
        }
        if (!differences.isEmpty()) {
            throw WorkspaceException.wrongUse("the workspace " + folder + " was begun under other settings: "
                    + differences + "; give the earlier settings to go on, or a new workspace to begin anew");
        }
    }
}
