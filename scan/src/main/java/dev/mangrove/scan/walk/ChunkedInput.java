package dev.mangrove.scan.walk;

import dev.mangrove.scan.item.Reason;
import java.io.IOException;
import java.io.InputStream;

/// The chunked transfer coding (RFC 9112, 7.1), without its trailer.
final class ChunkedInput extends InputStream {

    private static final int LINE_BYTES_MAX = 4096;
    private static final int DIGITS_MAX = 15;

    private final PeekInput in;
    private long left;
    private boolean first = true;
    private boolean ended;

    ChunkedInput(PeekInput in) {
        this.in = in;
    }

    /// Whether the bytes begin with the size of a chunk.
    static boolean begins(PeekInput in) {
        int ready = in.peek(DIGITS_MAX + 2);
        int digits = 0;
        while (digits < ready && Character.digit(in.ahead(digits), 16) >= 0) {
            digits++;
        }
        return digits > 0
                && digits < ready
                && (in.ahead(digits) == '\r'
                        || in.ahead(digits) == '\n'
                        || in.ahead(digits) == ';'
                        || in.ahead(digits) == ' ');
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (!ended && left == 0) {
            left = nextSize();
            ended = left == 0;
        }
        if (ended) {
            return -1;
        }
        int count = in.read(target, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new MemberException(Reason.TRUNCATED, "the body ends within a chunk");
        }
        left -= count;
        return count;
    }

    private long nextSize() throws IOException {
        String line = line();
        if (!first && line.isEmpty()) {
            line = line();
        }
        first = false;
        int digits = 0;
        while (digits < line.length() && Character.digit(line.charAt(digits), 16) >= 0) {
            digits++;
        }
        if (digits == 0 || digits > DIGITS_MAX) {
            throw new MemberException(Reason.DAMAGED, "the size of a chunk is damaged");
        }
        return Long.parseLong(line.substring(0, digits), 16);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int next = in.read();
        while (next >= 0 && next != '\n') {
            line.append((char) next);
            if (line.length() > LINE_BYTES_MAX) {
                throw new MemberException(Reason.DAMAGED, "the size of a chunk is damaged");
            }
            next = in.read();
        }
        if (next < 0 && line.isEmpty()) {
            throw new MemberException(Reason.TRUNCATED, "the body ends before its last chunk");
        }
        return line.toString().strip();
    }
}
