package dev.mangrove.scan;

import dev.mangrove.scan.item.Examination.NotExamined;
import dev.mangrove.scan.item.RawName;
import dev.mangrove.scan.item.Reason;
import dev.mangrove.scan.worker.SequenceRanges;
import dev.mangrove.scan.worker.WalkRequest;
import dev.mangrove.scan.workspace.Workspace;
import dev.mangrove.scan.workspace.WorkspaceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What a workspace knows from earlier runs, asked of its file each time. Safe for use by several threads.
final class EarlierRuns implements AutoCloseable {

    private final Connection connection;
    private final PreparedStatement file;
    private final PreparedStatement members;

    EarlierRuns(Workspace workspace) {
        connection = workspace.connectToRead();
        try {
            file = connection.prepareStatement(
                    "SELECT size_bytes, modified_at FROM item WHERE capture_id = ? AND top_path = ? AND sequence = 0");
            members = connection.prepareStatement("SELECT sequence, reason, detail, notes LIKE '%\""
                    + WalkRequest.POISON_NOTE + "\"%' FROM item WHERE capture_id = ? AND top_path = ? AND sequence > 0"
                    + " ORDER BY sequence");
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    static WorkspaceException failure(SQLException e) {
        return WorkspaceException.cannotGoOn(
                "the workspace cannot be read (" + e.getMessage()
                        + "); check its disk, and give the same command again",
                e);
    }

    /// A file that is done.
    ///
    /// @param modifiedAt as the workspace writes times
    record DoneFile(OptionalLong sizeBytes, Optional<String> modifiedAt) {}

    synchronized Optional<DoneFile> file(int captureId, RawName topPath) {
        try {
            file.setInt(1, captureId);
            file.setBytes(2, topPath.bytes());
            try (ResultSet row = file.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                long size = row.getLong(1);
                OptionalLong sizeBytes = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(size);
                return Optional.of(new DoneFile(sizeBytes, Optional.ofNullable(row.getString(2))));
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /// Members of a container whose walk was not ended.
    ///
    /// @param poison which of them ended it
    record DoneMembers(SequenceRanges sequences, Map<Long, NotExamined> poison) {}

    synchronized DoneMembers members(int captureId, RawName topPath) {
        SequenceRanges sequences = new SequenceRanges();
        Map<Long, NotExamined> poison = new HashMap<>();
        try (ResultSet row = membersOf(captureId, topPath)) {
            while (row.next()) {
                sequences.add(row.getLong(1));
                if (row.getBoolean(4)) {
                    poison.put(
                            row.getLong(1),
                            new NotExamined(
                                    Optional.empty(),
                                    Optional.empty(),
                                    Reason.ofLabel(row.getString(2)),
                                    row.getString(3),
                                    List.of(WalkRequest.POISON_NOTE)));
                }
            }
        } catch (SQLException e) {
            throw failure(e);
        }
        return new DoneMembers(sequences, poison);
    }

    private ResultSet membersOf(int captureId, RawName topPath) throws SQLException {
        members.setInt(1, captureId);
        members.setBytes(2, topPath.bytes());
        return members.executeQuery();
    }

    /// Receives top-level files.
    interface Files {
        void file(RawName topPath, boolean done);
    }

    /// Tells of each top-level file of a capture once, in order.
    static void files(Workspace workspace, int captureId, Files sink) {
        try (Connection own = workspace.connectToRead();
                PreparedStatement paths = own.prepareStatement(
                        "SELECT top_path, min(sequence) = 0 FROM item WHERE capture_id = ? GROUP BY top_path")) {
            paths.setInt(1, captureId);
            try (ResultSet row = paths.executeQuery()) {
                while (row.next()) {
                    sink.file(RawName.of(row.getBytes(1)), row.getBoolean(2));
                }
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failure(e);
        }
    }
}
