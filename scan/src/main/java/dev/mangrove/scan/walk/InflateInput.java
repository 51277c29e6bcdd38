package dev.mangrove.scan.walk;

import dev.mangrove.scan.item.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// One deflate stream, unpacked as far as it goes; afterwards the input stands right behind it.
final class InflateInput extends InputStream {

    private static final int CHUNK_BYTES = 4 << 10;

    private final PackedInput packed;
    private final Inflater inflater;
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private boolean ended;

    /// @param raw without the zlib header and check sum
    InflateInput(PackedInput packed, boolean raw) {
        this.packed = packed;
        this.inflater = new Inflater(raw);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        try {
            while (!ended) {
                int count = inflater.inflate(target, offset, length);
                if (count > 0) {
                    return count;
                }
                if (inflater.finished()) {
                    ended = true;
                    packed.unread(inflater.getRemaining());
                } else if (inflater.needsDictionary()) {
                    throw broken(Reason.DAMAGED, "asks for a preset dictionary");
                } else if (inflater.needsInput()) {
                    refill();
                }
            }
            return -1;
        } catch (DataFormatException e) {
            throw broken(Reason.DAMAGED, "is invalid");
        }
    }

    private void refill() throws IOException {
        int count = packed.read(chunk, 0, chunk.length);
        if (count < 0) {
            throw broken(Reason.TRUNCATED, "ends early");
        }
        inflater.setInput(chunk, 0, count);
    }

    private MemberException broken(Reason reason, String what) {
        return new MemberException(
                reason, "the deflate data " + what + " after " + inflater.getBytesWritten() + " unpacked bytes");
    }

    @Override
    public void close() {
        inflater.end();
    }
}
