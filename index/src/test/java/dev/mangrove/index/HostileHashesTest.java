package dev.mangrove.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.hash.PdqHash;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sets of hashes that no index likes: equal ones, ones that agree in a piece, ones whose bits go together. The
/// answer is that of ten lines of comparing, at every radius and for every number of pieces.
class HostileHashesTest {

    private static final int[] RADII = {0, 1, 2, 10, 15, 16, 25, 31, 32, 47, 64};

    private final Drawn drawn = Drawn.fresh();

    @ParameterizedTest
    @ValueSource(ints = {11, 12, 16, 32})
    void answersForHashesThatAreAllEqual(int pieces) {
        PdqHash same = drawn.hash();
        agrees(Collections.nCopies(9_000, same), List.of(same, drawn.neighbour(same, 31), drawn.hash()), pieces);
    }

    /// Each piece in turn is the same in all hashes, so that one bucket holds them all and is not worth reading.
    @ParameterizedTest
    @ValueSource(ints = {12, 16, 32})
    void answersForHashesThatShareABucket(int pieces) {
        SubstringCut cut = new SubstringCut(pieces);
        PdqHash shared = drawn.hash(100);
        for (int piece : new int[] {0, 1, pieces / 2, pieces - 1}) {
            List<PdqHash> hashes = new ArrayList<>();
            for (int i = 0; i < 9_000; i++) {
                PdqHash hash = i % 9 == 0 ? drawn.neighbour(shared, i % 40) : drawn.hash();
                hashes.add(withPiece(hash, shared, cut, piece));
            }
            agrees(hashes, List.of(shared, drawn.neighbour(shared, 12), hashes.getLast()), pieces);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 12, 16, 32})
    void answersForHashesWhoseBitsGoTogether(int pieces) {
        List<PdqHash> hashes = new ArrayList<>();
        for (int i = 0; i < 6_000; i++) {
            // Runs of eight equal bits: few values of each piece occur at all.
            long[] words = new long[4];
            for (int run = 0; run < 32; run++) {
                words[run / 8] |= drawn.random().nextInt(5) == 0 ? 0xffL << run % 8 * 8 : 0;
            }
            hashes.add(new PdqHash(words[0], words[1], words[2], words[3]));
        }
        agrees(hashes, List.of(hashes.get(1), drawn.neighbour(hashes.get(2), 8), PdqHash.ZERO), pieces);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7, 8, 9, 31, 32, 33, 127, 128, 129, 4_095, 4_096, 4_097})
    void answersForSetsOfEverySizeAroundALane(int size) {
        PdqHash centre = drawn.hash();
        List<PdqHash> hashes = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            hashes.add(i % 3 == 0 ? drawn.neighbour(centre, i % 66) : drawn.hash());
        }
        agrees(hashes, List.of(centre, drawn.neighbour(centre, 20)), 12);
        agrees(hashes, List.of(centre, drawn.neighbour(centre, 20)), 32);
    }

    /// Matches of a in b are those of b in a; a wider radius finds no less; the order of hashes changes nothing.
    @Test
    void isSymmetricMonotoneAndIndependentOfOrder() {
        List<PdqHash> some = clustered(3_000);
        List<PdqHash> others = clustered(some, 300);
        List<PdqHash> shuffled = new ArrayList<>(some);
        Collections.shuffle(shuffled, new java.util.Random(drawn.random().nextLong()));
        try (HammingIndexes.Held forth = HammingIndexes.of(Drawn.words(some));
                HammingIndexes.Held back = HammingIndexes.of(Drawn.words(others));
                HammingIndexes.Held again = HammingIndexes.of(Drawn.words(shuffled))) {
            long before = -1;
            for (int radius : RADII) {
                List<String> found = pairs(forth, others, some, radius);
                assertThat(pairs(back, some, others, radius)).hasSameSizeAs(found);
                assertThat(pairs(again, others, shuffled, radius)).isEqualTo(found);
                assertThat((long) found.size()).isGreaterThanOrEqualTo(before);
                before = found.size();
            }
        }
    }

    @Test
    void answersBatchesOfEverySizeAsSingleQueries() {
        List<PdqHash> hashes = clustered(12_000);
        List<PdqHash> queries = new ArrayList<>(clustered(hashes, 150));
        queries.set(7, queries.get(3));
        Map<Integer, List<TreeMap<Long, Integer>>> expected = new HashMap<>();
        try (HammingIndexes.Held index = HammingIndexes.of(Drawn.words(hashes))) {
            for (int size : new int[] {0, 1, 2, 8, 63, 64, 65, 128, 150}) {
                for (int radius : new int[] {0, 20, 31, 40}) {
                    List<TreeMap<Long, Integer>> found = new ArrayList<>();
                    IntStream.range(0, size).forEach(i -> found.add(new TreeMap<>()));
                    index.matchesWithin(
                            queries.subList(0, size),
                            radius,
                            (query, ordinal, distance) -> assertThat(
                                            found.get(query).put(ordinal, distance))
                                    .isNull());
                    assertThat(found)
                            .isEqualTo(expected.computeIfAbsent(radius, bits -> oracles(hashes, queries, bits))
                                    .subList(0, size));
                }
            }
        }
    }

    /// A capture may hold one picture a hundred thousand times: what each query finds is all that it costs.
    @Test
    void findsAPictureAmongAHundredThousandOthersThatAreAllEqual() {
        PdqHash same = drawn.hash();
        List<PdqHash> hashes = new ArrayList<>(Collections.nCopies(100_000, same));
        PdqHash wanted = drawn.hash();
        hashes.set(77_777, wanted);
        try (HammingIndexes.Held index = HammingIndexes.of(Drawn.words(hashes))) {
            Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
                for (int i = 0; i < 5_000; i++) {
                    assertThat(HammingIndexContract.found(index, drawn.neighbour(wanted, 31), 31))
                            .containsOnlyKeys(77_777L);
                }
            });
        }
    }

    private void agrees(List<PdqHash> hashes, List<PdqHash> queries, int pieces) {
        try (Arena arena = Arena.ofShared()) {
            MemorySegment words = MemorySegment.ofArray(Drawn.words(hashes));
            int[] order = HashOrder.of(words, hashes.size());
            HashColumns columns = HammingIndexes.columns(words, order, arena);
            MultiIndex index = HammingIndexes.multiIndex(columns, hashes.size(), pieces, arena);
            for (int radius : RADII) {
                if (radius / pieces <= 2) {
                    List<TreeMap<Long, Integer>> found = new ArrayList<>();
                    queries.forEach(query -> found.add(new TreeMap<>()));
                    index.probe(
                            queries,
                            radius,
                            (query, place, distance) -> assertThat(
                                            found.get(query).put((long) order[(int) place], distance))
                                    .isNull());
                    for (int i = 0; i < queries.size(); i++) {
                        assertThat(found.get(i))
                                .as("radius %d, query %d", radius, i)
                                .isEqualTo(HammingIndexContract.oracle(hashes, queries.get(i), radius));
                    }
                }
            }
        }
    }

    private static List<TreeMap<Long, Integer>> oracles(List<PdqHash> hashes, List<PdqHash> queries, int radius) {
        return queries.stream()
                .map(query -> HammingIndexContract.oracle(hashes, query, radius))
                .toList();
    }

    private static List<String> pairs(HammingIndex index, List<PdqHash> queries, List<PdqHash> stored, int radius) {
        List<String> pairs = new ArrayList<>();
        index.matchesWithin(
                queries,
                radius,
                (query, ordinal, distance) ->
                        pairs.add(queries.get(query) + " " + stored.get((int) ordinal) + " " + distance));
        Collections.sort(pairs);
        return pairs;
    }

    private List<PdqHash> clustered(int size) {
        return clustered(List.of(drawn.hash(), drawn.hash(), drawn.hash(), drawn.hash()), size);
    }

    private List<PdqHash> clustered(List<PdqHash> centres, int size) {
        List<PdqHash> hashes = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            hashes.add(drawn.neighbour(
                    centres.get(i % centres.size()), drawn.random().nextInt(50)));
        }
        return hashes;
    }

    /// The first hash with one piece of the second.
    private static PdqHash withPiece(PdqHash hash, PdqHash other, SubstringCut cut, int piece) {
        long[] words = {hash.word0(), hash.word1(), hash.word2(), hash.word3()};
        long[] others = {other.word0(), other.word1(), other.word2(), other.word3()};
        int first = PdqHash.BITS * piece / cut.substrings();
        for (int bit = first; bit < first + cut.widthBits(piece); bit++) {
            long mask = Long.MIN_VALUE >>> (bit & 63);
            words[bit >>> 6] = words[bit >>> 6] & ~mask | others[bit >>> 6] & mask;
        }
        return new PdqHash(words[0], words[1], words[2], words[3]);
    }
}
