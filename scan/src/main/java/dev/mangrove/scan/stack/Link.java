package dev.mangrove.scan.stack;

import dev.mangrove.hash.Orientation;

/// How a content lies to the representative of its stack, packed into 16 bits so that a million of them are
/// small: the lower number is the closer link. Near before frame, then distance, then orientation.
final class Link {

    private static final int FRAME = 1 << 12;

    private Link() {}

    static short of(boolean isFrame, int distanceBits, int orientation) {
        return (short) ((isFrame ? FRAME : 0) | distanceBits << 3 | orientation);
    }

    /// Whether it is a later frame, of either side, that agrees.
    static boolean isFrame(short link) {
        return (link & FRAME) != 0;
    }

    static int distanceBits(short link) {
        return (link & (FRAME - 1)) >> 3;
    }

    /// The orientation of the representative in which it looks like the content.
    static Orientation orientation(short link) {
        return Orientation.values()[link & 7];
    }
}
