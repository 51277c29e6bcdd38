package dev.mangrove.server.postgres;

/// The database server cannot be started, stopped, backed up or restored. The message is for the operator: it names
/// the thing, what was found and what to do.
public final class PostgresException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PostgresException(String message) {
        super(message);
    }

    public PostgresException(String message, Throwable cause) {
        super(message, cause);
    }
}
