package dev.mangrove.index;

import dev.mangrove.hash.Digest;
import dev.mangrove.hash.DigestKind;
import dev.mangrove.hash.PdqHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A SHA-256 over all that a list says, from which its version follows where its maker gave none.
final class ContentDigest {

    private static final int VERSION_HEX_DIGITS = 16;

    private final MessageDigest sha256;
    private final ByteBuffer numbers = ByteBuffer.allocate(64);

    ContentDigest(HashListBuilder.Description description) {
        try {
            sha256 = MessageDigest.getInstance(DigestKind.SHA256.algorithm());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        text(description.name());
        text(description.origin());
        text(description.scheme().orElse(""));
        text(description.profile().label());
    }

    void add(
            EntryRole role,
            int quality,
            OptionalLong sizeBytes,
            Map<DigestKind, Digest> digests,
            Optional<PdqHash> pdq,
            byte[] texts) {
        numbers.clear().put((byte) role.ordinal()).put((byte) quality).putLong(sizeBytes.orElse(-1));
        for (DigestKind kind : DigestKind.values()) {
            numbers.put((byte) (digests.containsKey(kind) ? 1 : 0));
        }
        numbers.put((byte) (pdq.isPresent() ? 1 : 0));
        pdq.ifPresent(hash -> numbers.putLong(hash.word0())
                .putLong(hash.word1())
                .putLong(hash.word2())
                .putLong(hash.word3()));
        sha256.update(numbers.flip());
        for (Digest digest : digests.values()) {
            sha256.update(digest.bytes());
        }
        sha256.update(texts);
    }

    /// Follows the entry that is this frame.
    void add(EntryFrame frame, boolean starts) {
        sha256.update(numbers.clear()
                .putShort((short) frame.mark(starts))
                .putInt((int) frame.atMillis())
                .flip());
    }

    /// The first 16 hex digits. Ends the digest.
    String version() {
        return HexFormat.of().formatHex(Arrays.copyOf(sha256.digest(), VERSION_HEX_DIGITS / 2));
    }

    private void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, utf8.length));
        sha256.update(utf8);
    }
}
