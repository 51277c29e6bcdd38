package dev.mangrove.formats.scheme;

import java.io.IOException;

/// A scheme that does not exist or whose file cannot be used: the message names it and says what to do.
public final class SchemeFormatException extends IOException {

    private static final long serialVersionUID = 1;

    public SchemeFormatException(String message) {
        super(message);
    }
}
