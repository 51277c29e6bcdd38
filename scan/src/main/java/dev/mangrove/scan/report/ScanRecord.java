package dev.mangrove.scan.report;

import dev.mangrove.scan.item.RawName;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the workspace says of the scan itself: captures, settings, lists, and the journal.
record ScanRecord(List<Capture> captures, Map<String, String> settings, List<KnownList> lists, List<Entry> journal) {

    /// Entries of the journal that are held; the rest is counted.
    static final int JOURNAL_MAX = 10_000;

    /// Something that was scanned.
    record Capture(int id, String label, RawName location, String kind, long items) {}

    /// A list that was matched with.
    record KnownList(
            long id,
            String use,
            String name,
            String version,
            String origin,
            String scheme,
            String profile,
            String digest,
            long entries,
            long nearMatchable) {}

    /// A line of the journal.
    record Entry(String at, String event, Map<String, String> detail) {}

    static ScanRecord read(ReportSource source) throws SQLException, IOException {
        Map<String, String> settings = new TreeMap<>();
        source.forEach("SELECT name, value FROM setting", row -> settings.put(row.getString(1), row.getString(2)));
        return new ScanRecord(
                source.list(
                        "SELECT id, label, location, kind,"
                                + " (SELECT count(*) FROM item WHERE capture_id = capture.id) FROM capture ORDER BY id",
                        row -> new Capture(
                                row.getInt(1),
                                row.getString(2),
                                RawName.of(row.getBytes(3)),
                                row.getString(4),
                                row.getLong(5))),
                settings,
                source.list(
                        "SELECT id, use, name, version, origin, coalesce(scheme, ''), profile, digest, entries,"
                                + " near_matchable FROM hash_list ORDER BY use = 'knownGood', id",
                        row -> new KnownList(
                                row.getLong(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6),
                                row.getString(7),
                                row.getString(8),
                                row.getLong(9),
                                row.getLong(10))),
                source.list(
                        "SELECT at, event, detail FROM (SELECT id, at, event, detail FROM journal"
                                + " ORDER BY id DESC LIMIT " + JOURNAL_MAX + ") ORDER BY id",
                        row -> new Entry(row.getString(1), row.getString(2), JsonText.object(row.getString(3)))));
    }

    /// Whether the last run came to its end.
    boolean isFinished() {
        for (Entry entry : journal.reversed()) {
            switch (entry.event) {
                case "scanFinished" -> {
                    return true;
                }
                case "scanStarted", "scanResumed", "scanInterrupted" -> {
                    return false;
                }
                default -> {}
            }
        }
        return false;
    }

    /// When the first entry of one of these events was written.
    Optional<String> firstAt(String event) {
        return journal.stream()
                .filter(e -> e.event.equals(event))
                .map(Entry::at)
                .findFirst();
    }

    /// When the last entry of this event was written.
    Optional<String> lastAt(String event) {
        return journal.reversed().stream()
                .filter(e -> e.event.equals(event))
                .map(Entry::at)
                .findFirst();
    }

    /// What the runs say under a name, each different answer once: runs may differ in machine and version.
    List<String> saidByRuns(String name) {
        return journal.stream()
                .filter(e ->
                        List.of("scanStarted", "scanResumed", "scanFinished").contains(e.event))
                .flatMap(e -> Optional.ofNullable(e.detail.get(name)).stream())
                .distinct()
                .toList();
    }

    /// What the last entry of an event says under a name.
    Optional<String> lastSaid(String event, String name) {
        return journal.reversed().stream()
                .filter(e -> e.event.equals(event))
                .findFirst()
                .flatMap(e -> Optional.ofNullable(e.detail.get(name)));
    }

    /// The version that scanned, for people. A workspace refuses to go on under another one.
    String version() {
        return "engine version " + settings.getOrDefault("engineVersion", "unknown");
    }

    /// A title: the captures' labels.
    String title() {
        List<String> labels = captures.stream().map(Capture::label).distinct().toList();
        if (labels.size() <= 3) {
            return labels.isEmpty() ? "No capture" : String.join(", ", labels);
        }
        return labels.get(0) + ", " + labels.get(1) + " and " + (labels.size() - 2) + " more";
    }
}
