package dev.mangrove.hash;

/// Computes MD5, SHA-1 and SHA-256 of the same bytes in one pass. Not safe for use by several threads.
public final class ContentDigester {

    /// Takes the next bytes.
    public void update(byte[] bytes, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    /// Ends the pass. The digester must not be used again.
    public ContentDigests finish() {
        throw new UnsupportedOperationException();
    }
}
