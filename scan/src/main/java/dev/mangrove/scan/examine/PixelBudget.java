package dev.mangrove.scan.examine;

import dev.mangrove.scan.item.Reason;

/// Refuses pictures by what their header declares, before anything is allocated.
final class PixelBudget {

    /// Decoders that keep only the rows a hash needs may let this many times the memory stream past: it
    /// bounds their time, not their memory.
    private static final int STREAMED_TIMES = 4;

    private PixelBudget() {}

    /// For decoders that hold the whole picture.
    static void requireHeld(long width, long height, int bytesPerPixel, ExamineLimits limits)
            throws PictureRefusedException {
        require(width, height, bytesPerPixel, limits.decodedBytesMax(), "memory");
    }

    /// For decoders that hold some rows only.
    static void requireStreamed(long width, long height, int bytesPerPixel, ExamineLimits limits)
            throws PictureRefusedException {
        long bytesMax = limits.decodedBytesMax() > Long.MAX_VALUE / STREAMED_TIMES
                ? Long.MAX_VALUE
                : STREAMED_TIMES * limits.decodedBytesMax();
        require(width, height, bytesPerPixel, bytesMax, "decoding work");
    }

    private static void require(long width, long height, int bytesPerPixel, long bytesMax, String of)
            throws PictureRefusedException {
        if (width < 1 || height < 1) {
            throw new PictureRefusedException(
                    Reason.DAMAGED, "the header declares a picture of " + width + " x " + height + " pixels");
        }
        // Three factors below 2^32, 2^32 and 2^7 can overflow a long, their logarithms cannot.
        boolean overflows = Math.multiplyHigh(width, height) != 0 || width * height > Long.MAX_VALUE / 128;
        if (overflows || width * height * bytesPerPixel > bytesMax) {
            String need = overflows ? "too many" : Long.toString(width * height * bytesPerPixel);
            throw new PictureRefusedException(
                    Reason.TOO_LARGE,
                    "the header declares " + width + " x " + height + " pixels, which need " + need + " bytes of " + of
                            + "; allowed are " + bytesMax);
        }
    }
}
