package dev.mangrove.scan.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/// A stretch of an image, byte for byte, through a window that slides.
class StretchBytes {

    private static final int WINDOW_BYTES = 256 << 10;
    private static final int AHEAD_BYTES = 8;

    private final SeekableByteChannel image;
    private final long start;
    private final long end;
    private final byte[] window = new byte[WINDOW_BYTES];
    private long windowStart;
    private int windowLength;

    StretchBytes(SeekableByteChannel image, long start, long end) {
        this.image = image;
        this.start = start;
        this.end = end;
        this.windowStart = start;
    }

    long start() {
        return start;
    }

    long end() {
        return end;
    }

    /// The byte at an offset of the image, 0..255, or -1 outside of the stretch.
    int at(long offset) throws IOException {
        long inWindow = offset - windowStart;
        if (inWindow < 0 || inWindow >= windowLength) {
            if (offset < start || offset >= end) {
                return -1;
            }
            slide(offset);
            inWindow = offset - windowStart;
            if (inWindow >= windowLength) {
                return -1;
            }
        }
        return window[(int) inWindow] & 0xFF;
    }

    private void slide(long offset) throws IOException {
        ByteBuffer into = ByteBuffer.wrap(window, 0, (int) Math.min(WINDOW_BYTES, end - offset));
        image.position(offset);
        while (into.hasRemaining() && image.read(into) >= 0) {
            // A channel may give less than was asked for.
        }
        windowStart = offset;
        windowLength = into.position();
    }

    /// The first place from `from` on where a signature may begin: one of the first two bytes of JPEG, PNG and GIF,
    /// or what stands four bytes before `ft`. Never passes one over.
    ///
    /// Cost: one load and a few comparisons a byte, along the window.
    long nextPossible(long from) throws IOException {
        long at = from;
        while (at < end) {
            if (at(at) < 0) {
                return end;
            }
            int last = windowLength - AHEAD_BYTES;
            int i = (int) (at - windowStart);
            while (i < last) {
                byte b = window[i];
                if ((b == (byte) 0xFF && window[i + 1] == (byte) 0xD8)
                        || (b == (byte) 0x89 && window[i + 1] == 'P')
                        || (b == 'G' && window[i + 1] == 'I')
                        || (window[i + 4] == 'f' && window[i + 5] == 't')) {
                    return windowStart + i;
                }
                i++;
            }
            at = windowStart + i;
            if (windowStart + windowLength >= end) {
                return at;
            }
            slide(at);
        }
        return end;
    }

    boolean has(long offset, int... expected) throws IOException {
        for (int i = 0; i < expected.length; i++) {
            if (at(offset + i) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    /// Big-endian; -1 where a byte is missing.
    int uint16(long offset) throws IOException {
        int low = at(offset + 1);
        return low < 0 ? -1 : at(offset) << 8 | low;
    }

    /// Big-endian; -1 where a byte is missing.
    long uint32(long offset) throws IOException {
        int low = uint16(offset + 2);
        return low < 0 ? -1 : (long) uint16(offset) << 16 | low;
    }
}
