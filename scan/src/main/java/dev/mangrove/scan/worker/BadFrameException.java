package dev.mangrove.scan.worker;

import java.io.IOException;

/// Bytes on a pipe that are not the protocol's: the other side is not to be believed any more.
final class BadFrameException extends IOException {

    private static final long serialVersionUID = 1;

    BadFrameException(String message) {
        super(message);
    }
}
