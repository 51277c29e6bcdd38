package dev.mangrove.index;

import dev.mangrove.hash.PdqHash;
import java.util.List;

/// Finds every stored hash within a radius of a query. Every answer is complete: an engine may be
/// slow, never approximate. Safe for use by several threads.
public interface HammingIndex {

    /// Largest radius that an engine answers.
    int RADIUS_BITS_MAX = 64;

    /// How many hashes are stored; several may be equal.
    long size();

    /// Hands each stored hash within `radiusBits` of each query to `sink` once for that query, in no promised
    /// order. Quicker than one query at a time: what one waits for, another overlaps.
    ///
    /// @param queries may hold equal ones; each is answered
    /// @param radiusBits 0..[#RADIUS_BITS_MAX]
    void matchesWithin(List<PdqHash> queries, int radiusBits, BatchSink sink);

    /// Hands each stored hash within `radiusBits` of `query` to `sink` once, in no promised order.
    ///
    /// @param radiusBits 0..[#RADIUS_BITS_MAX]
    default void matchesWithin(PdqHash query, int radiusBits, MatchSink sink) {
        matchesWithin(List.of(query), radiusBits, (number, ordinal, distanceBits) -> sink.match(ordinal, distanceBits));
    }

    /// Receives the matches of one query.
    @FunctionalInterface
    interface MatchSink {
        /// @param ordinal the place of the stored hash in the index, 0..size-1
        /// @param distanceBits the number of bits that differ
        void match(long ordinal, int distanceBits);
    }

    /// Receives the matches of several queries.
    @FunctionalInterface
    interface BatchSink {
        /// @param query the query's place in the batch, from 0
        /// @param ordinal the place of the stored hash in the index, 0..size-1
        /// @param distanceBits the number of bits that differ
        void match(int query, long ordinal, int distanceBits);
    }
}
