package dev.mangrove.scan.examine.vips;

/// The library refused something. What it said is not kept, as it may carry content.
public final class VipsException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean codecMissing;

    VipsException(boolean codecMissing) {
        super(codecMissing ? "a codec is missing" : "the content could not be decoded");
        this.codecMissing = codecMissing;
    }

    /// Whether the file may be sound, and the library lacks what would decode it.
    public boolean isCodecMissing() {
        return codecMissing;
    }
}
