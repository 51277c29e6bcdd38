package dev.mangrove.hash;

/// A JPEG that [JpegLuma] does not read. Another decoder may.
public final class UnsupportedJpegException extends Exception {

    private static final long serialVersionUID = 1;

    UnsupportedJpegException(String message) {
        super(message);
    }
}
