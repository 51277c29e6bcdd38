package dev.mangrove.server.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/// One hash of the tree: SHA-256 with a prefix byte that keeps leaves and nodes apart (RFC 9162, 2.1.1).
final class TreeHash {

    /// Bytes of a hash.
    static final int BYTES = 32;

    /// The root of a tree without entries: the SHA-256 of nothing.
    static final TreeHash EMPTY = new TreeHash(sha256().digest());

    private final byte[] bytes;

    private TreeHash(byte[] bytes) {
        this.bytes = bytes;
    }

    /// The hash of one entry.
    static TreeHash ofLeaf(byte[] entry) {
        MessageDigest digest = sha256();
        digest.update((byte) 0);
        return new TreeHash(digest.digest(entry));
    }

    /// The hash over two neighbours.
    static TreeHash ofNode(TreeHash left, TreeHash right) {
        MessageDigest digest = sha256();
        digest.update((byte) 1);
        digest.update(left.bytes);
        return new TreeHash(digest.digest(right.bytes));
    }

    /// The hash that these bytes are.
    static TreeHash of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a tree hash has " + BYTES + " bytes, not " + bytes.length);
        }
        return new TreeHash(bytes.clone());
    }

    /// The hash at a place of a tile.
    static TreeHash of(byte[] tile, int position) {
        return new TreeHash(Arrays.copyOfRange(tile, position * BYTES, (position + 1) * BYTES));
    }

    /// The hash that this standard base64 text writes.
    static TreeHash ofBase64(String text) {
        TreeHash hash = of(Base64.getDecoder().decode(text));
        if (!hash.base64().equals(text)) {
            throw new IllegalArgumentException("the base64 of a hash is not in its one form: " + text);
        }
        return hash;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this Java has no SHA-256, which every Java has", impossible);
        }
    }

    byte[] bytes() {
        return bytes.clone();
    }

    void copyTo(byte[] tile, int position) {
        System.arraycopy(bytes, 0, tile, position * BYTES, BYTES);
    }

    String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TreeHash that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return base64();
    }
}
