package dev.mangrove.index;

import dev.mangrove.hash.DigestKind;

/// The sections of a list file, in the order of the directory in its header. `docs/formats/mgl.md` describes each.
enum SectionKind {
    METADATA,
    ENTRIES,
    /// Where in [#IDS] those of each group of 64 entries begin.
    ID_STARTS,
    IDS,
    /// Categories, series and comments; what entries share stands there once.
    LABELS,
    MD5,
    SHA1,
    SHA256,
    /// Words 0 and 1 of each PDQ hash: all that a scan reads of most hashes.
    PDQ_UPPER,
    /// Words 2 and 3 of each PDQ hash.
    PDQ_LOWER,
    PDQ_ENTRIES,
    /// Where each bucket of the search tables starts, in groups of 32 buckets.
    BUCKET_STARTS,
    /// Which hashes are in the buckets.
    BUCKET_MEMBERS,
    /// Plain starts for groups of buckets that hold too many.
    BUCKET_CROWDED,
    /// What tells of most absent digests that they are absent, for each kind of digest.
    MD5_FILTER,
    SHA1_FILTER,
    SHA256_FILTER,
    /// One CRC32C for each block of the sections above; its own stands in the header.
    BLOCK_CHECKS;

    static final int COUNT = 18;

    /// The section of one kind of digests.
    static SectionKind of(DigestKind kind) {
        return switch (kind) {
            case MD5 -> MD5;
            case SHA1 -> SHA1;
            case SHA256 -> SHA256;
        };
    }

    /// The filter before a section of digests.
    SectionKind filter() {
        return switch (this) {
            case MD5 -> MD5_FILTER;
            case SHA1 -> SHA1_FILTER;
            case SHA256 -> SHA256_FILTER;
            default -> throw new IllegalArgumentException(this + " holds no digests");
        };
    }

    /// The number in the file.
    int code() {
        return ordinal() + 1;
    }
}
