package dev.mangrove.hash;

import java.util.HexFormat;

/// The 256 bits of a PDQ hash. `word0` holds bits 255..192, `word3` bits 63..0, so that the words
/// read in order give the 64 hex digits that other tools exchange.
///
/// Immutable and safe for use by several threads.
public record PdqHash(long word0, long word1, long word2, long word3) implements Comparable<PdqHash> {

    /// Bits in a hash.
    public static final int BITS = 256;

    /// More bits than this cannot exceed the lower median of 256 coefficients: such a hash is malformed.
    public static final int SET_BITS_MAX = 128;

    /// The distance within which two pictures are held to be near copies, unless a caller says otherwise.
    public static final int DEFAULT_DISTANCE_BITS_MAX = 31;

    /// The lowest quality that takes part in near matching.
    public static final int MATCHABLE_QUALITY_MIN = 50;

    /// The hash of a picture without information; never matched.
    public static final PdqHash ZERO = new PdqHash(0, 0, 0, 0);

    private static final HexFormat HEX = HexFormat.of();

    /// Reads 64 hex digits of either case.
    ///
    /// @throws IllegalArgumentException where `hex` is not exactly 64 hex digits
    public static PdqHash fromHex(String hex) {
        if (hex.length() != 64) {
            throw new IllegalArgumentException(
                    "a PDQ hash has 64 hex digits, this one has " + hex.length() + " characters");
        }
        try {
            return new PdqHash(
                    HexFormat.fromHexDigitsToLong(hex, 0, 16),
                    HexFormat.fromHexDigitsToLong(hex, 16, 32),
                    HexFormat.fromHexDigitsToLong(hex, 32, 48),
                    HexFormat.fromHexDigitsToLong(hex, 48, 64));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a PDQ hash has 64 hex digits, this one holds another character", e);
        }
    }

    /// 64 lower-case hex digits, bit 255 first.
    public String toHex() {
        return HEX.toHexDigits(word0) + HEX.toHexDigits(word1) + HEX.toHexDigits(word2) + HEX.toHexDigits(word3);
    }

    /// The number of bits in which the two differ, 0..256.
    public int distanceBits(PdqHash other) {
        return Long.bitCount(word0 ^ other.word0)
                + Long.bitCount(word1 ^ other.word1)
                + Long.bitCount(word2 ^ other.word2)
                + Long.bitCount(word3 ^ other.word3);
    }

    /// The number of set bits, 0..256.
    public int bitCount() {
        return Long.bitCount(word0) + Long.bitCount(word1) + Long.bitCount(word2) + Long.bitCount(word3);
    }

    /// Whether this hash can take part in near matching at all: neither zero nor malformed.
    public boolean isMatchable() {
        return !equals(ZERO) && bitCount() <= SET_BITS_MAX;
    }

    /// Orders by unsigned value, as the hex text does.
    @Override
    public int compareTo(PdqHash other) {
        int order = Long.compareUnsigned(word0, other.word0);
        if (order == 0) {
            order = Long.compareUnsigned(word1, other.word1);
        }
        if (order == 0) {
            order = Long.compareUnsigned(word2, other.word2);
        }
        return order == 0 ? Long.compareUnsigned(word3, other.word3) : order;
    }

    @Override
    public String toString() {
        return toHex();
    }
}
