package dev.mangrove.scan.report;

import dev.mangrove.scan.item.RawName;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// One item with everything that was found out about it, as the current row of a query. Only valid while
/// that row is: take from it what is needed, and keep no reference.
final class ItemRow {

    /// All columns that a report writes; the caller adds `WHERE` and `ORDER BY`.
    ///
    /// `CROSS JOIN` and `LEFT JOIN` keep SQLite walking over `item` in the order asked for, so that
    /// nothing is sorted and one row is held at a time.
    static final String COLUMNS = """
            SELECT i.*, c.label AS capture, c.location AS capture_location, c.kind AS capture_kind,
                   f.quality, hex(substr(f.hashes, 1, 32)) AS pdq, k.item_id IS NOT NULL AS known_good,
                   s.name AS stack, m.relation, m.distance_bits AS stack_distance_bits,
                   m.orientation AS stack_orientation, l.rank, l.tier, l.shown, l.reasons
            FROM item i CROSS JOIN capture c ON c.id = i.capture_id
            LEFT JOIN fingerprint f ON f.item_id = i.id AND f.frame = 0
            LEFT JOIN known_good k ON k.item_id = i.id
            LEFT JOIN stack_member m ON m.item_id = i.id
            LEFT JOIN stack s ON s.id = m.stack_id
            LEFT JOIN lead l ON l.stack_id = m.stack_id
            """;

    /// The order of places: that of the index, so that no sorting is needed.
    static final String BY_PLACE = " ORDER BY i.capture_id, i.top_path, i.sequence";

    private static final HexFormat HEX = HexFormat.of();

    private final ResultSet row;

    ItemRow(ResultSet row) {
        this.row = row;
    }

    /// Takes an item.
    interface Sink {
        void accept(ItemRow item) throws SQLException, IOException;
    }

    /// Every item, by place.
    static void forEach(ReportSource source, Sink sink) throws SQLException, IOException {
        source.forEach(COLUMNS + BY_PLACE, row -> sink.accept(new ItemRow(row)));
    }

    long id() throws SQLException {
        return row.getLong("id");
    }

    boolean isKnownGood() throws SQLException {
        return row.getBoolean("known_good");
    }

    /// The file within the capture that has to be opened to reach the item.
    RawName topPath() throws SQLException {
        return RawName.of(row.getBytes("top_path"));
    }

    /// Where the capture lies.
    RawName captureLocation() throws SQLException {
        return RawName.of(row.getBytes("capture_location"));
    }

    /// 0 for the file itself, else the number of a member.
    long sequence() throws SQLException {
        return row.getLong("sequence");
    }

    /// The item's own name as it is stored.
    RawName name() throws SQLException {
        return RawName.of(row.getBytes("name"));
    }

    /// A text or number.
    Optional<String> text(String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).filter(text -> !text.isEmpty());
    }

    /// A text or number, or nothing as an empty text.
    String orEmpty(String column) throws SQLException {
        return text(column).orElse("");
    }

    /// Bytes as lower-case hex.
    Optional<String> hex(String column) throws SQLException {
        return Optional.ofNullable(row.getBytes(column)).map(HEX::formatHex);
    }

    /// The PDQ hash of the picture itself as 64 lower-case hex digits.
    Optional<String> pdq() throws SQLException {
        return text("pdq").map(hex -> hex.toLowerCase(java.util.Locale.ROOT));
    }

    /// What a digest or a picture has in common with an entry of a list.
    ///
    /// @param digestKind of an exact match; else empty
    /// @param orientation of a near match; else empty
    /// @param frameMillis of a near match: when the item's frame is shown, where the item is a video
    /// @param entryMillis of a near match: when the entry's frame is shown, where the entry is a video
    record Match(
            String list,
            String version,
            String scheme,
            String role,
            String entry,
            String kind,
            String digestKind,
            int distanceBits,
            String orientation,
            String category,
            String series,
            String frameMillis,
            String entryMillis) {}

    /// Asks for items' matches, again and again.
    static final class Matches implements AutoCloseable {

        private static final int VIDEO_COLUMNS = 6;

        private final PreparedStatement matches;
        private final PreparedStatement videos;

        /// The best one first: findings before known good, exact before near, the nearest, the first list.
        Matches(ReportSource source) throws SQLException {
            matches = source.prepare("""
                    SELECT h.name, h.version, coalesce(h.scheme, ''), m.role, m.entry, m.kind,
                           coalesce(m.digest_kind, ''), m.distance_bits, coalesce(m.orientation, ''),
                           coalesce(m.category, ''), coalesce(m.series, ''), coalesce(f.at_millis, ''),
                           coalesce(m.entry_at_millis, '')
                    FROM match m JOIN hash_list h ON h.id = m.hash_list_id
                    LEFT JOIN fingerprint f ON f.item_id = m.item_id AND f.frame = m.frame
                    WHERE m.item_id = ?
                    ORDER BY m.role = 'knownGood', m.role <> 'alert', m.kind, m.distance_bits, m.hash_list_id, m.entry
                    LIMIT ?""");
            videos = source.prepare("""
                    SELECT h.name, v.entry, printf('%.1f', 100.0 * v.query_matched / v.query_frames),
                           printf('%.1f', 100.0 * v.entry_matched / v.entry_frames), v.query_spans, v.entry_spans
                    FROM video_match v JOIN hash_list h ON h.id = v.hash_list_id WHERE v.item_id = ?
                    ORDER BY v.role <> 'alert', 1.0 * v.query_matched / v.query_frames DESC,
                             1.0 * v.entry_matched / v.entry_frames DESC, v.hash_list_id, v.entry
                    LIMIT 1""");
        }

        /// The known video that the item shares most with: list, entry, the shares in percent, and the spans as the
        /// workspace has them; empty texts where there is none.
        List<String> bestVideoOf(ItemRow item) throws SQLException {
            List<String> values = new ArrayList<>();
            videos.setLong(1, item.id());
            try (ResultSet row = videos.executeQuery()) {
                boolean found = row.next();
                for (int column = 1; column <= VIDEO_COLUMNS; column++) {
                    values.add(found ? row.getString(column) : "");
                }
            }
            return values;
        }

        Optional<Match> bestOf(ItemRow item) throws SQLException {
            return of(item, 1).stream().findFirst();
        }

        /// At most so many, the best first.
        List<Match> of(ItemRow item, int max) throws SQLException {
            List<Match> found = new ArrayList<>();
            matches.setLong(1, item.id());
            matches.setInt(2, max);
            try (ResultSet row = matches.executeQuery()) {
                while (row.next()) {
                    found.add(new Match(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6),
                            row.getString(7),
                            row.getInt(8),
                            row.getString(9),
                            row.getString(10),
                            row.getString(11),
                            row.getString(12),
                            row.getString(13)));
                }
            }
            return found;
        }

        @Override
        public void close() throws SQLException {
            videos.close();
            matches.close();
        }
    }
}
