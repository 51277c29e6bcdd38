package dev.mangrove.formats.json;

import java.util.Arrays;
import java.util.Optional;

/// Hex digits of either case among characters.
final class HexDigits {

    private static final byte[] VALUES = new byte[128];

    static {
        Arrays.fill(VALUES, (byte) -1);
        for (char digit : "0123456789abcdefABCDEF".toCharArray()) {
            VALUES[digit] = (byte) Character.digit(digit, 16);
        }
    }

    private HexDigits() {}

    /// The bytes that the next `2 * bytes` characters stand for; empty where one is no digit.
    static Optional<byte[]> parse(char[] characters, int from, int bytes) {
        byte[] parsed = new byte[bytes];
        int wrong = 0;
        for (int i = 0; i < bytes; i++) {
            char high = characters[from + 2 * i];
            char low = characters[from + 2 * i + 1];
            int value = VALUES[high & 0x7f] << 4 | VALUES[low & 0x7f];
            wrong |= value | -((high | low) >>> 7);
            parsed[i] = (byte) value;
        }
        return wrong < 0 ? Optional.empty() : Optional.of(parsed);
    }
}
