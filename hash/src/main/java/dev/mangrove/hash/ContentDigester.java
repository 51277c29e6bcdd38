package dev.mangrove.hash;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;

/// Computes MD5, SHA-1 and SHA-256 of the same bytes in one pass. Not safe for use by several threads.
public final class ContentDigester {

    /// So few bytes at a time stay in the nearest cache while the three digests take turns.
    private static final int TURN_BYTES = 16 * 1024;

    private final MessageDigest md5 = start(DigestKind.MD5);
    private final MessageDigest sha1 = start(DigestKind.SHA1);
    private final MessageDigest sha256 = start(DigestKind.SHA256);
    private long sizeBytes;
    private boolean finished;

    /// The digests of bytes that lie in memory.
    public static ContentDigests digest(byte[] bytes) {
        ContentDigester digester = new ContentDigester();
        digester.update(bytes, 0, bytes.length);
        return digester.finish();
    }

    /// Takes the next bytes.
    ///
    /// @throws IndexOutOfBoundsException where the range does not lie inside the array
    /// @throws IllegalStateException after [#finish]
    public void update(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        requireUnfinished();
        int end = offset + length;
        for (int from = offset; from < end; from += TURN_BYTES) {
            int turn = Math.min(TURN_BYTES, end - from);
            md5.update(bytes, from, turn);
            sha1.update(bytes, from, turn);
            sha256.update(bytes, from, turn);
        }
        sizeBytes += length;
    }

    /// Ends the pass. The digester must not be used again.
    ///
    /// @throws IllegalStateException when called twice
    public ContentDigests finish() {
        requireUnfinished();
        finished = true;
        return new ContentDigests(
                sizeBytes,
                Digest.of(DigestKind.MD5, md5.digest()),
                Digest.of(DigestKind.SHA1, sha1.digest()),
                Digest.of(DigestKind.SHA256, sha256.digest()));
    }

    private void requireUnfinished() {
        if (finished) {
            throw new IllegalStateException("this digester has finished; use a new one for the next file");
        }
    }

    private static MessageDigest start(DigestKind kind) {
        try {
            return MessageDigest.getInstance(kind.algorithm());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no " + kind.algorithm() + "; use a standard JDK 25", e);
        }
    }
}
