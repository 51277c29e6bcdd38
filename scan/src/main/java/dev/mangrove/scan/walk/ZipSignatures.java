package dev.mangrove.scan.walk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Searches a ZIP for the signatures of its records, where nothing else tells where they are.
final class ZipSignatures {

    private static final int DESCRIPTOR_SIGNATURE = 0x08074b50;
    private static final int DESCRIPTOR_BYTES = 16;
    private static final int WINDOW_BYTES = 64 << 10;

    /// Each byte of a container may be searched so often; beyond that a hostile one costs too much.
    private static final int SEARCHES_MAX = 32;

    private final PackedInput input;
    private final byte[] window = new byte[WINDOW_BYTES];
    private long allowance;

    ZipSignatures(Container container) throws IOException {
        this.input = new PackedInput(container);
        this.allowance = SEARCHES_MAX * (container.channel().size() + WINDOW_BYTES);
    }

    /// The offset of the next signature that begins before `end`, or -1.
    long next(int signature, long start, long end) throws IOException {
        return search(start, end, signature, false);
    }

    /// The end of stored data whose length only the descriptor behind it tells; without one, the next
    /// member, the directory, or `end`.
    long endOfData(long start, long end) throws IOException {
        long descriptor = search(start, end, DESCRIPTOR_SIGNATURE, true);
        if (descriptor >= 0) {
            return descriptor;
        }
        long member = search(start, end, ZipHeader.LOCAL_SIGNATURE, false);
        long limit = member < 0 ? end : member;
        long directory = search(start, limit, ZipHeader.CENTRAL_SIGNATURE, false);
        return directory < 0 ? limit : directory;
    }

    private long search(long start, long end, int signature, boolean mustTellLength) throws IOException {
        long position = start;
        while (position < end && allowance > 0) {
            input.stretch(position, Long.MAX_VALUE);
            int length = input.readNBytes(window, 0, window.length);
            allowance -= length;
            ByteBuffer view = ByteBuffer.wrap(window, 0, length).order(ByteOrder.LITTLE_ENDIAN);
            int last = length - DESCRIPTOR_BYTES;
            boolean atEnd = length < window.length;
            for (int i = 0; i + 4 <= length && (atEnd || i <= last) && position + i < end; i++) {
                if (window[i] == 'P' && view.getInt(i) == signature) {
                    long distance = position + i - start;
                    if (!mustTellLength || tellsLength(view, i, length, distance)) {
                        return position + i;
                    }
                }
            }
            if (atEnd) {
                return -1;
            }
            position += last + 1;
        }
        return -1;
    }

    private static boolean tellsLength(ByteBuffer view, int at, int length, long distance) {
        return at + DESCRIPTOR_BYTES <= length
                && ((view.getInt(at + 8) & 0xffffffffL) == distance || view.getLong(at + 8) == distance);
    }
}
