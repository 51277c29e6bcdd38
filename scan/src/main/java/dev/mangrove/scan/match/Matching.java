package dev.mangrove.scan.match;

import dev.mangrove.index.HammingIndex;
import dev.mangrove.index.HashListHeader;
import dev.mangrove.index.SearchDifferenceException;
import dev.mangrove.scan.lead.Leads;
import dev.mangrove.scan.stack.Stacks;
import dev.mangrove.scan.workspace.Contents;
import dev.mangrove.scan.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Turns stored examinations into findings.
public final class Matching {

    private Matching() {}

    /// Replaces all results of the workspace.
    ///
    /// @param lists known lists; their entries mean what their scheme says
    /// @param knownGood known lists whose every entry acts as known good
    /// @param distanceBits the largest distance of a near match, and within a stack, 0..64
    /// @param threads that ask the lists, at least 1
    /// @throws KnownListException where a list is missing, given twice or not comparable
    /// @throws dev.mangrove.index.DamagedHashListException where a list is damaged
    /// @throws dev.mangrove.scan.workspace.WorkspaceException where the workspace cannot be written; the results
    ///     are then those of before
    public static ScanSummary run(
            Workspace workspace, List<Path> lists, List<Path> knownGood, int distanceBits, int threads) {
        return run(workspace, lists, knownGood, distanceBits, threads, System.nanoTime());
    }

    /// As above, for a scan that began earlier.
    ///
    /// @param startedAtNanos by `System.nanoTime`, for `elapsedSeconds`
    public static ScanSummary run(
            Workspace workspace,
            List<Path> lists,
            List<Path> knownGood,
            int distanceBits,
            int threads,
            long startedAtNanos) {
        return run(
                workspace,
                lists,
                knownGood,
                distanceBits,
                VideoShares.STANDARD,
                SearchCheck.NONE,
                threads,
                startedAtNanos);
    }

    /// As above.
    ///
    /// @param shares from which videos are told to match
    /// @param check what searches are compared with
    /// @throws SearchDifferenceException where a check finds a search wrong; the results are then those of before
    public static ScanSummary run(
            Workspace workspace,
            List<Path> lists,
            List<Path> knownGood,
            int distanceBits,
            VideoShares shares,
            SearchCheck check,
            int threads,
            long startedAtNanos) {
        if (distanceBits < 0 || distanceBits > HammingIndex.RADIUS_BITS_MAX) {
            throw new KnownListException("the distance is 0 to " + HammingIndex.RADIUS_BITS_MAX + " bits, not "
                    + distanceBits + "; 31 is usual");
        }
        try (KnownLists known =
                KnownLists.open(lists, knownGood, workspace.settings().profile(), check)) {
            ListMatching.Outcome[] outcome = new ListMatching.Outcome[1];
            long[] checkedInStacks = new long[1];
            ScanSummary summary = workspace.replaceResults(connection -> {
                clear(connection);
                Contents.gather(connection);
                insert(connection, known.all());
                outcome[0] = ListMatching.run(connection, known.all(), distanceBits, shares, threads);
                checkedInStacks[0] = Stacks.build(connection, distanceBits, threads, check == SearchCheck.BRUTE_FORCE);
                Leads.rank(connection);
                UnspecificEntries.flag(connection);
                ScanSummary counted = summary(connection, ResultDigest.compute(connection), startedAtNanos);
                store(connection, counted);
                dropWorkTables(connection);
                return counted;
            });
            if (check == SearchCheck.BRUTE_FORCE) {
                noteChecked(workspace, known.all(), checkedInStacks[0]);
            }
            note(workspace, known.all(), distanceBits, shares, outcome[0], summary);
            return summary;
        } catch (SearchDifferenceException e) {
            workspace.note("searchDiffers", Map.of("difference", String.valueOf(e.getMessage())));
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void clear(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : List.of(
                    "result",
                    "unspecific_entry",
                    "lead",
                    "stack_member",
                    "stack",
                    "known_good",
                    "video_match",
                    "match",
                    "hash_list")) {
                statement.execute("DELETE FROM " + table);
            }
        }
    }

    private static void dropWorkTables(Connection connection) throws SQLException {
        Stacks.drop(connection);
        ListMatching.drop(connection);
        Contents.drop(connection);
    }

    private static void insert(Connection connection, List<KnownList> lists) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO hash_list (id, use, name, version, origin, scheme, profile, digest, entries,
                                       near_matchable, location)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            for (KnownList list : lists) {
                HashListHeader header = list.list().header();
                insert.setInt(1, list.id());
                insert.setString(2, list.use().label());
                insert.setString(3, header.name());
                insert.setString(4, header.version());
                insert.setString(5, header.origin());
                insert.setString(6, header.scheme().orElse(null));
                insert.setString(7, header.profile().label());
                insert.setString(8, list.digest());
                insert.setLong(9, header.entries());
                insert.setLong(10, header.nearMatchable());
                insert.setString(11, list.file().toAbsolutePath().toString());
                insert.executeUpdate();
            }
        }
    }

    private static ScanSummary summary(Connection connection, String resultDigest, long startedAtNanos)
            throws SQLException {
        SortedMap<String, Long> notExamined = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT reason, count(*) FROM item WHERE reason IS NOT NULL GROUP BY reason")) {
            while (row.next()) {
                notExamined.put(row.getString(1), row.getLong(2));
            }
        }
        return new ScanSummary(
                number(connection, "SELECT count(*) FROM item"),
                number(connection, "SELECT count(*) FROM item WHERE state = 'pictureExamined'"),
                number(connection, "SELECT count(*) FROM item WHERE state = 'digestsOnly'"),
                notExamined,
                number(connection, "SELECT count(*) FROM known_good"),
                number(connection, """
                        SELECT count(DISTINCT item_id) FROM match WHERE kind = 'exact' AND role <> 'knownGood'"""),
                number(connection, """
                        SELECT count(DISTINCT item_id) FROM match n WHERE kind = 'near' AND NOT EXISTS (
                          SELECT 1 FROM match e
                           WHERE e.item_id = n.item_id AND e.kind = 'exact' AND e.role <> 'knownGood')"""),
                number(connection, "SELECT count(*) FROM stack"),
                number(connection, "SELECT count(*) FROM lead WHERE shown = 1"),
                number(connection, "SELECT ifnull(sum(size_bytes), 0) FROM item"),
                Math.round((System.nanoTime() - startedAtNanos) / 1e6) / 1e3,
                resultDigest);
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void store(Connection connection, ScanSummary summary) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO result (name, value) VALUES ('summary', ?)")) {
            insert.setString(1, summary.toJson());
            insert.executeUpdate();
        }
    }

    private static void noteChecked(Workspace workspace, List<KnownList> lists, long inStacks) {
        long inLists = lists.stream().mapToLong(KnownList::comparedQueries).sum();
        workspace.note(
                "searchChecked",
                Map.of(
                        "check", "bruteForce",
                        "listQueries", Long.toString(inLists),
                        "stackQueries", Long.toString(inStacks)));
    }

    private static void note(
            Workspace workspace,
            List<KnownList> lists,
            int distanceBits,
            VideoShares shares,
            ListMatching.Outcome outcome,
            ScanSummary summary) {
        for (ContentMatcher.Conflict conflict : outcome.told()) {
            workspace.note(
                    "digestConflict",
                    Map.of(
                            "list",
                                    lists.get(conflict.listId() - 1)
                                            .list()
                                            .header()
                                            .name(),
                            "entry", conflict.entry(),
                            "agrees", conflict.agrees().algorithm(),
                            "differs", conflict.differs()));
        }
        Map<String, String> detail = new LinkedHashMap<>();
        for (KnownList list : lists) {
            detail.put(list.use().label() + list.id(), list.digest());
        }
        detail.put("distanceBits", Integer.toString(distanceBits));
        detail.put("videoQueryPercent", Integer.toString(shares.queryPercent()));
        detail.put("videoEntryPercent", Integer.toString(shares.entryPercent()));
        detail.put("digestConflicts", Long.toString(outcome.conflicts()));
        if (outcome.limited() > 0) {
            detail.put(
                    "nearMatchesLimited",
                    outcome.limited() + " contents; of each list their nearest " + ContentMatcher.NEAR_ENTRIES_MAX
                            + " entries are kept");
        }
        detail.put("resultDigest", summary.resultDigest());
        workspace.note("matched", detail);
    }
}
