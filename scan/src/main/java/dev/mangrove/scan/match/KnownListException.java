package dev.mangrove.scan.match;

/// A list that cannot be used as asked. The message names the file, what is wrong and what to do.
public final class KnownListException extends RuntimeException {

    private static final long serialVersionUID = 1;

    KnownListException(String message) {
        super(message);
    }

    KnownListException(String message, Throwable cause) {
        super(message, cause);
    }
}
