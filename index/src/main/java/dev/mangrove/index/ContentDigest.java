package dev.mangrove.index;

import dev.mangrove.hash.DigestKind;
import dev.mangrove.hash.PdqHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// A SHA-256 over all that a list says, from which its version follows where its maker gave none.
final class ContentDigest {

    private static final int VERSION_HEX_DIGITS = 16;
    private static final int NUMBERS_BYTES_MAX = 64;
    private static final DigestKind[] KINDS = DigestKind.values();

    private final MessageDigest sha256;

    /// A digest of many small pieces takes longer than one of a few large ones.
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 15);

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

    /// Begins an entry. Its digests follow, in the order of their kinds, and its texts.
    void add(EntryRole role, int quality, OptionalLong sizeBytes, Set<DigestKind> digests, Optional<PdqHash> pdq) {
        ByteBuffer numbers = room();
        numbers.put((byte) role.ordinal()).put((byte) quality).putLong(sizeBytes.orElse(-1));
        for (DigestKind kind : KINDS) {
            numbers.put((byte) (digests.contains(kind) ? 1 : 0));
        }
        numbers.put((byte) (pdq.isPresent() ? 1 : 0));
        if (pdq.isPresent()) {
            PdqHash hash = pdq.get();
            numbers.putLong(hash.word0()).putLong(hash.word1());
            numbers.putLong(hash.word2()).putLong(hash.word3());
        }
    }

    void add(byte[] bytes, int length) {
        if (length > buffer.remaining()) {
            digestBuffer();
        }
        if (length > buffer.remaining()) {
            sha256.update(bytes, 0, length);
        } else {
            buffer.put(bytes, 0, length);
        }
    }

    private ByteBuffer room() {
        if (buffer.remaining() < NUMBERS_BYTES_MAX) {
            digestBuffer();
        }
        return buffer;
    }

    private void digestBuffer() {
        sha256.update(buffer.flip());
        buffer.clear();
    }

    /// Follows the entry that is this frame.
    void add(EntryFrame frame, boolean starts) {
        room().putShort((short) frame.mark(starts)).putInt((int) frame.atMillis());
    }

    /// The first 16 hex digits. Ends the digest.
    String version() {
        digestBuffer();
        return HexFormat.of().formatHex(Arrays.copyOf(sha256.digest(), VERSION_HEX_DIGITS / 2));
    }

    private void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, utf8.length));
        sha256.update(utf8);
    }
}
