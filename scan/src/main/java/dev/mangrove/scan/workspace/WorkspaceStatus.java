package dev.mangrove.scan.workspace;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// How far a scan is: what its workspace holds at this moment, also while the scan runs.
///
/// @param notExamined by the label of the reason
/// @param events of the journal, newest last, at most [#EVENTS_MAX]
/// @param summary the last line of `scan --json`, once a matching has been done
public record WorkspaceStatus(
        List<CaptureRoot> captures,
        long pictureExamined,
        long digestsOnly,
        SortedMap<String, Long> notExamined,
        List<Event> events,
        Optional<String> summary) {

    /// How many of the journal's events are told.
    public static final int EVENTS_MAX = 20;

    private static final String FINISHED = "scanFinished";
    private static final List<String> BEGUN = List.of("scanStarted", "scanResumed");

    public WorkspaceStatus {
        captures = List.copyOf(captures);
        notExamined = Collections.unmodifiableSortedMap(new TreeMap<>(notExamined));
        events = List.copyOf(events);
    }

    /// Something that was done with the workspace.
    ///
    /// @param at ISO 8601, UTC
    /// @param event see `schema.sql`
    /// @param detail a JSON object
    public record Event(String at, String event, String detail) {}

    /// Reads the status of an open workspace.
    public static WorkspaceStatus of(Workspace workspace) {
        try (Connection connection = workspace.connectToRead();
                Statement statement = connection.createStatement()) {
            long pictures = 0;
            long digests = 0;
            SortedMap<String, Long> notExamined = new TreeMap<>();
            try (ResultSet rows =
                    statement.executeQuery("SELECT state, reason, count(*) FROM item GROUP BY state, reason")) {
                while (rows.next()) {
                    switch (rows.getString(1)) {
                        case "pictureExamined" -> pictures = rows.getLong(3);
                        case "digestsOnly" -> digests = rows.getLong(3);
                        default -> notExamined.put(rows.getString(2), rows.getLong(3));
                    }
                }
            }
            return new WorkspaceStatus(
                    workspace.captures(), pictures, digests, notExamined, events(statement), summary(statement));
        } catch (SQLException e) {
            throw WorkspaceException.cannotGoOn(
                    "the workspace " + workspace.folder() + " cannot be read: " + e.getMessage()
                            + "; restore it from a copy, or scan again into a new workspace",
                    e);
        }
    }

    private static List<Event> events(Statement statement) throws SQLException {
        List<Event> events = new ArrayList<>();
        try (ResultSet rows =
                statement.executeQuery("SELECT at, event, detail FROM journal ORDER BY id DESC LIMIT " + EVENTS_MAX)) {
            while (rows.next()) {
                events.add(new Event(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
        }
        Collections.reverse(events);
        return events;
    }

    private static Optional<String> summary(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT value FROM result WHERE name = 'summary'")) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }

    public long items() {
        return pictureExamined
                + digestsOnly
                + notExamined.values().stream().mapToLong(Long::longValue).sum();
    }

    /// Whether the last run came to its end; one that runs or was interrupted has not.
    public boolean isFinished() {
        for (Event event : events.reversed()) {
            if (event.event().equals(FINISHED)) {
                return true;
            }
            if (BEGUN.contains(event.event())) {
                return false;
            }
        }
        return summary.isPresent();
    }
}
