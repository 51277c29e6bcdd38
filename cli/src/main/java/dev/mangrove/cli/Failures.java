package dev.mangrove.cli;

import dev.mangrove.index.SearchDifferenceException;
import dev.mangrove.index.UnsupportedHashListException;
import dev.mangrove.scan.ScanException;
import dev.mangrove.scan.list.SchemeNeededException;
import dev.mangrove.scan.match.KnownListException;
import dev.mangrove.scan.worker.WorkerException;
import dev.mangrove.scan.workspace.WorkspaceException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/// Says why a command ended, in one line, and with which exit status.
final class Failures {

    /// Set to anything, it shows where in the program a failure arose.
    private static final String TRACE_VARIABLE = "MANGROVE_TRACE";

    private Failures() {}

    /// Prints the failure's message and returns the exit status.
    static int report(Throwable failure, PrintStream err) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        err.println("mangrove: " + message(cause));
        if (System.getenv(TRACE_VARIABLE) != null) {
            cause.printStackTrace(err);
        }
        return status(cause);
    }

    private static int status(Throwable failure) {
        return switch (failure) {
            case CommandFailure stated -> stated.exitStatus();
            case WorkspaceException stated when stated.isWrongUse() -> ExitStatus.WRONG_USE;
            case ScanException stated ->
                switch (stated.kind()) {
                    case WRONG_USE -> ExitStatus.WRONG_USE;
                    case CANNOT_GO_ON -> ExitStatus.COULD_NOT_FINISH;
                    case STOPPED -> ExitStatus.INTERRUPTED;
                };
            case SchemeNeededException wrongUse -> ExitStatus.WRONG_USE;
            case KnownListException wrongUse -> ExitStatus.WRONG_USE;
            case UnsupportedHashListException wrongUse -> ExitStatus.WRONG_USE;
            case InterruptedException interrupted -> ExitStatus.INTERRUPTED;
            default -> ExitStatus.COULD_NOT_FINISH;
        };
    }

    private static String message(Throwable failure) {
        return switch (failure) {
            case CommandFailure stated -> text(stated);
            case WorkspaceException stated -> text(stated);
            case WorkerException stated -> text(stated);
            case ScanException stated -> text(stated);
            case KnownListException stated -> text(stated);
            case SearchDifferenceException stated -> text(stated);
            case UncheckedIOException wrapped when wrapped.getCause() instanceof IOException cause -> message(cause);
            case NoSuchFileException missing -> "there is no file " + missing.getFile() + "; check the path";
            case AccessDeniedException denied ->
                denied.getFile() + " may not be read or written by you; check its permissions";
            case FileSystemException system -> system.getFile() + ": " + reason(system);
            case IOException io -> text(io);
            case InterruptedException interrupted -> "interrupted";
            case OutOfMemoryError memory ->
                "the program itself ran out of memory; give it more, for example: MANGROVE_HEAP=2g ./mangrove ...";
            default ->
                "this should not happen: " + failure + ". Please report it; " + TRACE_VARIABLE
                        + "=1 before the command shows where it arose";
        };
    }

    private static String reason(FileSystemException system) {
        return Optional.ofNullable(system.getReason()).orElse("the system refused it")
                + "; is the disk full, or the medium read-only?";
    }

    /// A failure's own words.
    static String text(Throwable failure) {
        return Optional.ofNullable(failure.getMessage()).orElse(failure.toString());
    }
}
