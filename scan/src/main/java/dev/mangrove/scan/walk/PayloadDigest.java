package dev.mangrove.scan.walk;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Checks a stated payload digest. Writers differ on which form of the body they digest, so each form on
/// the way from the record to the content is tried.
final class PayloadDigest {

    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

    private final Optional<String> algorithm;
    private final String stated;
    private final List<MessageDigest> digests = new ArrayList<>();

    PayloadDigest(Optional<String> field) {
        int colon = field.map(value -> value.indexOf(':')).orElse(-1);
        String label = colon < 0 ? "" : field.orElse("").substring(0, colon).toLowerCase(Locale.ROOT);
        this.algorithm = Optional.ofNullable(
                switch (label) {
                    case "sha1", "sha-1" -> "SHA-1";
                    case "sha256", "sha-256" -> "SHA-256";
                    case "sha512", "sha-512" -> "SHA-512";
                    case "md5" -> "MD5";
                    default -> null;
                });
        this.stated = colon < 0
                ? ""
                : field.orElse("").substring(colon + 1).strip().replace("=", "").toLowerCase(Locale.ROOT);
    }

    /// Digests what is read from `in` on the way.
    InputStream watch(InputStream in) {
        if (algorithm.isEmpty()) {
            return in;
        }
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance(algorithm.get());
        } catch (NoSuchAlgorithmException e) {
            return in;
        }
        digests.add(digest);
        return new Watched(in, digest);
    }

    /// `agrees` or `differs`; empty where none is stated. Asked once, after all was read.
    Optional<String> verdict() {
        if (digests.isEmpty()) {
            return Optional.empty();
        }
        boolean agrees = false;
        for (MessageDigest digest : digests) {
            byte[] bytes = digest.digest();
            agrees |= stated.equals(HexFormat.of().formatHex(bytes)) || stated.equals(base32(bytes));
        }
        return Optional.of(agrees ? "agrees" : "differs");
    }

    static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int bits = 0;
        int value = 0;
        for (byte b : bytes) {
            value = value << 8 | (b & 0xff);
            bits += 8;
            while (bits >= 5) {
                text.append(BASE32.charAt(value >> (bits - 5) & 31));
                bits -= 5;
                value &= (1 << bits) - 1;
            }
        }
        if (bits > 0) {
            text.append(BASE32.charAt(value << (5 - bits) & 31));
        }
        return text.toString();
    }

    private static final class Watched extends InputStream {
        private final InputStream in;
        private final MessageDigest digest;

        Watched(InputStream in, MessageDigest digest) {
            this.in = in;
            this.digest = digest;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = in.read(target, offset, length);
            if (count > 0) {
                digest.update(target, offset, count);
            }
            return count;
        }
    }
}
