package dev.mangrove.server.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// A text with signatures under it, as the note format of C2SP writes it: the text, an empty line, and for each
/// signature a line of an em dash, the key's name, and base64 of the key's id and the signature.
///
/// @param text ends with a line end
/// @param signatures at least one, in the order of their lines
record SignedNote(String text, List<NoteSignature> signatures) {

    /// Longer notes are refused, so that a hostile one costs little.
    static final int CHARACTERS_MAX = 200_000;

    private static final int SIGNATURES_MAX = 100;
    private static final String DASH = "— ";

    SignedNote {
        signatures = List.copyOf(signatures);
        if (text.isEmpty() || !text.endsWith("\n")) {
            throw new IllegalArgumentException("the text of a note ends with a line end");
        }
        if (text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw new IllegalArgumentException("the text of a note has a control character");
        }
        if (signatures.isEmpty() || signatures.size() > SIGNATURES_MAX) {
            throw new IllegalArgumentException(
                    "a note has 1 to " + SIGNATURES_MAX + " signatures, not " + signatures.size());
        }
    }

    /// One signature line.
    ///
    /// @param name of the key
    /// @param keyId of the key
    /// @param signature in the form of the key's type
    @SuppressWarnings("ArrayRecordComponent") // Compared nowhere; a note is compared by its text.
    record NoteSignature(String name, int keyId, byte[] signature) {}

    static SignedNote sign(String text, LogSigningKey key) {
        byte[] signature = key.sign(text.getBytes(StandardCharsets.UTF_8));
        return new SignedNote(
                text,
                List.of(new NoteSignature(
                        key.publicKey().name(), key.publicKey().id(), signature)));
    }

    /// Reads a note; no signature is checked.
    ///
    /// @throws IllegalArgumentException when it is none
    static SignedNote parse(String note) {
        if (note.length() > CHARACTERS_MAX) {
            throw new IllegalArgumentException(
                    "a note of " + note.length() + " characters is longer than the " + CHARACTERS_MAX + " allowed");
        }
        int split = note.lastIndexOf("\n\n");
        if (split < 0 || !note.endsWith("\n")) {
            throw new IllegalArgumentException("a note is a text, an empty line and signature lines");
        }
        List<NoteSignature> signatures = new ArrayList<>();
        String lines = note.substring(split + 2);
        for (String line : lines.isEmpty()
                ? new String[0]
                : lines.substring(0, lines.length() - 1).split("\n", -1)) {
            signatures.add(signature(line));
        }
        return new SignedNote(note.substring(0, split + 1), signatures);
    }

    private static NoteSignature signature(String line) {
        String[] parts = line.split(" ", -1);
        if (!line.startsWith(DASH) || parts.length != 3 || parts[1].isEmpty() || parts[1].contains("+")) {
            throw new IllegalArgumentException("a signature line of a note is '— name base64'");
        }
        byte[] bytes = Base64.getDecoder().decode(parts[2]);
        if (bytes.length < 5 || !Base64.getEncoder().encodeToString(bytes).equals(parts[2])) {
            throw new IllegalArgumentException("a signature of a note is base64 of a key id and a signature");
        }
        return new NoteSignature(parts[1], ByteBuffer.wrap(bytes).getInt(), Arrays.copyOfRange(bytes, 4, bytes.length));
    }

    /// Whether this key signed this note. Lines of other keys are passed over; one false line of this key is
    /// enough for a no.
    boolean isSignedBy(LogPublicKey key) {
        byte[] signed = text.getBytes(StandardCharsets.UTF_8);
        Optional<Boolean> all = signatures.stream()
                .filter(line -> line.name().equals(key.name()) && line.keyId() == key.id())
                .map(line -> key.signed(signed, line.signature()))
                .reduce(Boolean::logicalAnd);
        return all.orElse(false);
    }

    /// The whole note, as it is stored and handed on.
    @Override
    public String toString() {
        StringBuilder note = new StringBuilder(text).append('\n');
        for (NoteSignature line : signatures) {
            byte[] bytes = ByteBuffer.allocate(4 + line.signature().length)
                    .putInt(line.keyId())
                    .put(line.signature())
                    .array();
            note.append(DASH).append(line.name()).append(' ');
            note.append(Base64.getEncoder().encodeToString(bytes)).append('\n');
        }
        return note.toString();
    }
}
