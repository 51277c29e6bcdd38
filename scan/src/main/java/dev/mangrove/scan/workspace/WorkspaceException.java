package dev.mangrove.scan.workspace;

/// A workspace that cannot be used as asked. The message names the workspace, what is wrong and what to do.
public final class WorkspaceException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean wrongUse;

    private WorkspaceException(String message, boolean wrongUse, Throwable cause) {
        super(message, cause);
        this.wrongUse = wrongUse;
    }

    private WorkspaceException(String message, boolean wrongUse) {
        super(message);
        this.wrongUse = wrongUse;
    }

    /// The caller asked for something that this workspace does not allow.
    public static WorkspaceException wrongUse(String message) {
        return new WorkspaceException(message, true);
    }

    /// Work had to stop, through no fault of the command.
    public static WorkspaceException cannotGoOn(String message, Throwable cause) {
        return new WorkspaceException(message, false, cause);
    }

    /// Work had to stop, through no fault of the command.
    public static WorkspaceException cannotGoOn(String message) {
        return new WorkspaceException(message, false);
    }

    /// Whether another command line is the way out, rather than another disk or a later time.
    public boolean isWrongUse() {
        return wrongUse;
    }
}
