package dev.mangrove.server.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What an entry only commits to: who acted, and the words that people typed. It lies beside the tree, so that it
/// can be erased while the tree stays whole.
///
/// A commitment is HMAC-SHA-256 with a random salt of its own as the key. With salt and value, anyone checks that
/// they are what was recorded; without the salt, a guess of the value cannot be confirmed.
///
/// @param personSalt there exactly when `person` is
/// @param person id of the person who acted
/// @param wordsSalt there exactly when any of the words is
/// @param reason why, in the person's own words
/// @param recipient to whom it was disclosed
/// @param detail what it was about: a search text, a file name
@SuppressWarnings("ArrayRecordComponent") // Compared nowhere.
record Opening(
        Optional<byte[]> personSalt,
        Optional<String> person,
        Optional<byte[]> wordsSalt,
        Optional<String> reason,
        Optional<String> recipient,
        Optional<String> detail) {

    /// Bytes of a salt.
    static final int SALT_BYTES = 32;

    /// Of an entry that commits to nothing, or whose opening was erased.
    static final Opening NONE = new Opening(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final String ABSENT = "-";

    /// What the entry's `person` line says, when the person is still there.
    Optional<String> personCommitment() {
        return personSalt.map(salt -> commitment(salt, "mangrove-audit-person/1\n" + written(person) + "\n"));
    }

    /// What the entry's `words` line says, when the words are still there.
    Optional<String> wordsCommitment() {
        return wordsSalt.map(salt -> commitment(
                salt,
                Stream.of(reason, recipient, detail)
                        .map(Opening::written)
                        .collect(Collectors.joining("\n", "mangrove-audit-words/1\n", "\n"))));
    }

    private static String commitment(byte[] salt, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(salt, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java has no HMAC-SHA-256, which every Java has", impossible);
        }
    }

    private static String written(Optional<String> value) {
        return value.map(text -> written(text.getBytes(StandardCharsets.UTF_8))).orElse(ABSENT);
    }

    private static String written(byte[] value) {
        return "=" + Base64.getEncoder().encodeToString(value);
    }

    /// One line of an openings file.
    String line() {
        return String.join(
                " ",
                personSalt.map(Opening::written).orElse(ABSENT),
                written(person),
                wordsSalt.map(Opening::written).orElse(ABSENT),
                written(reason),
                written(recipient),
                written(detail));
    }

    /// Reads a line that [#line] wrote; empty for anything else.
    static Optional<Opening> parse(String line) {
        String[] parts = line.split(" ", -1);
        if (parts.length != 6) {
            return Optional.empty();
        }
        try {
            Opening opening = new Opening(
                    bytes(parts[0]), text(parts[1]), bytes(parts[2]), text(parts[3]), text(parts[4]), text(parts[5]));
            return opening.line().equals(line) ? Optional.of(opening) : Optional.empty();
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> bytes(String part) {
        if (part.equals(ABSENT)) {
            return Optional.empty();
        }
        if (!part.startsWith("=")) {
            throw new IllegalArgumentException("an opening's value begins with '='");
        }
        return Optional.of(Base64.getDecoder().decode(part.substring(1)));
    }

    private static Optional<String> text(String part) {
        return bytes(part).map(value -> new String(value, StandardCharsets.UTF_8));
    }

    /// Whether nothing of the person, or of the words, is left here.
    boolean hasNoPerson() {
        return personSalt.isEmpty() && person.isEmpty();
    }

    boolean hasNoWords() {
        return wordsSalt.isEmpty() && reason.isEmpty() && recipient.isEmpty() && detail.isEmpty();
    }

    @Override
    public String toString() {
        return "Opening[not shown]";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Opening that && line().equals(that.line());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(line().getBytes(StandardCharsets.UTF_8));
    }
}
