package dev.mangrove.server.identity;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Codes on paper for the day an authenticator is lost: ten, each good once, 79 bits each. The server keeps
/// Argon2id hashes, as they
/// are below 112 bits (ASVS 6.5.2).
final class RecoveryCodes {

    static final int COUNT = 10;
    private static final int CHARACTERS = 16;
    private static final int GROUP = 4;
    /// 31 characters: no letter that reads like a digit, so 79 bits a code.
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final SecureRandom RANDOM = new SecureRandom();

    private RecoveryCodes() {}

    static List<String> draw() {
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            codes.add(drawOne());
        }
        return codes;
    }

    private static String drawOne() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < CHARACTERS; i++) {
            if (i > 0 && i % GROUP == 0) {
                code.append('-');
            }
            code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    /// As it was typed, brought into the form that was hashed.
    static String normal(String typed) {
        StringBuilder code = new StringBuilder();
        typed.toLowerCase(Locale.ROOT)
                .chars()
                .filter(c -> c != '-' && !Character.isWhitespace(c))
                .limit(CHARACTERS + 1L)
                .forEach(c -> code.append((char) c));
        return code.toString();
    }
}
