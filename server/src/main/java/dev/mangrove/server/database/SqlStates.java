package dev.mangrove.server.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// What a failure says by its SQLSTATE.
///
/// @see <https://www.postgresql.org/docs/18/errcodes-appendix.html>
final class SqlStates {

    private static final String SERIALIZATION_FAILURE = "40001";
    private static final String DEADLOCK_DETECTED = "40P01";

    private SqlStates() {}

    /// Whether the same transaction may well succeed when it is run again.
    static boolean isWorthAnotherTry(Throwable failure) {
        String state = stateOf(failure);
        return SERIALIZATION_FAILURE.equals(state) || DEADLOCK_DETECTED.equals(state);
    }

    /// Whether the connection is gone, by its break (class 08) or the server's end (class 57P).
    static boolean isConnectionLost(Throwable failure) {
        String state = stateOf(failure);
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }

    private static @Nullable String stateOf(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (cause instanceof SQLException e && e.getSQLState() != null) {
                return e.getSQLState();
            }
            cause = cause.getCause();
        }
        return null;
    }
}
