package dev.mangrove.index;

import static dev.mangrove.index.ListLayout.BLOCK_BYTES;
import static dev.mangrove.index.ListLayout.BLOCK_SHIFT;
import static dev.mangrove.index.ListLayout.LONG;

import dev.mangrove.hash.PdqHash;
import java.lang.foreign.MemorySegment;

/// Compares a query with every stored hash. For small lists the quickest way, and for wide radii the
/// only one.
///
/// Cost: 16 bytes read and 2 population counts a hash, so about a nanosecond; memory bandwidth bounds it
/// once the upper column no longer fits the cache.
final class ScanIndex implements HammingIndex {

    private final HashColumns hashes;
    private final long size;

    ScanIndex(HashColumns hashes, long size) {
        this.hashes = hashes;
        this.size = size;
    }

    /// @throws IllegalArgumentException naming the radius
    static void requireRadius(int radiusBits) {
        if (radiusBits < 0 || radiusBits > RADIUS_BITS_MAX) {
            throw new IllegalArgumentException(
                    "the radius is 0.." + RADIUS_BITS_MAX + " bits, not " + radiusBits + "; choose one in that range");
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void matchesWithin(PdqHash query, int radiusBits, MatchSink sink) {
        requireRadius(radiusBits);
        long end = size * HashColumns.HASH_BYTES;
        for (long from = 0; from < end; from += BLOCK_BYTES) {
            hashes.upper().require((int) (from >>> BLOCK_SHIFT));
            scanBlock(query, radiusBits, sink, from, Math.min(end, from + BLOCK_BYTES));
        }
    }

    private void scanBlock(PdqHash query, int radiusBits, MatchSink sink, long from, long to) {
        MemorySegment upper = hashes.upper().memory();
        long query0 = query.word0();
        long query1 = query.word1();
        for (long at = from; at < to; at += HashColumns.HASH_BYTES) {
            int distance = Long.bitCount(upper.get(LONG, at) ^ query0)
                    + Long.bitCount(upper.get(LONG, at + Long.BYTES) ^ query1);
            if (distance <= radiusBits) {
                long ordinal = at / HashColumns.HASH_BYTES;
                distance += Long.bitCount(hashes.word2(ordinal) ^ query.word2())
                        + Long.bitCount(hashes.word3(ordinal) ^ query.word3());
                if (distance <= radiusBits) {
                    sink.match(ordinal, distance);
                }
            }
        }
    }
}
