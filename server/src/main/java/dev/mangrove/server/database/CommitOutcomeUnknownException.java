package dev.mangrove.server.database;

/// The connection broke while a transaction was being committed, so that nobody knows yet whether it was. Ask for
/// the record by its id, or repeat the write with the same id: it changes nothing when the first one was kept.
public final class CommitOutcomeUnknownException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommitOutcomeUnknownException(Throwable cause) {
        super("The connection to the database broke during the commit; repeat the write with the same id", cause);
    }
}
