package dev.mangrove.scan;

import dev.mangrove.scan.item.RawName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/// Writes the paths, for people, of members of nested containers. A nested container is told of after its
/// members, so that their paths are known in full only when the walk has ended; until then its number stands
/// for its name.
final class NestedPaths {

    private static final String SEPARATOR = "!/";

    private NestedPaths() {}

    private record Container(long parent, String name) {}

    /// The path of a member as far as it is known when the member is met.
    static String provisional(RawName topPath, long parentSequence, RawName name) {
        String parent = parentSequence == 0 ? "" : "[" + parentSequence + "]" + SEPARATOR;
        return topPath.display() + SEPARATOR + parent + name.display();
    }

    /// Completes the paths below one top-level container.
    static int complete(Connection connection, int captureId, RawName topPath) throws SQLException {
        Map<Long, Container> containers = containers(connection, captureId, topPath);
        if (containers.isEmpty()) {
            return 0;
        }
        int written = 0;
        try (PreparedStatement members = connection.prepareStatement("SELECT id, parent_sequence, name FROM item"
                        + " WHERE capture_id = ? AND top_path = ? AND parent_sequence > 0");
                PreparedStatement update = connection.prepareStatement("UPDATE item SET path_text = ? WHERE id = ?")) {
            members.setInt(1, captureId);
            members.setBytes(2, topPath.bytes());
            try (ResultSet row = members.executeQuery()) {
                while (row.next()) {
                    update.setString(
                            1,
                            path(containers, topPath, row.getLong(2))
                                    + RawName.of(row.getBytes(3)).display());
                    update.setLong(2, row.getLong(1));
                    written += update.executeUpdate();
                }
            }
        }
        return written;
    }

    private static Map<Long, Container> containers(Connection connection, int captureId, RawName topPath)
            throws SQLException {
        Map<Long, Container> containers = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT sequence, parent_sequence, name FROM item WHERE capture_id = ?1 AND top_path = ?2 AND sequence IN"
                        + " (SELECT DISTINCT parent_sequence FROM item WHERE capture_id = ?1 AND top_path = ?2"
                        + " AND parent_sequence > 0)")) {
            select.setInt(1, captureId);
            select.setBytes(2, topPath.bytes());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    containers.put(
                            row.getLong(1),
                            new Container(
                                    row.getLong(2), RawName.of(row.getBytes(3)).display()));
                }
            }
        }
        return containers;
    }

    /// The path of the container `sequence`, with a separator at its end. As deep as containers nest.
    private static String path(Map<Long, Container> containers, RawName topPath, long sequence) {
        StringBuilder path = new StringBuilder();
        long at = sequence;
        for (int i = 0; at != 0 && i <= containers.size(); i++) {
            Container container = containers.get(at);
            path.insert(0, (container == null ? "[" + at + "]" : container.name()) + SEPARATOR);
            at = container == null ? 0 : container.parent();
        }
        return topPath.display() + SEPARATOR + path;
    }
}
