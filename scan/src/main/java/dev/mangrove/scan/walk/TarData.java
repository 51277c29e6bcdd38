package dev.mangrove.scan.walk;

import dev.mangrove.scan.item.Reason;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// One member's data within a TAR; remembers a failure of the stream below, after which nothing follows.
final class TarData extends InputStream {

    private final TarInput input;
    private long left;
    private @Nullable Throwable failure;

    TarData(TarInput input, long size) {
        this.input = input;
        this.left = size;
    }

    /// Bytes not yet read.
    long left() {
        return left;
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        byte[] into = offset == 0 ? target : new byte[length];
        int count;
        try {
            count = input.read(into, (int) Math.min(left, length));
        } catch (IOException | RuntimeException e) {
            failure = e;
            throw e;
        }
        if (count < 0) {
            throw new MemberException(Reason.TRUNCATED, "the archive ends " + left + " bytes before the member does");
        }
        if (offset != 0) {
            System.arraycopy(into, 0, target, offset, count);
        }
        left -= count;
        return count;
    }
}
