package dev.mangrove.hash;

/// What identifies one file's bytes exactly.
///
/// @param sizeBytes how many bytes were digested
public record ContentDigests(long sizeBytes, Digest md5, Digest sha1, Digest sha256) {

    public ContentDigests {
        if (sizeBytes < 0) {
            throw new IllegalArgumentException("sizeBytes is negative: " + sizeBytes);
        }
        require(md5, DigestKind.MD5);
        require(sha1, DigestKind.SHA1);
        require(sha256, DigestKind.SHA256);
    }

    /// The digest of one kind.
    public Digest of(DigestKind kind) {
        return switch (kind) {
            case MD5 -> md5;
            case SHA1 -> sha1;
            case SHA256 -> sha256;
        };
    }

    private static void require(Digest digest, DigestKind kind) {
        if (digest.kind() != kind) {
            throw new IllegalArgumentException("expected a " + kind.algorithm() + " digest, not " + digest.kind());
        }
    }
}
