package dev.mangrove.hash;

/// The cryptographic digests by which known files are exchanged.
public enum DigestKind {
    MD5("MD5", 16),
    SHA1("SHA-1", 20),
    SHA256("SHA-256", 32);

    private final String algorithm;
    private final int bytes;

    DigestKind(String algorithm, int bytes) {
        this.algorithm = algorithm;
        this.bytes = bytes;
    }

    /// The name that the Java security providers know.
    public String algorithm() {
        return algorithm;
    }

    /// Length of the digest in bytes.
    public int bytes() {
        return bytes;
    }
}
