package dev.mangrove.scan.workspace;

import dev.mangrove.scan.item.RawName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;

/// Which items earlier runs have finished: asked of the file each time, so that memory stays flat at millions
/// of items. Sees what is committed; the last batch of a running journal may be missing. Safe for several threads.
public final class DoneItems implements AutoCloseable {

    private final WorkspaceFile file;
    private final Connection connection;
    private final PreparedStatement one;
    private final PreparedStatement all;
    private final PreparedStatement count;

    DoneItems(WorkspaceFile file) {
        this.file = file;
        try {
            connection = file.connectToRead();
            one = connection.prepareStatement(
                    "SELECT 1 FROM item WHERE capture_id = ? AND top_path = ? AND sequence = ?");
            all = connection.prepareStatement("SELECT sequence FROM item WHERE capture_id = ? AND top_path = ?");
            count = connection.prepareStatement("SELECT count(*) FROM item");
        } catch (SQLException e) {
            throw file.failure("read", e);
        }
    }

    /// Whether this item has reached its final state.
    public synchronized boolean isDone(int captureId, RawName topPath, long sequence) {
        try {
            one.setInt(1, captureId);
            one.setBytes(2, topPath.bytes());
            one.setLong(3, sequence);
            try (ResultSet row = one.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            throw file.failure("read", e);
        }
    }

    /// All sequences of one top-level file that are done, 0 among them where the file itself is.
    public synchronized SequenceSet doneSequences(int captureId, RawName topPath) {
        BitSet done = new BitSet();
        try {
            all.setInt(1, captureId);
            all.setBytes(2, topPath.bytes());
            try (ResultSet rows = all.executeQuery()) {
                while (rows.next()) {
                    done.set(Math.toIntExact(rows.getLong(1)));
                }
            }
        } catch (SQLException e) {
            throw file.failure("read", e);
        }
        return new SequenceSet(done);
    }

    /// How many items are done, in all captures.
    public synchronized long count() {
        try (ResultSet row = count.executeQuery()) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw file.failure("read", e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw file.failure("closed", e);
        }
    }
}
