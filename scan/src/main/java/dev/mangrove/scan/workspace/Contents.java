package dev.mangrove.scan.workspace;

import dev.mangrove.hash.PdqFingerprint;
import dev.mangrove.hash.PdqHash;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// The distinct contents of a workspace: items of equal bytes are one content, so that each is matched and
/// stacked once. Kept in temporary tables of the matching's own connection: `content` in the order in which
/// representatives are chosen, and `content_item` for the way back to the items.
///
/// The order, and so each id 1, 2, ...: more frames of matchable quality first, then more pixels, then the
/// smaller SHA-256. It depends on the contents alone, never on paths, item ids or the order of work.
public final class Contents {

    private static final int HASH_BYTES = PdqHash.BITS / Byte.SIZE;

    private static final int PAGE_FRAMES = 10_000;

    private Contents() {}

    /// One content.
    ///
    /// @param frames those of its frames that can take part in near matching
    public record Content(long id, byte[] md5, byte[] sha1, byte[] sha256, long sizeBytes, List<ContentFrame> frames) {}

    /// @param number 0 for the picture itself
    /// @param atMillis of a video or animation
    /// @param repeats frames behind it with the same hash
    public record ContentFrame(int number, PdqFingerprint fingerprint, OptionalLong atMillis, int repeats) {}

    /// Fills the tables from the items as they are now.
    public static void gather(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            drop(statement);
            statement.execute("""
                    CREATE TEMP TABLE content (
                      id INTEGER PRIMARY KEY, sha256 BLOB NOT NULL UNIQUE, sha1 BLOB, md5 BLOB, size_bytes INTEGER,
                      width INTEGER, height INTEGER, frames INTEGER NOT NULL, picture_item INTEGER)""");
            // SQLite takes width and height from the row that min() chose.
            statement.execute("""
                    INSERT INTO temp.content (sha256, sha1, md5, size_bytes, width, height, picture_item, frames)
                    SELECT sha256, sha1, md5, size_bytes, width, height, picture_item,
                           (SELECT count(*) FROM fingerprint f
                             WHERE f.item_id = picture_item AND f.quality >= %s) AS frames
                      FROM (SELECT sha256, sha1, md5, size_bytes, width, height,
                                   min(CASE WHEN state = 'pictureExamined' THEN id END) AS picture_item
                              FROM item WHERE sha256 IS NOT NULL GROUP BY sha256)
                     ORDER BY frames DESC, ifnull(width * height, 0) DESC, sha256
                    """.formatted(PdqHash.MATCHABLE_QUALITY_MIN));
            statement.execute("""
                    CREATE TEMP TABLE content_item (
                      content_id INTEGER, item_id INTEGER, PRIMARY KEY (content_id, item_id)) WITHOUT ROWID""");
            statement.execute("""
                    INSERT INTO temp.content_item
                    SELECT c.id, i.id FROM item i JOIN temp.content c ON c.sha256 = i.sha256 ORDER BY 1, 2""");
        }
    }

    /// Removes the tables.
    public static void drop(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            drop(statement);
        }
    }

    private static void drop(Statement statement) throws SQLException {
        statement.execute("DROP TABLE IF EXISTS temp.content_item");
        statement.execute("DROP TABLE IF EXISTS temp.content");
    }

    /// The next contents in order of id, with their matchable frames.
    ///
    /// @param contentsMax at most; fewer where they have many frames
    /// @param afterId the last id of the page before; 0 for the first page
    public static List<Content> page(Connection connection, long afterId, int contentsMax) throws SQLException {
        List<Content> page = new ArrayList<>();
        int few = fewer(connection, afterId, contentsMax);
        try (PreparedStatement select = connection.prepareStatement("""
                        SELECT c.id, c.md5, c.sha1, c.sha256, c.size_bytes, f.frame, f.quality, f.hashes, f.at_millis, f.repeats
                          FROM (SELECT * FROM temp.content WHERE id > ? ORDER BY id LIMIT ?) c
                          LEFT JOIN fingerprint f ON f.item_id = c.picture_item
                         ORDER BY c.id, f.frame""")) {
            select.setLong(1, afterId);
            select.setInt(2, few);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    if (page.isEmpty() || page.getLast().id() != row.getLong(1)) {
                        page.add(new Content(
                                row.getLong(1),
                                row.getBytes(2),
                                row.getBytes(3),
                                row.getBytes(4),
                                row.getLong(5),
                                new ArrayList<>()));
                    }
                    byte[] hashes = row.getBytes(8);
                    if (hashes != null) {
                        PdqFingerprint fingerprint = fingerprint(hashes, row.getInt(7));
                        if (fingerprint.isMatchable()) {
                            page.getLast().frames().add(frame(row, fingerprint));
                        }
                    }
                }
            }
        }
        return page;
    }

    /// Contents come with the most frames first: where the next one is a long video, a page holds fewer.
    private static int fewer(Connection connection, long afterId, int contentsMax) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT frames FROM temp.content WHERE id > ? ORDER BY id LIMIT 1")) {
            select.setLong(1, afterId);
            try (ResultSet row = select.executeQuery()) {
                int frames = row.next() ? row.getInt(1) : 1;
                return Math.clamp(PAGE_FRAMES / Math.max(1, frames), 1, contentsMax);
            }
        }
    }

    private static ContentFrame frame(ResultSet row, PdqFingerprint fingerprint) throws SQLException {
        long atMillis = row.getLong(9);
        return new ContentFrame(
                row.getInt(6),
                fingerprint,
                row.wasNull() ? OptionalLong.empty() : OptionalLong.of(atMillis),
                row.getInt(10));
    }

    private static PdqFingerprint fingerprint(byte[] hashes, int quality) {
        ByteBuffer words = ByteBuffer.wrap(hashes);
        List<PdqHash> orientations = new ArrayList<>(hashes.length / HASH_BYTES);
        while (words.hasRemaining()) {
            orientations.add(new PdqHash(words.getLong(), words.getLong(), words.getLong(), words.getLong()));
        }
        return new PdqFingerprint(orientations, quality);
    }
}
