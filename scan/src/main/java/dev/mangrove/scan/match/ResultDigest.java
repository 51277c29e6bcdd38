package dev.mangrove.scan.match;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;

/// One digest over all results, equal wherever and however often the same captures are scanned with the same lists.
///
/// Each item gives one line: its raw path, its examination, its matches, its place in a stack and the lead of that
/// stack. The SHA-256 of the lines, sorted, are digested once more with SHA-256. Sorting the digests of lines does
/// what sorting the lines would do, in 32 bytes a line: order and numbering vanish, but no line can be missing,
/// doubled or changed.
///
/// Left out: times of the run, item and stack numbers, workers, labels and locations of captures, places of list
/// files, and every sentence for people.
final class ResultDigest {

    private ResultDigest() {}

    static String compute(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS temp.result_line");
            statement.execute("CREATE TEMP TABLE result_line (digest BLOB NOT NULL)");
        }
        addItems(connection);
        MessageDigest all = sha256();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("SELECT digest FROM temp.result_line ORDER BY digest")) {
                while (row.next()) {
                    all.update(row.getBytes(1));
                }
            }
            statement.execute("DROP TABLE temp.result_line");
        }
        return HexFormat.of().formatHex(all.digest());
    }

    private static void addItems(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ItemPaths paths = new ItemPaths(connection);
                Parts fingerprints = new Parts(
                        connection,
                        "SELECT frame, quality, hashes, at_millis, repeats FROM fingerprint WHERE item_id = ? ORDER BY frame");
                Parts matches = new Parts(connection, """
                        SELECT l.use, l.name, l.version, m.entry, m.role, m.kind, m.digest_kind, m.distance_bits,
                               m.orientation, m.frame, m.category, m.series, m.entry_at_millis
                          FROM match m JOIN hash_list l ON l.id = m.hash_list_id
                         WHERE m.item_id = ? ORDER BY 1, 2, 3, l.digest, 4, 6""");
                Parts videos = new Parts(connection, """
                        SELECT l.use, l.name, l.version, m.entry, m.role, m.orientation, m.query_frames,
                               m.query_matched, m.entry_frames, m.entry_matched, m.query_spans, m.entry_spans
                          FROM video_match m JOIN hash_list l ON l.id = m.hash_list_id
                         WHERE m.item_id = ? ORDER BY 1, 2, 3, l.digest, 4""");
                PreparedStatement insert = connection.prepareStatement("INSERT INTO temp.result_line VALUES (?)");
                ResultSet row = statement.executeQuery("""
                        SELECT i.id, i.capture_id, i.top_path, i.parent_sequence, i.name,
                               i.state, i.reason, i.notes, i.media_type, i.size_bytes, i.md5, i.sha1, i.sha256,
                               i.width, i.height, i.duration_millis, i.frames_sampled, g.item_id IS NOT NULL, m.relation, m.distance_bits, m.orientation,
                               c.sha256, d.tier,
                               (SELECT group_concat(json_extract(r.value, '$.rule'), ' ') FROM json_each(d.reasons) r)
                          FROM item i
                          LEFT JOIN known_good g ON g.item_id = i.id
                          LEFT JOIN stack_member m ON m.item_id = i.id
                          LEFT JOIN stack s ON s.id = m.stack_id
                          LEFT JOIN item c ON c.id = s.representative_item_id
                          LEFT JOIN lead d ON d.stack_id = s.id
                         ORDER BY i.capture_id, i.top_path, i.sequence""")) {
            while (row.next()) {
                Line line = new Line();
                line.bytes(paths.of(row.getLong(2), row.getBytes(3), row.getObject(4), row.getBytes(5)));
                for (int column = 6; column <= 24; column++) {
                    // The item that stands for a stack is one of equal ones; only its bytes are a result.
                    line.value("representative".equals(row.getObject(column)) ? "equalBytes" : row.getObject(column));
                }
                fingerprints.addTo(line, row.getLong(1));
                matches.addTo(line, row.getLong(1));
                videos.addTo(line, row.getLong(1));
                insert.setBytes(1, line.digest());
                insert.executeUpdate();
            }
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// Rows that belong to one item.
    private static final class Parts implements AutoCloseable {

        private final PreparedStatement select;

        Parts(Connection connection, String sql) throws SQLException {
            select = connection.prepareStatement(sql);
        }

        void addTo(Line line, long itemId) throws SQLException {
            select.setLong(1, itemId);
            try (ResultSet row = select.executeQuery()) {
                int columns = row.getMetaData().getColumnCount();
                while (row.next()) {
                    line.value("row");
                    for (int column = 1; column <= columns; column++) {
                        line.value(row.getObject(column));
                    }
                }
            }
            line.value("end");
        }

        @Override
        public void close() throws SQLException {
            select.close();
        }
    }

    /// A line's values, each with its kind and length before it, so that no two lines of other values are alike.
    private static final class Line {

        private final MessageDigest digest = sha256();

        void value(@org.jspecify.annotations.Nullable Object value) {
            switch (value) {
                case null -> digest.update((byte) 0);
                case byte[] bytes -> bytes(bytes);
                default -> bytes(value.toString().getBytes(StandardCharsets.UTF_8));
            }
        }

        void bytes(byte[] bytes) {
            digest.update((byte) 1);
            for (int shift = 24; shift >= 0; shift -= 8) {
                digest.update((byte) (bytes.length >> shift));
            }
            digest.update(bytes);
        }

        byte[] digest() {
            return digest.digest();
        }
    }
}
