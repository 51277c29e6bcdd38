package dev.mangrove.index;

/// What an entry's record says, in the order of its bits. Where an entry has none of it, the number is -1, or 0 for
/// texts and frames.
enum EntryField {
    MD5,
    SHA1,
    SHA256,
    PDQ,
    /// The file's size; of a frame the first ordinal of its video instead.
    SIZE_OR_START,
    /// How many bytes behind the start of its group's ids its id begins.
    ID,
    CATEGORY,
    SERIES,
    COMMENT,
    ROLE,
    QUALITY,
    FRAME_MARK,
    FRAME_AT_MILLIS;

    static final int COUNT = 13;
}
