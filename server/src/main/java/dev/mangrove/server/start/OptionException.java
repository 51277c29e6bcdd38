package dev.mangrove.server.start;

/// The server can't run like that; the message says which option, why, and what to write.
final class OptionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OptionException(String message) {
        super(message);
    }

    OptionException(String message, Throwable cause) {
        super(message, cause);
    }
}
