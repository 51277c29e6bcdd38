package dev.mangrove.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// What a workspace holds, read with plain SQL beside the program.
final class ScannedItems {

    private ScannedItems() {}

    /// Items in their final state and safe on disk; 0 where there is no workspace yet.
    static int count(Path workspace) {
        if (!Files.exists(workspace.resolve("workspace.sqlite"))) {
            return 0;
        }
        try {
            return Integer.parseInt(
                    query(workspace, "SELECT count(*) FROM item").getFirst());
        } catch (SQLException notYetOrBusy) {
            return 0;
        }
    }

    /// A line for each item, with all that does not depend on when it was examined.
    static List<String> lines(Path workspace) throws SQLException {
        return query(workspace, """
                SELECT i.capture_id, hex(i.top_path), i.sequence, ifnull(i.parent_sequence, '-'), hex(i.name),
                       i.path_text, i.state, ifnull(i.reason, '-'), i.notes, ifnull(i.media_type, '-'),
                       ifnull(i.size_bytes, '-'), ifnull(hex(i.sha256), '-'),
                       (SELECT ifnull(group_concat(f.frame || ':' || f.quality || ':' || hex(f.hashes)), '-')
                          FROM fingerprint f WHERE f.item_id = i.id)
                  FROM item i ORDER BY i.capture_id, i.top_path, i.sequence""");
    }

    /// Items whose end depends on time or memory, and not on their bytes alone.
    static List<String> luckless(Path workspace) throws SQLException {
        return query(
                workspace,
                "SELECT path_text, reason, detail FROM item WHERE reason IN ('timedOut', 'outOfMemory', 'workerDied')");
    }

    static List<String> query(Path workspace, String sql) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + workspace.resolve("workspace.sqlite"));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 10000");
            try (ResultSet row = statement.executeQuery(sql)) {
                int columns = row.getMetaData().getColumnCount();
                while (row.next()) {
                    StringBuilder line = new StringBuilder();
                    for (int column = 1; column <= columns; column++) {
                        line.append(column == 1 ? "" : " | ").append(row.getString(column));
                    }
                    lines.add(line.toString());
                }
            }
        }
        return lines;
    }
}
