package dev.mangrove.scan.match;

import dev.mangrove.hash.Orientation;
import dev.mangrove.scan.match.ContentMatcher.Answer;
import dev.mangrove.scan.match.ContentMatcher.Conflict;
import dev.mangrove.scan.workspace.ContentPages;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Asks the lists about every content and writes down what they say: table `match` and `known_good`, and for the
/// steps after it the temporary table `content_match`.
final class ListMatching {

    /// Conflicts that are told one by one; the rest is counted.
    private static final int CONFLICTS_TOLD_MAX = 100;

    private final Connection connection;
    private final List<Conflict> conflictsTold = new ArrayList<>();
    private long conflicts;

    private ListMatching(Connection connection) {
        this.connection = connection;
    }

    /// @param conflicts entries that were not matched because their strongest digest or size differs
    /// @param told the first of them
    /// @param limited contents that are near to more entries of one list than are kept
    record Outcome(long conflicts, List<Conflict> told, long limited) {}

    static Outcome run(Connection connection, List<KnownList> lists, int distanceBits, VideoShares shares, int threads)
            throws SQLException {
        ListMatching matching = new ListMatching(connection);
        matching.createTables();
        ContentMatcher matcher = new ContentMatcher(lists, distanceBits, shares);
        if (!lists.isEmpty()) {
            matching.askAll(matcher, threads);
        }
        matching.passToItems();
        return new Outcome(matching.conflicts, List.copyOf(matching.conflictsTold), matching.limited());
    }

    private long limited() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM (SELECT 1 FROM temp.content_match"
                        + " WHERE kind = 'near' GROUP BY content_id, hash_list_id HAVING count(*) >= "
                        + ContentMatcher.NEAR_ENTRIES_MAX + ")")) {
            row.next();
            return row.getLong(1);
        }
    }

    private void createTables() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            drop(connection);
            statement.execute("""
                    CREATE TEMP TABLE content_match (
                      content_id INTEGER, hash_list_id INTEGER, entry TEXT, role TEXT, kind TEXT, digest_kind TEXT,
                      distance_bits INTEGER, orientation TEXT, frame INTEGER, category TEXT, series TEXT,
                      entry_at_millis INTEGER,
                      PRIMARY KEY (content_id, hash_list_id, entry, kind)) WITHOUT ROWID""");
            statement.execute("""
                    CREATE TEMP TABLE content_video_match (
                      content_id INTEGER, hash_list_id INTEGER, entry TEXT, role TEXT, orientation TEXT,
                      query_frames INTEGER, query_matched INTEGER, entry_frames INTEGER, entry_matched INTEGER,
                      query_spans TEXT, entry_spans TEXT, category TEXT, series TEXT,
                      PRIMARY KEY (content_id, hash_list_id, entry)) WITHOUT ROWID""");
            statement.execute("CREATE TEMP TABLE content_known_good (content_id INTEGER PRIMARY KEY)");
        }
    }

    static void drop(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS temp.content_match");
            statement.execute("DROP TABLE IF EXISTS temp.content_video_match");
            statement.execute("DROP TABLE IF EXISTS temp.content_known_good");
        }
    }

    private void askAll(ContentMatcher matcher, int threads) throws SQLException {
        try (PreparedStatement match = connection.prepareStatement(
                        "INSERT INTO temp.content_match VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
                PreparedStatement video = connection.prepareStatement(
                        "INSERT INTO temp.content_video_match VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
                PreparedStatement knownGood =
                        connection.prepareStatement("INSERT INTO temp.content_known_good VALUES (?)")) {
            ContentPages.forEach(
                    connection, threads, page -> page.stream().map(matcher::ask).toList(), answers -> {
                        for (Answer answer : answers) {
                            write(answer, match, knownGood);
                            write(answer, video);
                        }
                    });
        }
    }

    private void write(Answer answer, PreparedStatement match, PreparedStatement knownGood) throws SQLException {
        for (EntryMatch found : answer.matches()) {
            match.setLong(1, answer.contentId());
            match.setInt(2, found.listId());
            match.setString(3, found.entry());
            match.setString(4, KnownList.label(found.role()));
            match.setString(5, found.kind());
            match.setString(6, found.digestKind().orElse(null));
            match.setInt(7, found.distanceBits());
            match.setString(8, found.orientation().map(Orientation::label).orElse(null));
            if (found.frame().isPresent()) {
                match.setInt(9, found.frame().getAsInt());
            } else {
                match.setNull(9, Types.INTEGER);
            }
            match.setString(10, found.category().orElse(null));
            match.setString(11, found.series().orElse(null));
            if (found.entryAtMillis().isPresent()) {
                match.setLong(12, found.entryAtMillis().getAsLong());
            } else {
                match.setNull(12, Types.INTEGER);
            }
            match.executeUpdate();
        }
        if (answer.isKnownGood()) {
            knownGood.setLong(1, answer.contentId());
            knownGood.executeUpdate();
        }
        for (Conflict conflict : answer.conflicts()) {
            conflicts++;
            if (conflictsTold.size() < CONFLICTS_TOLD_MAX) {
                conflictsTold.add(conflict);
            }
        }
    }

    private static void write(Answer answer, PreparedStatement video) throws SQLException {
        for (VideoMatch found : answer.videos()) {
            video.setLong(1, answer.contentId());
            video.setInt(2, found.listId());
            video.setString(3, found.entry());
            video.setString(4, KnownList.label(found.role()));
            video.setString(5, found.orientation().label());
            video.setLong(6, found.query().frames());
            video.setLong(7, found.query().matched());
            video.setLong(8, found.known().frames());
            video.setLong(9, found.known().matched());
            video.setString(10, spans(found.query()));
            video.setString(11, spans(found.known()));
            video.setString(12, found.category().orElse(null));
            video.setString(13, found.series().orElse(null));
            video.executeUpdate();
        }
    }

    private static String spans(VideoMatch.Part part) {
        return part.spans().stream()
                .map(span -> "[" + span.fromMillis() + "," + span.toMillis() + "]")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private void passToItems() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO match (item_id, hash_list_id, entry, role, kind, digest_kind, distance_bits,
                                       orientation, frame, category, series, entry_at_millis)
                    SELECT i.item_id, m.hash_list_id, m.entry, m.role, m.kind, m.digest_kind, m.distance_bits,
                           m.orientation, m.frame, m.category, m.series, m.entry_at_millis
                      FROM temp.content_match m JOIN temp.content_item i ON i.content_id = m.content_id
                     ORDER BY 1, 2, 3, 5""");
            statement.execute("""
                    INSERT INTO video_match
                    SELECT i.item_id, m.hash_list_id, m.entry, m.role, m.orientation, m.query_frames,
                           m.query_matched, m.entry_frames, m.entry_matched, m.query_spans, m.entry_spans,
                           m.category, m.series
                      FROM temp.content_video_match m JOIN temp.content_item i ON i.content_id = m.content_id
                     ORDER BY 1, 2, 3""");
            statement.execute("""
                    INSERT INTO known_good
                    SELECT i.item_id FROM temp.content_known_good k
                      JOIN temp.content_item i ON i.content_id = k.content_id ORDER BY 1""");
        }
    }
}
