package dev.mangrove.scan.workspace;

import dev.mangrove.scan.item.RawName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// The captures that a workspace belongs to. A capture may move; it may not be another one.
final class Captures {

    private Captures() {}

    static List<CaptureRoot> read(Connection connection) throws SQLException {
        List<CaptureRoot> captures = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id, label, location, kind FROM capture ORDER BY id")) {
            while (row.next()) {
                captures.add(new CaptureRoot(
                        row.getInt(1),
                        row.getString(2),
                        RawName.of(row.getBytes(3)),
                        CaptureRoot.Kind.ofLabel(row.getString(4))));
            }
        }
        return captures;
    }

    static void insert(Connection connection, List<CaptureRoot> captures) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO capture (id, label, location, kind) VALUES (?, ?, ?, ?)")) {
            for (CaptureRoot capture : captures) {
                insert.setInt(1, capture.id());
                insert.setString(2, capture.label());
                insert.setBytes(3, capture.location().bytes());
                insert.setString(4, capture.kind().label());
                insert.executeUpdate();
            }
        }
    }

    static void move(Connection connection, CaptureRoot capture) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE capture SET location = ? WHERE id = ?")) {
            update.setBytes(1, capture.location().bytes());
            update.setInt(2, capture.id());
            update.executeUpdate();
        }
    }

    /// Compares what is asked with what is stored.
    ///
    /// @return the captures that lie elsewhere now
    /// @throws WorkspaceException naming the capture, the stored and the asked value
    static List<CaptureRoot> moved(Path folder, List<CaptureRoot> stored, List<CaptureRoot> asked) {
        if (stored.size() != asked.size()) {
            throw refused(
                    folder, "it was made for " + stored.size() + " capture(s), this command gives " + asked.size());
        }
        List<CaptureRoot> moved = new ArrayList<>();
        for (int i = 0; i < stored.size(); i++) {
            CaptureRoot before = stored.get(i);
            CaptureRoot now = asked.get(i);
            if (before.id() != now.id() || !before.label().equals(now.label()) || before.kind() != now.kind()) {
                throw refused(
                        folder,
                        "its capture " + before.id() + " is the "
                                + before.kind().label() + " \""
                                + before.label() + "\", this command gives the "
                                + now.kind().label() + " \"" + now.label()
                                + "\"");
            }
            if (!before.location().equals(now.location())) {
                if (isStillThere(before)) {
                    throw refused(
                            folder,
                            "its capture \"" + before.label() + "\" lies at "
                                    + before.location().display() + ", which is still there; this command gives "
                                    + now.location().display());
                }
                moved.add(now);
            }
        }
        return moved;
    }

    /// Only a name that prints exactly can be asked for here; any other is taken as moved.
    private static boolean isStillThere(CaptureRoot capture) {
        return capture.location().isPlainText()
                && Files.exists(Path.of(capture.location().display()));
    }

    private static WorkspaceException refused(Path folder, String why) {
        return WorkspaceException.wrongUse("the workspace " + folder + " belongs to another scan: " + why
                + "; give the same captures in the same order, or a new workspace");
    }
}
