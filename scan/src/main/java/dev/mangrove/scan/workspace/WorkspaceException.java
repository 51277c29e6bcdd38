package dev.mangrove.scan.workspace;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

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

    /// A system's refusal in words for people, without a path: the message names the workspace already.
    static String reason(IOException refusal) {
        return switch (refusal) {
            case AccessDeniedException denied -> "permission denied";
            case FileAlreadyExistsException taken -> "a file of that name is in the way";
            case NoSuchFileException missing -> "its folder does not exist";
            case FileSystemException system when system.getReason() != null -> system.getReason();
            default -> Optional.ofNullable(refusal.getMessage()).orElse("the system refused it");
        };
    }

    /// Whether another command line is the way out, rather than another disk or a later time.
    public boolean isWrongUse() {
        return wrongUse;
    }
}
