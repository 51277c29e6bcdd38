package dev.mangrove.scan.jail;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A program's output, which ends at a limit.
final class LimitedOutput extends FilterInputStream {

    private final Runnable exceeded;
    private long left;
    private boolean ended;

    LimitedOutput(InputStream output, long bytesMax, Runnable exceeded) {
        super(output);
        this.left = bytesMax;
        this.exceeded = exceeded;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (ended) {
            return -1;
        }
        int count;
        try {
            count = in.read(into, offset, length);
        } catch (IOException programEnded) {
            // The pipe of a program that was ended; what came before is what there is.
            count = -1;
        }
        if (count < 0 || count > left) {
            ended = true;
            if (count > left) {
                exceeded.run();
            }
            return -1;
        }
        left -= count;
        return count;
    }

    /// Whether all was read that there is or may be.
    boolean hasEnded() throws IOException {
        return ended || read() < 0;
    }

    @Override
    public long skip(long count) {
        throw new UnsupportedOperationException("output is read, not skipped");
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
