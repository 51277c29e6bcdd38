package dev.mangrove.scan.workspace;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// The one connection that writes. Several threads use it in turn; whoever holds it sees no half-done work of
/// another. After a failure nothing more is written: what was not committed is given up as a whole.
final class Writer implements AutoCloseable {

    private final WorkspaceFile file;
    private final Connection connection;
    private @Nullable WorkspaceException broken;
    private boolean closed;

    Writer(WorkspaceFile file, Connection connection) throws SQLException {
        this.file = file;
        this.connection = connection;
        connection.setAutoCommit(false);
    }

    /// Work within the open transaction.
    @FunctionalInterface
    interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    /// Adds to the open transaction.
    synchronized <T> T add(Work<T> work) {
        requireUsable();
        boolean whole = false;
        try {
            T result = work.in(connection);
            whole = true;
            return result;
        } catch (SQLException e) {
            throw giveUp(file.failure("written", e));
        } finally {
            if (!whole && broken == null) {
                rollBack();
            }
        }
    }

    /// Makes all that was added safe on disk.
    synchronized void commit() {
        requireUsable();
        try {
            connection.commit();
        } catch (SQLException e) {
            throw giveUp(file.failure("written", e));
        }
    }

    /// Adds and commits, or leaves no trace.
    synchronized <T> T commit(Work<T> work) {
        commit();
        T result = add(work);
        commit();
        return result;
    }

    private void requireUsable() {
        if (broken != null) {
            // A new one each time: the first may be on its way up through a caller that closes the workspace.
            throw WorkspaceException.cannotGoOn(String.valueOf(broken.getMessage()), broken);
        }
        if (closed) {
            throw new IllegalStateException("the workspace " + file.path() + " is closed");
        }
    }

    private WorkspaceException giveUp(WorkspaceException failure) {
        broken = failure;
        rollBack();
        return failure;
    }

    /// Rolling back may fail as well where the disk is full; SQLite then rolls back when the file is next opened.
    private void rollBack() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            if (broken != null) {
                broken.addSuppressed(e);
            }
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (connection) {
            if (broken == null) {
                connection.commit();
            }
        } catch (SQLException e) {
            if (broken == null) {
                throw file.failure("written", e);
            }
        }
    }
}
