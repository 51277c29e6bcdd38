package dev.mangrove.server.identity;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;

/// Codes of an authenticator app (RFC 6238: SHA-1, six digits, 30 seconds). A code is taken once: who accepts it
/// must keep the step
/// and refuse it and all before it from then on.
final class Totp {

    static final Duration STEP = Duration.ofSeconds(30);
    static final int DIGITS = 6;
    private static final int SECRET_BYTES = 20;
    /// A clock may be one step off in either direction.
    private static final int STEPS_OFF = 1;

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Totp() {}

    static byte[] drawSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return secret;
    }

    /// The step whose code it is; empty when it is no code of now.
    static OptionalLong stepOf(byte[] secret, String code, Instant now) {
        String digits = code.replace(" ", "");
        if (digits.length() != DIGITS || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return OptionalLong.empty();
        }
        for (int off = -STEPS_OFF; off <= STEPS_OFF; off++) {
            Instant at = now.plus(STEP.multipliedBy(off));
            if (MessageDigest.isEqual(
                    digits.getBytes(StandardCharsets.US_ASCII), code(secret, at).getBytes(StandardCharsets.US_ASCII))) {
                return OptionalLong.of(at.getEpochSecond() / STEP.toSeconds());
            }
        }
        return OptionalLong.empty();
    }

    static String code(byte[] secret, Instant at) {
        try {
            return new TimeBasedOneTimePasswordGenerator(STEP, DIGITS)
                    .generateOneTimePasswordString(new SecretKeySpec(secret, "HmacSHA1"), at);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("an HMAC key of " + secret.length + " bytes was refused", e);
        }
    }

    /// As an authenticator app takes it when typed, in groups of four.
    static String typed(byte[] secret) {
        StringBuilder text = new StringBuilder();
        int bits = 0;
        int held = 0;
        for (byte one : secret) {
            held = held << 8 | one & 0xff;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(BASE32.charAt(held >> bits & 31));
            }
        }
        return text.toString();
    }

    /// What a QR code for an authenticator app says.
    static String address(byte[] secret, String login, String issuer) {
        return "otpauth://totp/" + encoded(issuer) + ":" + encoded(login) + "?secret=" + typed(secret) + "&issuer="
                + encoded(issuer) + "&algorithm=SHA1&digits=" + DIGITS + "&period=" + STEP.toSeconds();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
