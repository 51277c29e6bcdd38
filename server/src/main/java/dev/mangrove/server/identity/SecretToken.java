package dev.mangrove.server.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/// 256 random bits that someone carries: in a link, in a cookie, as an API key. The server keeps only their
/// SHA-256; at 256 bits
/// nobody can guess back from it.
record SecretToken(String text) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;
    private static final int CHARACTERS = 43;

    static SecretToken draw() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new SecretToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /// What somebody sent; empty when it can't be a token.
    static Optional<SecretToken> sent(String text) {
        boolean sound = text.length() == CHARACTERS
                && text.chars()
                        .allMatch(c -> c >= 'A' && c <= 'Z'
                                || c >= 'a' && c <= 'z'
                                || c >= '0' && c <= '9'
                                || c == '-'
                                || c == '_');
        return sound ? Optional.of(new SecretToken(text)) : Optional.empty();
    }

    byte[] hash() {
        return sha256(text);
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /// Never the token: it would end in a log.
    @Override
    public String toString() {
        return "SecretToken[...]";
    }
}
