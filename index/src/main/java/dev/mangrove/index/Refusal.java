package dev.mangrove.index;

/// What [HashListBuilder#add] left out of an entry, because it would match what has nothing to do with it.
public enum Refusal {
    /// A digest of the empty file, which would match every empty file.
    EMPTY_FILE_DIGEST,
    /// The PDQ hash of a picture without information.
    ZERO_PDQ,
    /// A PDQ hash with over 128 bits set, which no picture has.
    MALFORMED_PDQ,
    /// The whole entry: it has no usable hash.
    NOTHING_TO_MATCH
}
