package dev.mangrove.scan;

import dev.mangrove.scan.workspace.WorkspaceException;
import java.io.UncheckedIOException;

/// A scan that could not be done, or not to its end. The message names the thing, what is wrong with it and
/// what to do. What was examined before is safe in the workspace.
public final class ScanException extends Exception {

    private static final long serialVersionUID = 1;

    /// Whose turn it is.
    public enum Kind {
        /// Another command line is the way out.
        WRONG_USE,
        /// Another disk, more memory or a later time is the way out; the same command then goes on.
        CANNOT_GO_ON,
        /// Somebody stopped it; the same command goes on.
        STOPPED
    }

    private final Kind kind;

    private ScanException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    private ScanException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    static ScanException wrongUse(String message) {
        return new ScanException(Kind.WRONG_USE, message);
    }

    static ScanException cannotGoOn(String message, Throwable cause) {
        return new ScanException(Kind.CANNOT_GO_ON, message, cause);
    }

    /// The message that was meant for people: an unchecked exception's own, or, where it only wraps another, that
    /// one's.
    static String message(UncheckedIOException e) {
        Throwable cause = e.getCause();
        if (cause != null && cause.toString().equals(e.getMessage())) {
            return String.valueOf(cause.getMessage());
        }
        return String.valueOf(e.getMessage());
    }

    static ScanException stopped() {
        return new ScanException(
                Kind.STOPPED, "the scan was stopped; the same command with the same workspace goes on where it was");
    }

    static ScanException of(WorkspaceException e) {
        return new ScanException(
                e.isWrongUse() ? Kind.WRONG_USE : Kind.CANNOT_GO_ON, String.valueOf(e.getMessage()), e);
    }
}
