package dev.mangrove.benchmarks;

import dev.mangrove.hash.PdqHash;
import dev.mangrove.index.HammingIndex;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongUnaryOperator;

/// Answers of several engines in a form that can be compared.
final class SearchAnswers {

    private SearchAnswers() {}

    /// @param place of the hash in the drawn file
    record Match(int query, long place, int distanceBits) implements Comparable<Match> {
        @Override
        public int compareTo(Match other) {
            return Comparator.comparingInt(Match::query)
                    .thenComparingLong(Match::place)
                    .compare(this, other);
        }
    }

    /// Those of an engine.
    ///
    /// @param place of an engine's ordinal in the drawn file
    static Set<Match> of(HammingIndex index, List<PdqHash> queries, LongUnaryOperator place) {
        Set<Match> matches = new TreeSet<>();
        index.matchesWithin(
                queries,
                DrawnHashes.RADIUS_BITS,
                (query, ordinal, distanceBits) ->
                        matches.add(new Match(query, place.applyAsLong(ordinal), distanceBits)));
        return matches;
    }

    /// By reading every hash.
    static Set<Match> plainly(DrawnHashes hashes, List<PdqHash> queries) {
        Set<Match> matches = new TreeSet<>();
        for (long place = 0; place < hashes.count(); place++) {
            PdqHash hash = hashes.get(place);
            for (int query = 0; query < queries.size(); query++) {
                int distanceBits = hash.distanceBits(queries.get(query));
                if (distanceBits <= DrawnHashes.RADIUS_BITS) {
                    matches.add(new Match(query, place, distanceBits));
                }
            }
        }
        return matches;
    }

    static void requireEqual(String name, Set<Match> found, Set<Match> expected) {
        if (!found.equals(expected)) {
            throw new IllegalStateException(name + " found " + found.size() + " matches, reading every hash "
                    + expected.size() + ", and they differ: the measurement is worth nothing");
        }
    }
}
