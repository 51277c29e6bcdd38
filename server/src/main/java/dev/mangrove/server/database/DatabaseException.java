package dev.mangrove.server.database;

/// The database is not what the server needs. The message is for the operator: it names the thing, what was found
/// and what to do.
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DatabaseException(String message) {
        super(message);
    }

    public DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
