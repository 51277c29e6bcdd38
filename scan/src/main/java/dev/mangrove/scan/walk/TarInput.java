package dev.mangrove.scan.walk;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A TAR's bytes in blocks, from a file or out of a decompressor.
final class TarInput {

    private static final int COPY_BYTES = 32 << 10;

    private final Walk walk;
    private final InputStream in;
    private final LongSupplier packedBytes;
    private final byte[] buffer = new byte[COPY_BYTES];
    private long offset;
    private byte @Nullable [] peeked;

    /// @param packedBytes consumed of the container so far
    TarInput(Walk walk, InputStream in, LongSupplier packedBytes) {
        this.walk = walk;
        this.in = in;
        this.packedBytes = packedBytes;
    }

    /// Whether skipping costs nothing.
    boolean isSeekable() {
        return in instanceof PackedInput;
    }

    long offset() {
        return offset - (peeked == null ? 0 : peeked.length);
    }

    long packedBytes() {
        return packedBytes.getAsLong();
    }

    /// The next block, shorter at the end; empty behind it.
    Optional<byte[]> block() throws IOException {
        byte[] next = peeked;
        peeked = null;
        if (next == null) {
            next = in.readNBytes(TarHeader.BLOCK_BYTES);
            offset += next.length;
        }
        return next.length == 0 ? Optional.empty() : Optional.of(next);
    }

    Optional<byte[]> peek() throws IOException {
        Optional<byte[]> next = block();
        peeked = next.orElse(null);
        return next;
    }

    int read(byte[] target, int length) throws IOException {
        if (peeked != null) {
            byte[] from = peeked;
            int count = Math.min(length, from.length);
            System.arraycopy(from, 0, target, 0, count);
            peeked = count == from.length ? null : java.util.Arrays.copyOfRange(from, count, from.length);
            return count;
        }
        int count = in.read(target, 0, length);
        offset += Math.max(0, count);
        return count;
    }

    byte[] read(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        offset += bytes.length;
        return bytes;
    }

    /// Moves on; what a decompressor unpacks far beyond its input is counted.
    ///
    /// @return bytes that were not there
    long skip(long count) throws IOException {
        long left = count;
        if (peeked != null && left > 0) {
            left -= read(new byte[TarHeader.BLOCK_BYTES], (int) Math.min(left, TarHeader.BLOCK_BYTES));
        }
        if (isSeekable()) {
            long skipped = in.skip(left);
            offset += skipped;
            return left - skipped;
        }
        long packedBefore = packedBytes();
        long skipped = 0;
        while (left > 0) {
            int length = read(buffer, (int) Math.min(left, buffer.length));
            if (length < 0) {
                return left;
            }
            left -= length;
            skipped += length;
            walk.moved(length);
            WalkLimits limits = walk.limits();
            if (skipped > limits.ratioFreeBytes() && skipped > (packedBytes() - packedBefore + 1) * limits.ratioMax()) {
                walk.chargeExcess(length);
            }
        }
        return 0;
    }
}
