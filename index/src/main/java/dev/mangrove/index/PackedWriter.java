package dev.mangrove.index;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Writes numbers of any width in bits into a section, each right behind the one before.
final class PackedWriter {

    private static final VarHandle LITTLE_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final SectionWriter out;
    private final byte[] buffer = new byte[1 << 13];
    private int buffered;

    /// Bits that do not fill eight bytes yet.
    private long pending;

    private int pendingBits;

    PackedWriter(SectionWriter out) {
        this.out = out;
    }

    /// @param value below 2 to the power of `widthBits`
    /// @param widthBits 0 to 64
    void put(long value, int widthBits) throws IOException {
        pending |= value << pendingBits;
        int bits = pendingBits + widthBits;
        if (bits < Long.SIZE) {
            pendingBits = bits;
            return;
        }
        putBuffered(Long.BYTES);
        pending = pendingBits == 0 ? 0 : value >>> (Long.SIZE - pendingBits);
        pendingBits = bits - Long.SIZE;
    }

    /// Fills up with zero bits to a whole byte.
    void endByte() throws IOException {
        putBuffered((pendingBits + Byte.SIZE - 1) / Byte.SIZE);
        pending = 0;
        pendingBits = 0;
    }

    /// Ends the numbers. To be followed by nothing but the end of the section.
    void finish() throws IOException {
        endByte();
        out.put(buffer, 0, buffered);
        buffered = 0;
    }

    private void putBuffered(int bytes) throws IOException {
        LITTLE_ENDIAN.set(buffer, buffered, pending);
        buffered += bytes;
        if (buffered > buffer.length - Long.BYTES) {
            out.put(buffer, 0, buffered);
            buffered = 0;
        }
    }
}
