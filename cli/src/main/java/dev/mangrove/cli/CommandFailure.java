package dev.mangrove.cli;

/// A command that cannot go on: the message names the thing and the way out.
final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int exitStatus;

    private CommandFailure(int exitStatus, String message) {
        super(message);
        this.exitStatus = exitStatus;
    }

    /// The person asked for something that cannot be done as asked.
    static CommandFailure wrongUse(String message) {
        return new CommandFailure(ExitStatus.WRONG_USE, message);
    }

    /// The work itself cannot be finished.
    static CommandFailure couldNotFinish(String message) {
        return new CommandFailure(ExitStatus.COULD_NOT_FINISH, message);
    }

    int exitStatus() {
        return exitStatus;
    }
}
