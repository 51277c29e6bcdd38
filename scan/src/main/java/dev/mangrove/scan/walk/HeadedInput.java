package dev.mangrove.scan.walk;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// A stream whose first bytes were looked at. A failure met while looking comes up where it belongs:
/// behind the bytes that precede it.
final class HeadedInput extends InputStream {

    private final InputStream in;
    private final byte[] head;
    private final int headLength;
    private final @Nullable IOException failure;
    private int place;

    HeadedInput(InputStream in, int headBytes) {
        this.in = in;
        this.head = new byte[headBytes];
        IOException met = null;
        int length = 0;
        try {
            int count = 0;
            while (length < headBytes && count >= 0) {
                length += count;
                count = in.read(head, length, headBytes - length);
            }
        } catch (IOException e) {
            met = e;
        }
        this.failure = met;
        this.headLength = length;
    }

    byte[] head() {
        return java.util.Arrays.copyOf(head, headLength);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (place < headLength) {
            int count = Math.min(length, headLength - place);
            System.arraycopy(head, place, target, offset, count);
            place += count;
            return count;
        }
        if (failure != null) {
            throw failure;
        }
        return in.read(target, offset, length);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
