package dev.mangrove.scan.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/// A workspace with invented rows, written straight into the tables of `schema.sql`.
final class SampleWorkspace implements AutoCloseable {

    /// Bytes that are no UTF-8: `été.jpg` in Latin-1.
    static final byte[] LATIN_1_NAME = {(byte) 0xe9, 't', (byte) 0xe9, '.', 'j', 'p', 'g'};

    /// A name that tries everything: markup, a formula, a mirrored and a broken line.
    static final String HOSTILE_NAME = "=cmd|' /C calc'!A0</td><script>alert(1)</script>\u202Egpj.\u0007\r\n\"&'exe";

    private final Connection connection;
    private int items;

    private SampleWorkspace(Connection connection) {
        this.connection = connection;
    }

    /// An empty workspace in a new folder.
    static SampleWorkspace create(Path folder) throws IOException, SQLException {
        Files.createDirectories(folder);
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(ReportSource.DATABASE));
        SampleWorkspace workspace = new SampleWorkspace(connection);
        try (InputStream schema = SampleWorkspace.class.getResourceAsStream("/dev/mangrove/scan/workspace/schema.sql");
                Statement statement = connection.createStatement()) {
            String text = new String(schema.readAllBytes(), StandardCharsets.UTF_8);
            for (String sql : text.split("(?<=;)[ ]*(--[^\n]*)?\n")) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
        connection.setAutoCommit(false);
        return workspace;
    }

    /// The small workspace that the golden reports are made from.
    static Path golden(Path folder) throws IOException, SQLException {
        try (SampleWorkspace workspace = create(folder)) {
            GoldenWorkspace.fill(workspace);
        }
        return folder;
    }

    SampleWorkspace settings() throws SQLException {
        String[] settings = {
            "profile",
            "reference",
            "itemSeconds",
            "10",
            "workerHeapMb",
            "512",
            "framesMax",
            "256",
            "depthMax",
            "8",
            "engineVersion",
            "1"
        };
        for (int i = 0; i < settings.length; i += 2) {
            insert("setting", "name", settings[i], "value", settings[i + 1]);
        }
        return this;
    }

    SampleWorkspace captures() throws SQLException {
        insert(
                "capture",
                "id",
                1,
                "label",
                "Phone 7",
                "location",
                "/evidence/26-011/phone".getBytes(StandardCharsets.UTF_8),
                "kind",
                "folder");
        insert(
                "capture",
                "id",
                2,
                "label",
                "Site <mirror>",
                "location",
                "/evidence/26-011/site.warc.gz".getBytes(StandardCharsets.UTF_8),
                "kind",
                "file");
        return this;
    }

    SampleWorkspace lists() throws SQLException {
        insert(
                "hash_list",
                "id",
                1,
                "use",
                "list",
                "name",
                "National hash list",
                "version",
                "2026-02",
                "origin",
                "National unit",
                "scheme",
                "us",
                "profile",
                "reference",
                "digest",
                hex(digest("SHA-256", "list")),
                "entries",
                1_204_331,
                "near_matchable",
                803_112,
                "location",
                "/lists/national.mgl");
        insert(
                "hash_list",
                "id",
                2,
                "use",
                "knownGood",
                "name",
                "Operating systems",
                "version",
                "2026.03",
                "origin",
                "NIST",
                "profile",
                "reference",
                "digest",
                hex(digest("SHA-256", "good")),
                "entries",
                73_800_000,
                "near_matchable",
                0,
                "location",
                "/lists/nsrl.mgl");
        return this;
    }

    /// A picture from a camera.
    int picture(String path, int capture, int width, int height, String takenAt, int seed) throws SQLException {
        Map<String, Object> row = new LinkedHashMap<>(Map.of(
                "capture_id",
                capture,
                "top_path",
                path,
                "state",
                "pictureExamined",
                "media_type",
                "image/jpeg",
                "width",
                width,
                "height",
                height));
        if (!takenAt.isEmpty()) {
            row.putAll(Map.of(
                    "taken_at",
                    takenAt,
                    "camera_make",
                    "Acme",
                    "camera_model",
                    "One <2>",
                    "camera_serial",
                    "SN-0042",
                    "software",
                    "1.0",
                    "latitude",
                    21.02,
                    "longitude",
                    105.85));
        }
        int item = item(row, "content " + seed);
        fingerprint(item, seed, 95);
        return item;
    }

    /// An item that could not be examined.
    int missed(String path, int sequence, String reason, String detail) throws SQLException {
        return item(
                Map.of(
                        "top_path",
                        path,
                        "sequence",
                        sequence,
                        "state",
                        "notExamined",
                        "reason",
                        reason,
                        "detail",
                        detail),
                "");
    }

    /// An item; digests are made from `content` unless it is empty.
    int item(Map<String, Object> given, String content) throws SQLException {
        int id = ++items;
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", id);
        row.put("capture_id", 1);
        row.put("sequence", 0);
        row.put("notes", "[]");
        row.put("path_text", String.valueOf(given.get("top_path")));
        row.put("name", given.get("top_path"));
        row.putAll(given);
        for (String column : new String[] {"top_path", "name"}) {
            if (row.get(column) instanceof String text) {
                row.put(column, text.getBytes(StandardCharsets.UTF_8));
            }
        }
        if (!content.isEmpty()) {
            row.put("size_bytes", content.length());
            row.put("md5", digest("MD5", content));
            row.put("sha1", digest("SHA-1", content));
            row.put("sha256", digest("SHA-256", content));
            row.put("modified_at", "2026-01-0" + (1 + id % 9) + "T00:00:00Z");
        }
        insert("item", row);
        return id;
    }

    void fingerprint(int item, int seed, int quality) throws SQLException {
        byte[] hashes = new byte[256];
        for (int i = 0; i < 8; i++) {
            System.arraycopy(digest("SHA-256", "pdq " + seed + " " + i), 0, hashes, 32 * i, 32);
        }
        insert("fingerprint", "item_id", item, "frame", 0, "quality", quality, "hashes", hashes);
    }

    void stack(int id, String name, int representative, int count, int contents) throws SQLException {
        insert(
                "stack",
                "id",
                id,
                "name",
                name,
                "representative_item_id",
                representative,
                "items",
                count,
                "contents",
                contents);
        member(representative, id, "representative", 0);
    }

    void member(int item, int stack, String relation, int distance) throws SQLException {
        insert(
                "stack_member",
                "item_id",
                item,
                "stack_id",
                stack,
                "relation",
                relation,
                "distance_bits",
                distance,
                "orientation",
                "original");
    }

    void lead(int rank, int stack, String tier, int shown, String... reasons) throws SQLException {
        StringBuilder json = new StringBuilder("[");
        for (String reason : reasons) {
            json.append(json.length() == 1 ? "" : ",")
                    .append("{\"rule\":\"")
                    .append(tier)
                    .append("\",\"text\":\"")
                    .append(reason)
                    .append("\"}");
        }
        insert(
                "lead",
                "rank",
                rank,
                "stack_id",
                stack,
                "tier",
                tier,
                "shown",
                shown,
                "reasons",
                json.append("]").toString());
    }

    void update(int item, Map<String, Object> values) throws SQLException {
        for (Map.Entry<String, Object> value : values.entrySet()) {
            try (PreparedStatement statement =
                    connection.prepareStatement("UPDATE item SET " + value.getKey() + " = ? WHERE id = ?")) {
                statement.setObject(1, value.getValue());
                statement.setInt(2, item);
                statement.executeUpdate();
            }
        }
    }

    void journal(String at, String event, String detail) throws SQLException {
        insert("journal", "at", at, "event", event, "detail", detail);
    }

    /// Inserts a row of alternating column names and values.
    void insert(String table, Object... namesAndValues) throws SQLException {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        insert(table, row);
    }

    private void insert(String table, Map<String, Object> row) throws SQLException {
        String places = "?,".repeat(row.size()).substring(0, 2 * row.size() - 1);
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO " + table + " (" + String.join(",", row.keySet()) + ") VALUES (" + places + ")")) {
            int column = 0;
            for (Object value : row.values()) {
                statement.setObject(++column, value);
            }
            statement.executeUpdate();
        }
    }

    static byte[] digest(String algorithm, String content) {
        try {
            return MessageDigest.getInstance(algorithm).digest(content.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String hex(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(bytes);
    }

    @Override
    public void close() throws SQLException {
        connection.commit();
        connection.close();
    }
}
