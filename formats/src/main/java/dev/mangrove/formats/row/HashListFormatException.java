package dev.mangrove.formats.row;

import java.io.IOException;

/// A file that cannot be used as a list of known hashes: the message names the file, what is wrong
/// with it, and what to do.
public final class HashListFormatException extends IOException {

    private static final long serialVersionUID = 1;

    public HashListFormatException(String message) {
        super(message);
    }
}
