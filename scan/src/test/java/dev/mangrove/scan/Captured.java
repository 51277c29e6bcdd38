package dev.mangrove.scan;

import dev.mangrove.scan.capture.RawPaths;
import dev.mangrove.scan.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Draws captures of text for a worker that does what they say, and reads what a scan wrote of them.
final class Captured {

    static final String WORKER = "dev.mangrove.scan.worker.FaultyWorkerMain";

    private Captured() {}

    /// About `items` items: files in folders, and containers of 50 members.
    static Path draw(Path folder, int items) throws IOException {
        int containers = items / 100;
        for (int i = 0; i < items - 51 * containers; i++) {
            Path sub = Files.createDirectories(folder.resolve("d" + i % 7));
            Files.writeString(sub.resolve("file" + i), "slow:file " + i);
        }
        for (int i = 0; i < containers; i++) {
            List<String> lines = new ArrayList<>(List.of("container " + i));
            for (int j = 1; j < 50; j++) {
                lines.add(List.of("settled ", "inline slow:", "spool ").get(j % 3) + i + "/" + j);
            }
            Files.writeString(folder.resolve("container" + i), String.join("\n", lines));
        }
        return folder;
    }

    static ScanRequest request(Path capture, Path workspace, int workers) {
        return new ScanRequest(
                List.of(new ScanRequest.Capture(RawPaths.rawName(capture), Optional.of("capture"))),
                List.of(),
                List.of(),
                workspace,
                31,
                workers,
                10,
                64,
                1_000);
    }

    static ScanEnd scan(ScanRequest request) throws ScanException {
        return new Scan(request, ScanProgress.NONE, WORKER).run();
    }

    /// Every item as one line, in an order of its own.
    static List<String> items(Path workspaceFolder) throws SQLException {
        try (Workspace workspace = Workspace.openToRead(workspaceFolder);
                Connection connection = workspace.connectToRead();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT top_path, sequence, parent_sequence, path_text, state, reason,"
                                + " notes, media_type, size_bytes, sha256, modified_at FROM item ORDER BY top_path, sequence")) {
            List<String> items = new ArrayList<>();
            while (row.next()) {
                StringBuilder line = new StringBuilder();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    Object value = row.getObject(i);
                    line.append(value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value)
                            .append(' ');
                }
                items.add(line.toString());
            }
            return items;
        }
    }

    /// The journal's events, in order.
    static List<String> events(Path workspaceFolder) throws SQLException {
        try (Workspace workspace = Workspace.openToRead(workspaceFolder);
                Connection connection = workspace.connectToRead();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT event, detail FROM journal ORDER BY id")) {
            List<String> events = new ArrayList<>();
            while (row.next()) {
                events.add(row.getString(1) + " " + row.getString(2));
            }
            return events;
        }
    }
}
