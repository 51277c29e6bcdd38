package dev.mangrove.index;

import dev.mangrove.hash.PdqHash;

/// Finds every stored hash within a radius of a query. Every answer is complete: an engine may be
/// slow, never approximate. Safe for use by several threads.
public interface HammingIndex {

    /// Largest radius that an engine answers.
    int RADIUS_BITS_MAX = 64;

    /// How many hashes are stored; several may be equal.
    long size();

    /// Hands each stored hash within `radiusBits` of `query` to `sink` once, in no promised order.
    ///
    /// @param radiusBits 0..[#RADIUS_BITS_MAX]
    void matchesWithin(PdqHash query, int radiusBits, MatchSink sink);

    /// Receives matches.
    @FunctionalInterface
    interface MatchSink {
        /// @param ordinal the place of the stored hash in the index, 0..size-1
        /// @param distanceBits the number of bits that differ
        void match(long ordinal, int distanceBits);
    }
}
