package dev.mangrove.index;

import java.io.IOException;

/// A file that is not a list of known hashes in the format that this version reads. The message names
/// the file and what to do.
public final class UnsupportedHashListException extends IOException {

    private static final long serialVersionUID = 1;

    public UnsupportedHashListException(String message) {
        super(message);
    }
}
