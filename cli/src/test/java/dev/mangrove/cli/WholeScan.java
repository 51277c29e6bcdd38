package dev.mangrove.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.scan.Scan;
import dev.mangrove.scan.ScanEnd;
import dev.mangrove.scan.ScanException;
import dev.mangrove.scan.ScanProgress;
import dev.mangrove.scan.ScanRequest;
import dev.mangrove.scan.capture.RawPaths;
import dev.mangrove.scan.item.Reason;
import dev.mangrove.scan.match.ScanSummary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One whole scan with real workers, and what its workspace says of every item.
record WholeScan(ScanSummary summary, List<Row> rows, Path workspace) {

    /// An item.
    ///
    /// @param file the file within the capture, or the name of a capture that is a file
    /// @param name the last part of the path, for people
    /// @param match `exact`, `near`, or empty
    record Row(
            int capture,
            String file,
            long sequence,
            String path,
            String name,
            String state,
            String reason,
            String detail,
            String notes,
            String sha256,
            String match) {

        boolean isPicture() {
            return state.equals("pictureExamined");
        }

        boolean isNotExamined() {
            return state.equals("notExamined");
        }
    }

    /// Scans into a new workspace, and checks that the ledger balances.
    static WholeScan run(Path workspace, List<Path> lists, Path... captures) throws ScanException, SQLException {
        List<ScanRequest.Capture> named = Stream.of(captures)
                .map(path -> new ScanRequest.Capture(RawPaths.rawName(path.toAbsolutePath()), Optional.empty()))
                .toList();
        ScanEnd end = new Scan(ScanRequest.of(named, lists, workspace), ScanProgress.NONE).run();
        WholeScan scan = new WholeScan(end.summary(), readRows(workspace), workspace);
        scan.requireBalance();
        return scan;
    }

    /// A list of every file in a folder.
    static Path listOf(Path folder, Path output) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        String[] arguments = {
            "list", "build", folder.toString(), "--output", output.toString(), "--name", "Drawn", "--origin", "Test"
        };
        assertThat(Mangrove.run(arguments, out, out))
                .as(said.toString(StandardCharsets.UTF_8))
                .isZero();
        return output;
    }

    private void requireBalance() {
        Map<String, Long> states = new TreeMap<>();
        Map<String, Long> reasons = new TreeMap<>();
        for (Row row : rows) {
            states.merge(row.state, 1L, Long::sum);
            if (row.isNotExamined()) {
                reasons.merge(Reason.ofLabel(row.reason).label(), 1L, Long::sum);
                assertThat(row.detail)
                        .as("%s tells why it was not examined", row.path)
                        .isNotBlank();
            }
        }
        assertThat(summary.items()).isEqualTo(rows.size());
        assertThat(summary.pictureExamined()).isEqualTo(states.getOrDefault("pictureExamined", 0L));
        assertThat(summary.digestsOnly()).isEqualTo(states.getOrDefault("digestsOnly", 0L));
        assertThat(summary.notExamined()).isEqualTo(reasons);
    }

    /// Each regular file of a capture is one item of sequence 0.
    void requireEveryFile(int capture, Path folder) throws IOException {
        List<String> expected;
        try (Stream<Path> files = Files.walk(folder)) {
            expected = files.filter(path -> !Files.isDirectory(path))
                    .map(path -> folder.relativize(path).toString())
                    .sorted()
                    .toList();
        }
        List<String> found = rows.stream()
                .filter(row -> row.capture == capture && row.sequence == 0)
                .map(Row::file)
                .sorted()
                .toList();
        assertThat(found).isEqualTo(expected);
    }

    /// How many items a worker failed at twice.
    long failures() {
        return Stream.of(Reason.TIMED_OUT, Reason.WORKER_DIED, Reason.OUT_OF_MEMORY)
                .mapToLong(reason -> summary.notExamined().getOrDefault(reason.label(), 0L))
                .sum();
    }

    /// What the journal says of attempts that failed: the label of a reason and a count for each.
    String failedAttempts() throws SQLException {
        try (Connection connection = open(workspace);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT json_extract(detail, '$.failedAttempts')"
                        + " FROM journal WHERE event = 'scanFinished' ORDER BY id DESC LIMIT 1")) {
            return row.next() ? text(row.getString(1)) : "";
        }
    }

    List<Row> of(String file) {
        return rows.stream().filter(row -> row.file.equals(file)).toList();
    }

    Row container(String file) {
        return of(file).stream().filter(row -> row.sequence == 0).findFirst().orElseThrow();
    }

    private static Connection open(Path workspace) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + workspace.resolve("workspace.sqlite"));
    }

    private static List<Row> readRows(Path workspace) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Connection connection = open(workspace);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT capture_id, CAST(top_path AS TEXT), sequence, path_text,"
                        + " CAST(name AS TEXT), state, reason, detail, notes, sha256,"
                        + " (SELECT min(kind) FROM match WHERE item_id = item.id) FROM item ORDER BY id")) {
            while (row.next()) {
                byte[] sha256 = row.getBytes(10);
                rows.add(new Row(
                        row.getInt(1),
                        text(row.getString(2)),
                        row.getLong(3),
                        text(row.getString(4)),
                        text(row.getString(5)),
                        text(row.getString(6)),
                        text(row.getString(7)),
                        text(row.getString(8)),
                        text(row.getString(9)),
                        sha256 == null ? "" : HexFormat.of().formatHex(sha256),
                        text(row.getString(11))));
            }
        }
        return rows;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
