package dev.mangrove.cli;

/// What a command's exit status means; promised to scripts.
final class ExitStatus {

    /// Done. An item that could not be examined is a finding, not a failure.
    static final int DONE = 0;

    /// Wrong use: an argument is missing, unknown or cannot be used.
    static final int WRONG_USE = 2;

    /// Could not finish; the message says why and what to do.
    static final int COULD_NOT_FINISH = 3;

    /// Interrupted; the same command goes on.
    static final int INTERRUPTED = 130;

    private ExitStatus() {}
}
