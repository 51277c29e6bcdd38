package dev.mangrove.index;

import dev.mangrove.hash.PdqHash;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongFunction;

/// Answers as another index does, and compares each query with every stored hash beside it: slow, and meant to be.
/// The comparing shares no code and no table with the engines.
///
/// Cost: some 5 ns a query and stored hash, so 8 queries over 10 million hashes take less than half a second.
public final class CheckedIndex implements HammingIndex {

    private static final int DISTANCE_BITS = 7;
    private static final int ORDINAL_BITS = 32;

    private final String name;
    private final HammingIndex engine;
    private final LongFunction<PdqHash> stored;
    private final LongAdder compared = new LongAdder();

    /// @param name of what is searched, for messages
    /// @param stored the hash of each ordinal of `engine`
    public CheckedIndex(String name, HammingIndex engine, LongFunction<PdqHash> stored) {
        this.name = name;
        this.engine = engine;
        this.stored = stored;
    }

    @Override
    public long size() {
        return engine.size();
    }

    /// How many queries were compared so far.
    public long comparedQueries() {
        return compared.sum();
    }

    /// @throws SearchDifferenceException before `sink` hears of any match, where the answers differ
    @Override
    public void matchesWithin(List<PdqHash> queries, int radiusBits, BatchSink sink) {
        Matches found = new Matches();
        engine.matchesWithin(queries, radiusBits, found::add);
        Matches expected = new Matches();
        for (long ordinal = 0; ordinal < engine.size(); ordinal++) {
            PdqHash hash = stored.apply(ordinal);
            for (int query = 0; query < queries.size(); query++) {
                int distance = hash.distanceBits(queries.get(query));
                if (distance <= radiusBits) {
                    expected.add(query, ordinal, distance);
                }
            }
        }
        long[] told = found.ascending();
        requireEqual(told, expected.ascending(), queries);
        compared.add(queries.size());
        for (long match : told) {
            sink.match(query(match), ordinal(match), distance(match));
        }
    }

    private void requireEqual(long[] found, long[] expected, List<PdqHash> queries) {
        int at = Arrays.mismatch(found, expected);
        if (at < 0) {
            return;
        }
        boolean isMissed = at == found.length || (at < expected.length && expected[at] < found[at]);
        long match = isMissed ? expected[at] : found[at];
        throw new SearchDifferenceException("the search of " + name + " and a comparison with each of its "
                + engine.size() + " hashes differ: the stored hash "
                + stored.apply(ordinal(match)).toHex() + " at distance " + distance(match) + " of the query "
                + queries.get(query(match)).toHex() + " is found by the "
                + (isMissed ? "comparison and not by the search" : "search and not by the comparison")
                + ". Do not rely on this list or program: build the list again, and report it where the difference"
                + " stays");
    }

    private static int query(long match) {
        return (int) (match >>> ORDINAL_BITS + DISTANCE_BITS);
    }

    private static long ordinal(long match) {
        return match >>> DISTANCE_BITS & (1L << ORDINAL_BITS) - 1;
    }

    private static int distance(long match) {
        return (int) match & (1 << DISTANCE_BITS) - 1;
    }

    /// Query, ordinal and distance of each match in one number.
    private static final class Matches {
        private long[] packed = new long[16];
        private int count;

        void add(int query, long ordinal, int distanceBits) {
            if (count == packed.length) {
                packed = Arrays.copyOf(packed, 2 * count);
            }
            packed[count++] = ((long) query << ORDINAL_BITS | ordinal) << DISTANCE_BITS | distanceBits;
        }

        long[] ascending() {
            long[] ascending = Arrays.copyOf(packed, count);
            Arrays.sort(ascending);
            return ascending;
        }
    }
}
