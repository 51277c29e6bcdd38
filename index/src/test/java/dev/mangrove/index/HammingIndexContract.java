package dev.mangrove.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.mangrove.hash.PdqHash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What every engine obeys: it hands on exactly what ten lines of comparing find.
abstract class HammingIndexContract {

    /// An engine over these hashes, whose ordinals are their places in the list.
    abstract HammingIndex index(List<PdqHash> hashes) throws IOException;

    /// How many hashes the larger tests use.
    int manyHashes() {
        return 10_000;
    }

    /// How many hashes there are to be, around the widths of vectors and the borders of blocks.
    int[] sizes() {
        return new int[] {0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 4_095, 4_096, 4_097, 8_193};
    }

    static TreeMap<Long, Integer> oracle(List<PdqHash> hashes, PdqHash query, int radiusBits) {
        TreeMap<Long, Integer> found = new TreeMap<>();
        for (int i = 0; i < hashes.size(); i++) {
            int distance = hashes.get(i).distanceBits(query);
            if (distance <= radiusBits) {
                found.put((long) i, distance);
            }
        }
        return found;
    }

    static TreeMap<Long, Integer> found(HammingIndex index, PdqHash query, int radiusBits) {
        TreeMap<Long, Integer> found = new TreeMap<>();
        index.matchesWithin(
                query,
                radiusBits,
                (ordinal, distance) -> assertThat(found.put(ordinal, distance))
                        .as("handed on once")
                        .isNull());
        return found;
    }

    @Test
    void equalsBruteForceAtEveryRadius() throws IOException {
        Drawn drawn = Drawn.fresh();
        List<PdqHash> hashes = new ArrayList<>();
        List<PdqHash> queries = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            PdqHash query = drawn.hash();
            queries.add(query);
            for (int distance = 0; distance <= HammingIndex.RADIUS_BITS_MAX + 2; distance++) {
                hashes.add(drawn.neighbour(query, distance));
            }
        }
        while (hashes.size() < 3_000) {
            hashes.add(drawn.hash());
        }
        HammingIndex index = index(hashes);
        assertThat(index.size()).isEqualTo(hashes.size());
        for (PdqHash query : queries) {
            for (int radius = 0; radius <= HammingIndex.RADIUS_BITS_MAX; radius++) {
                assertThat(found(index, query, radius)).isEqualTo(oracle(hashes, query, radius));
            }
        }
    }

    @Test
    void findsPlantedNeighboursAtTheThresholdAndNotBeyondIt() throws IOException {
        Drawn drawn = Drawn.fresh();
        List<PdqHash> hashes = new ArrayList<>();
        List<PdqHash> queries = new ArrayList<>();
        for (int i = 0; i < manyHashes(); i++) {
            hashes.add(drawn.hash());
            if (i % (manyHashes() / 100) == 0) {
                PdqHash query = drawn.hash();
                queries.add(query);
                for (int distance : new int[] {0, 1, 30, 31, 32}) {
                    hashes.add(drawn.random().nextInt(hashes.size()), drawn.neighbour(query, distance));
                }
            }
        }
        HammingIndex index = index(hashes);
        for (PdqHash query : queries) {
            TreeMap<Long, Integer> found = found(index, query, 31);
            assertThat(found).isEqualTo(oracle(hashes, query, 31));
            assertThat(found.values()).contains(0, 1, 30, 31).doesNotContain(32);
        }
    }

    @Test
    void findsNeighboursWhoseFlippedBitsLieTogether() throws IOException {
        PdqHash query = Drawn.fresh().hash(PdqHash.SET_BITS_MAX - 31);
        List<PdqHash> hashes = new ArrayList<>();
        for (int first = 0; first + 31 <= PdqHash.BITS; first++) {
            long[] words = {query.word0(), query.word1(), query.word2(), query.word3()};
            for (int bit = first; bit < first + 31; bit++) {
                words[bit >>> 6] ^= Long.MIN_VALUE >>> (bit & 63);
            }
            hashes.add(new PdqHash(words[0], words[1], words[2], words[3]));
        }
        HammingIndex index = index(hashes);
        assertThat(found(index, query, 31)).hasSize(hashes.size());
        assertThat(found(index, query, 30)).isEmpty();
    }

    @Test
    void handsOnEveryOneOfManyEqualHashes() throws IOException {
        Drawn drawn = Drawn.fresh();
        PdqHash same = drawn.hash();
        List<PdqHash> hashes = new ArrayList<>();
        for (int i = 0; i < 6_000; i++) {
            hashes.add(i % 2 == 0 ? same : drawn.hash());
        }
        HammingIndex index = index(hashes);
        for (int radius : new int[] {0, 5, 31, 64}) {
            PdqHash query = drawn.neighbour(same, radius);
            assertThat(found(index, query, radius)).isEqualTo(oracle(hashes, query, radius));
        }
    }

    @Test
    void matchesWithExactlyOneHash() throws IOException {
        Drawn drawn = Drawn.fresh();
        PdqHash hash = drawn.hash();
        HammingIndex index = index(List.of(hash));
        for (int radius = 0; radius <= HammingIndex.RADIUS_BITS_MAX; radius++) {
            assertThat(found(index, drawn.neighbour(hash, radius), radius)).containsExactly(entry(0L, radius));
            assertThat(found(index, drawn.neighbour(hash, radius + 1), radius)).isEmpty();
        }
    }

    @Test
    void matchesNothingWhereNothingIsStored() throws IOException {
        HammingIndex index = index(List.of());
        assertThat(index.size()).isZero();
        assertThat(found(index, Drawn.fresh().hash(), 64)).isEmpty();
    }

    @Test
    void refusesARadiusThatItDoesNotAnswer() throws IOException {
        Drawn drawn = Drawn.fresh();
        HammingIndex index = index(List.of(drawn.hash()));
        assertThatThrownBy(() -> index.matchesWithin(drawn.hash(), 65, (ordinal, distance) -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("65");
        assertThatThrownBy(() -> index.matchesWithin(drawn.hash(), -1, (ordinal, distance) -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void answersAQueryFromWithinItsSink() throws IOException {
        Drawn drawn = Drawn.fresh();
        PdqHash query = drawn.hash();
        List<PdqHash> hashes = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            hashes.add(drawn.neighbour(query, i % 20));
        }
        HammingIndex index = index(hashes);
        TreeMap<Long, Integer> outer = new TreeMap<>();
        index.matchesWithin(query, 31, (ordinal, distance) -> {
            outer.put(ordinal, distance);
            assertThat(found(index, hashes.get((int) ordinal), 20))
                    .isEqualTo(oracle(hashes, hashes.get((int) ordinal), 20));
        });
        assertThat(outer).isEqualTo(oracle(hashes, query, 31));
    }

    @Test
    void answersBatchesOverAnyNumberOfHashes() throws IOException {
        Drawn drawn = Drawn.fresh();
        for (int size : sizes()) {
            List<PdqHash> queries = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                queries.add(drawn.anyHash());
            }
            List<PdqHash> hashes = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                boolean atABorder = i < 40 || i % 4_096 < 2 || i % 4_096 > 4_093 || i == size - 1;
                hashes.add(atABorder ? drawn.neighbour(queries.get(i % 9), i % 45) : drawn.anyHash());
            }
            answersAsTheOracle(hashes, queries, new int[] {0, 31, 36, 37, 40});
        }
    }

    @Test
    void answersBatchesOverAHundredThousandHashes() throws IOException {
        Drawn drawn = Drawn.fresh();
        List<PdqHash> hashes = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            hashes.add(drawn.anyHash());
        }
        List<PdqHash> queries = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            PdqHash query = drawn.neighbour(hashes.get(drawn.random().nextInt(hashes.size())), 2 * i);
            hashes.set(drawn.random().nextInt(hashes.size()), drawn.neighbour(query, 31));
            queries.add(query);
        }
        answersAsTheOracle(hashes, queries, new int[] {31});
    }

    private void answersAsTheOracle(List<PdqHash> hashes, List<PdqHash> queries, int[] radii) throws IOException {
        HammingIndex index = index(hashes);
        for (int radius : radii) {
            List<TreeMap<Long, Integer>> found = new ArrayList<>();
            queries.forEach(query -> found.add(new TreeMap<>()));
            index.matchesWithin(
                    queries,
                    radius,
                    (query, ordinal, distance) -> assertThat(found.get(query).put(ordinal, distance))
                            .as("handed on once")
                            .isNull());
            for (int i = 0; i < queries.size(); i++) {
                assertThat(found.get(i))
                        .as("%d hashes, %d bits", hashes.size(), radius)
                        .isEqualTo(oracle(hashes, queries.get(i), radius));
            }
        }
    }
}
