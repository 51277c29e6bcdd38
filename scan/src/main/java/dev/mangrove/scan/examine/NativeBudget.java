package dev.mangrove.scan.examine;

import dev.mangrove.scan.item.Reason;

/// What a native decoder may take beside the Java heap, which it leaves alone: as much as the heap once more.
/// So the second try, in a worker with a larger heap, has more of this, too.
record NativeBudget(ExamineLimits limits, long contentBytes) {

    /// The limits give half of the heap to pixels.
    private static final int TIMES = 2;

    private long bytesMax() {
        return limits.decodedBytesMax() > Long.MAX_VALUE / TIMES ? Long.MAX_VALUE : TIMES * limits.decodedBytesMax();
    }

    /// Refuses a file that does not fit before its bytes are copied.
    void requireContent() throws PictureRefusedException {
        if (contentBytes > bytesMax()) {
            throw new PictureRefusedException(
                    Reason.TOO_LARGE,
                    "its " + contentBytes + " bytes do not fit into the " + bytesMax()
                            + " bytes of native memory that a worker may take");
        }
    }

    /// Refuses by what the header declares, before pixels are decoded.
    void requirePixels(int width, int height, int bytesPerPixel) throws PictureRefusedException {
        PixelBudget.requireHeld(
                width, height, bytesPerPixel, new ExamineLimits(bytesMax() - contentBytes, limits.framesMax()));
    }
}
