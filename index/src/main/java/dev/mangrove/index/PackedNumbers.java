package dev.mangrove.index;

/// Numbers that all have one width in bits, one right behind the other: number i is in the bits i w to i w + w - 1 of
/// the bytes, where bit 0 is the lowest of the first byte. At ten million hashes a place takes 24 bits, not 32.
final class PackedNumbers {

    /// Behind the last number, so that eight bytes can be read from wherever a number begins.
    static final int SPARE_BYTES = Long.BYTES;

    private PackedNumbers() {}

    /// As many bits as tell the numbers from 0 to below `count` apart, at least one.
    static int widthBits(long count) {
        return Math.max(1, Long.SIZE - Long.numberOfLeadingZeros(count - 1));
    }

    /// How many bytes numbers take up, with [#SPARE_BYTES] unless there are none.
    static long bytes(long count, int widthBits) {
        return count == 0 ? 0 : (count * widthBits + Byte.SIZE - 1) / Byte.SIZE + SPARE_BYTES;
    }

    /// The lowest bits set, 0 to 64 of them.
    static long mask(int widthBits) {
        return widthBits == 0 ? 0 : -1L >>> (Long.SIZE - widthBits);
    }
}
