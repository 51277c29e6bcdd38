package dev.mangrove.scan.walk;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/// A TAR header block as it stands (POSIX ustar, GNU and older forms).
///
/// @param name with the ustar prefix, as bytes
/// @param size of the data that follows
/// @param block the whole block, for the fields of sparse files
record TarHeader(byte[] name, long size, OptionalLong modifiedAtSeconds, char type, byte[] block) {

    static final int BLOCK_BYTES = 512;

    private static final int CHECKSUM_AT = 148;
    private static final int CHECKSUM_BYTES = 8;

    /// Reads a block; empty where its check sum does not hold.
    static Optional<TarHeader> of(byte[] block) {
        OptionalLong stated = number(block, CHECKSUM_AT, CHECKSUM_BYTES);
        if (block.length < BLOCK_BYTES || stated.isEmpty() || !checksumHolds(block, stated.getAsLong())) {
            return Optional.empty();
        }
        OptionalLong size = number(block, 124, 12);
        if (size.isEmpty() || size.getAsLong() < 0) {
            return Optional.empty();
        }
        byte[] name = text(block, 0, 100);
        boolean ustar = block[257] == 'u'
                && block[258] == 's'
                && block[259] == 't'
                && block[260] == 'a'
                && block[261] == 'r'
                && block[262] == 0;
        byte[] prefix = ustar ? text(block, 345, 155) : new byte[0];
        return Optional.of(new TarHeader(
                prefix.length == 0 ? name : joined(prefix, name),
                size.getAsLong(),
                number(block, 136, 12),
                (char) (block[156] & 0xff),
                block.clone()));
    }

    static boolean isZero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    // Old writers summed signed characters.
    private static boolean checksumHolds(byte[] block, long stated) {
        long unsigned = 0;
        long signed = 0;
        for (int i = 0; i < BLOCK_BYTES; i++) {
            byte b = i >= CHECKSUM_AT && i < CHECKSUM_AT + CHECKSUM_BYTES ? (byte) ' ' : block[i];
            unsigned += b & 0xff;
            signed += b;
        }
        return stated == unsigned || stated == signed;
    }

    /// Octal digits, or base 256 where the first bit is set.
    static OptionalLong number(byte[] block, int offset, int length) {
        if (block.length < offset + length) {
            return OptionalLong.empty();
        }
        if ((block[offset] & 0x80) != 0) {
            byte[] bytes = Arrays.copyOfRange(block, offset, offset + length);
            boolean negative = bytes[0] == (byte) 0xff;
            bytes[0] = (byte) (negative ? 0xff : bytes[0] & 0x7f);
            BigInteger value = new BigInteger(bytes);
            return value.bitLength() < 64 ? OptionalLong.of(value.longValue()) : OptionalLong.empty();
        }
        int at = offset;
        int end = offset + length;
        while (at < end && (block[at] == ' ' || block[at] == 0)) {
            at++;
        }
        long value = 0;
        while (at < end && block[at] >= '0' && block[at] <= '7') {
            value = value << 3 | (block[at] - '0');
            at++;
        }
        return at == end || block[at] == ' ' || block[at] == 0 ? OptionalLong.of(value) : OptionalLong.empty();
    }

    private static byte[] text(byte[] block, int offset, int length) {
        int end = offset;
        while (end < offset + length && block[end] != 0) {
            end++;
        }
        return Arrays.copyOfRange(block, offset, end);
    }

    private static byte[] joined(byte[] prefix, byte[] name) {
        byte[] joined = Arrays.copyOf(prefix, prefix.length + 1 + name.length);
        joined[prefix.length] = '/';
        System.arraycopy(name, 0, joined, prefix.length + 1, name.length);
        return joined;
    }
}
