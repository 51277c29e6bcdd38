package dev.mangrove.index;

import static dev.mangrove.index.ListLayout.BLOCK_SHIFT;

import dev.mangrove.hash.PdqHash;
import java.util.List;

/// Compares queries with every stored hash. For small lists the quickest way, and for wide radii the
/// only one.
///
/// Cost: 16 bytes read and a population count or two a hash ([ScanKernel]), under a nanosecond; memory bounds one query
/// once the upper column no longer fits the cache. Several queries go through each block of 64 KiB while it is
/// in the nearest cache.
final class ScanIndex implements HammingIndex {

    private static final int BLOCK_HASHES = ScanKernel.BLOCK_HASHES;

    private final HashColumns hashes;
    private final long size;
    private final Kernels kernels;

    /// Gives an engine for so many queries and this radius.
    @FunctionalInterface
    interface Kernels {
        ScanKernel of(int queries, int radiusBits);
    }

    ScanIndex(HashColumns hashes, long size) {
        this(hashes, size, ScanKernel::of);
    }

    /// For tests, which want a certain engine.
    ScanIndex(HashColumns hashes, long size, Kernels kernels) {
        this.hashes = hashes;
        this.size = size;
        this.kernels = kernels;
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
    public void matchesWithin(List<PdqHash> queries, int radiusBits, BatchSink sink) {
        requireRadius(radiusBits);
        PdqHash[] asked = queries.toArray(PdqHash[]::new);
        int[] survivors = new int[BLOCK_HASHES];
        ScanKernel kernel = kernels.of(asked.length, radiusBits);
        for (long first = 0; first < size && asked.length > 0; first += BLOCK_HASHES) {
            long from = first * HashColumns.HASH_BYTES;
            int count = (int) Math.min(size - first, BLOCK_HASHES);
            hashes.upper().require((int) (from >>> BLOCK_SHIFT));
            kernel.load(hashes.upper().memory(), from, count);
            for (int query = 0; query < asked.length; query++) {
                PdqHash hash = asked[query];
                int left = kernel.near(hash.word0(), hash.word1(), radiusBits, survivors);
                for (int i = 0; i < left; i++) {
                    long ordinal = first + survivors[i];
                    int distance = hashes.hash(ordinal).distanceBits(hash);
                    if (distance <= radiusBits) {
                        sink.match(query, ordinal, distance);
                    }
                }
            }
        }
    }
}
