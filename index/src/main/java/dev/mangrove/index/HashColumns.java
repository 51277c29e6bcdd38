package dev.mangrove.index;

import dev.mangrove.hash.PdqHash;

/// Stored PDQ hashes in two columns of 16 bytes each. Two hashes that differ in more than r of the
/// upper 128 bits are further than r apart, so the lower column is seldom read.
///
/// @param upper words 0 and 1 of each hash
/// @param lower words 2 and 3 of each hash
record HashColumns(Section upper, Section lower) {

    static final int HASH_BYTES = 16;

    long word0(long ordinal) {
        return upper.getLong(ordinal * HASH_BYTES);
    }

    long word1(long ordinal) {
        return upper.getLong(ordinal * HASH_BYTES + Long.BYTES);
    }

    long word2(long ordinal) {
        return lower.getLong(ordinal * HASH_BYTES);
    }

    long word3(long ordinal) {
        return lower.getLong(ordinal * HASH_BYTES + Long.BYTES);
    }

    boolean equal(long a, long b) {
        return word0(a) == word0(b) && word1(a) == word1(b) && word2(a) == word2(b) && word3(a) == word3(b);
    }

    PdqHash hash(long ordinal) {
        return new PdqHash(word0(ordinal), word1(ordinal), word2(ordinal), word3(ordinal));
    }
}
