package dev.mangrove.index;

import java.io.IOException;
import java.io.UncheckedIOException;

/// A list file whose bytes are not those that were written. No result may be drawn from it.
public final class DamagedHashListException extends UncheckedIOException {

    private static final long serialVersionUID = 1;

    /// @param message names the file, the section, the offset, and what to do
    public DamagedHashListException(String message) {
        super(message, new IOException(message));
    }
}
