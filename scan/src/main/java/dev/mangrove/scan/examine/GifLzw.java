package dev.mangrove.scan.examine;

import java.io.IOException;

/// The LZW variant of GIF. Cost: one table look-up a code and one step a pixel; memory 20 KB.
final class GifLzw {

    private static final int CODES_MAX = 4096;

    private GifLzw() {}

    /// How the data of a frame ended.
    enum Outcome {
        COMPLETE,
        TRUNCATED,
        DAMAGED
    }

    /// Receives a frame's colour indexes in the order of the file.
    interface Sink {
        void pixel(int colourIndex);
    }

    /// Decodes up to `pixels` colour indexes and leaves the reader behind the frame's last block.
    static Outcome decode(ContentReader reader, long pixels, Sink sink) throws IOException {
        int minimumBits = reader.read();
        if (minimumBits < 0) {
            return Outcome.TRUNCATED;
        }
        if (minimumBits < 1 || minimumBits > 11) {
            return skipBlocks(reader) ? Outcome.DAMAGED : Outcome.TRUNCATED;
        }
        short[] prefix = new short[CODES_MAX];
        byte[] suffix = new byte[CODES_MAX];
        byte[] stack = new byte[CODES_MAX + 1];
        int clear = 1 << minimumBits;
        int end = clear + 1;
        int next = clear + 2;
        int bits = minimumBits + 1;
        int previous = -1;
        int firstOfPrevious = 0;
        long written = 0;
        int accumulator = 0;
        int available = 0;
        int blockLeft = 0;
        while (written < pixels) {
            while (available < bits) {
                if (blockLeft == 0) {
                    blockLeft = reader.read();
                    if (blockLeft == 0) {
                        return Outcome.DAMAGED;
                    }
                }
                int value = reader.read();
                if (value < 0) {
                    return Outcome.TRUNCATED;
                }
                blockLeft--;
                accumulator |= value << available;
                available += 8;
            }
            int code = accumulator & (1 << bits) - 1;
            accumulator >>>= bits;
            available -= bits;
            if (code == clear) {
                next = clear + 2;
                bits = minimumBits + 1;
                previous = -1;
                continue;
            }
            if (code == end) {
                reader.seek(reader.position() + blockLeft);
                return skipBlocks(reader) ? Outcome.DAMAGED : Outcome.TRUNCATED;
            }
            if (code > next || (code == next && previous < 0) || (previous < 0 && code >= clear)) {
                reader.seek(reader.position() + blockLeft);
                return skipBlocks(reader) ? Outcome.DAMAGED : Outcome.TRUNCATED;
            }
            int depth = 0;
            int at = code;
            if (code == next) {
                stack[depth++] = (byte) firstOfPrevious;
                at = previous;
            }
            while (at >= clear) {
                stack[depth++] = suffix[at];
                at = prefix[at];
            }
            firstOfPrevious = at;
            stack[depth++] = (byte) at;
            if (previous >= 0 && next < CODES_MAX) {
                prefix[next] = (short) previous;
                suffix[next] = (byte) firstOfPrevious;
                next++;
                if (next == 1 << bits && bits < 12) {
                    bits++;
                }
            }
            previous = code;
            while (depth > 0 && written < pixels) {
                sink.pixel(stack[--depth] & 0xFF);
                written++;
            }
        }
        reader.seek(reader.position() + blockLeft);
        skipBlocks(reader);
        return Outcome.COMPLETE;
    }

    /// Skips data blocks up to and with the empty one that ends them; false where the content ends before.
    private static boolean skipBlocks(ContentReader reader) throws IOException {
        int size = reader.read();
        while (size > 0) {
            reader.seek(reader.position() + size);
            size = reader.read();
        }
        return size == 0;
    }
}
