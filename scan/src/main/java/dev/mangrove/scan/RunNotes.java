package dev.mangrove.scan;

import dev.mangrove.scan.item.Reason;
import dev.mangrove.scan.worker.WorkerIsolation;
import dev.mangrove.scan.worker.WorkerSettings;
import dev.mangrove.scan.workspace.Workspace;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What a run writes into the workspace's journal for those who read its reports. Safe for use by several threads.
final class RunNotes {

    private static final String TOUCHED = "accessTimesTouched";

    private final Workspace workspace;
    private boolean touched;
    private String failedAttempts = "";

    RunNotes(Workspace workspace) {
        this.workspace = workspace;
        this.touched = wasNoted(TOUCHED);
    }

    void started(WorkerSettings workers, String engineVersion) {
        Map<String, String> detail = new LinkedHashMap<>();
        detail.put("workers", Integer.toString(workers.workers()));
        detail.put("isolation", WorkerIsolation.ofThisSystem().sentence());
        detail.put("version", engineVersion);
        workspace.note(workspace.isResumed() ? "scanResumed" : "scanStarted", detail);
    }

    /// Notes, the first time at once, that a file was read that may have a new access time now: should this run be
    /// killed, a later one must not claim otherwise.
    synchronized void accessTimeTouched() {
        if (!touched) {
            touched = true;
            workspace.note(TOUCHED, Map.of());
        }
    }

    synchronized boolean accessTimesKept() {
        return !touched;
    }

    /// What workers died of under way, whether or not a second attempt made it good.
    synchronized void attemptsFailed(Map<Reason, Integer> byReason) {
        failedAttempts = new TreeMap<>(byReason)
                .entrySet().stream()
                        .map(entry -> entry.getKey().label() + " " + entry.getValue())
                        .collect(Collectors.joining(", "));
    }

    void finished(Differences differences) {
        Map<String, String> detail = new LinkedHashMap<>();
        detail.put("changedFiles", Long.toString(differences.changedFiles()));
        detail.put("missingFiles", Long.toString(differences.missingFiles()));
        synchronized (this) {
            detail.put("failedAttempts", failedAttempts);
        }
        detail.put(
                "accessTimes",
                accessTimesKept()
                        ? "Every file was read without touching its access time (O_NOATIME)."
                        : "The system did not permit to read every file without touching its access time:"
                                + " access times may have changed.");
        workspace.note("scanFinished", detail);
    }

    private boolean wasNoted(String event) {
        try (Connection connection = workspace.connectToRead();
                PreparedStatement select = connection.prepareStatement("SELECT 1 FROM journal WHERE event = ?")) {
            select.setString(1, event);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            throw EarlierRuns.failure(e);
        }
    }
}
