package dev.mangrove.testkit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Digests in the forms that containers and lists write them.
public final class Digests {

    private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Digests() {}

    /// 64 lower-case hex digits.
    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest("SHA-256", bytes));
    }

    /// 32 lower-case hex digits.
    public static String md5(byte[] bytes) {
        return HexFormat.of().formatHex(digest("MD5", bytes));
    }

    /// 40 lower-case hex digits.
    public static String sha1(byte[] bytes) {
        return HexFormat.of().formatHex(digest("SHA-1", bytes));
    }

    /// As WARC files write it: `sha1:` and 32 characters of base 32.
    static String sha1Base32(byte[] bytes) {
        byte[] digest = digest("SHA-1", bytes);
        StringBuilder text = new StringBuilder("sha1:");
        for (int bit = 0; bit < digest.length * 8; bit += 5) {
            int pair = (digest[bit / 8] & 0xff) << 8 | (bit / 8 + 1 < digest.length ? digest[bit / 8 + 1] & 0xff : 0);
            text.append(BASE_32.charAt(pair >> (11 - bit % 8) & 31));
        }
        return text.toString();
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no " + algorithm + "; use a standard JDK 25", e);
        }
    }
}
