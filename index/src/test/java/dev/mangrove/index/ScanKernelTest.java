package dev.mangrove.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.hash.PdqHash;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Both engines leave exactly the hashes whose upper half is within the radius, whatever the number of hashes.
class ScanKernelTest {

    private final Drawn drawn = Drawn.fresh();

    @Test
    void isTheEngineOnVectorsForBatchesWhereThereAreVectors() {
        assertThat(ModuleLayer.boot().findModule("jdk.incubator.vector"))
                .as("the tests of this module run with it")
                .isPresent();
        assertThat(ScanKernel.of(1, 31)).isInstanceOf(ScalarScan.class);
        assertThat(ScanKernel.of(8, 64)).isInstanceOf(ScalarScan.class);
        assertThat(ScanKernel.of(8, 31)).isInstanceOf(VectorScan.isWorthwhile() ? VectorScan.class : ScalarScan.class);
    }

    @Test
    void leavesTheSameAroundTheWidthOfItsLanes() {
        int group = VectorScan.GROUP;
        for (int size :
                new int[] {0, 1, 2, 3, 4, 5, 7, 8, 9, group - 1, group, group + 1, 2 * group + 3, 4_095, 4_096}) {
            leavesTheSame(size);
        }
    }

    private void leavesTheSame(int size) {
        PdqHash query = drawn.hash();
        List<PdqHash> hashes = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            hashes.add(
                    i % 3 == 0
                            ? drawn.hash()
                            : drawn.neighbour(query, drawn.random().nextInt(100)));
        }
        MemorySegment upper = HammingIndexes.columns(
                        MemorySegment.ofArray(Drawn.words(hashes)),
                        IntStream.range(0, size).toArray(),
                        Arena.ofAuto())
                .upper()
                .memory();
        int[] survivors = new int[ScanKernel.BLOCK_HASHES];
        for (ScanKernel kernel : List.of(new ScalarScan(), new VectorScan())) {
            kernel.load(upper, 0, size);
            for (int radius = 0; radius <= HammingIndex.RADIUS_BITS_MAX; radius++) {
                int radiusBits = radius;
                int left = kernel.near(query.word0(), query.word1(), radius, survivors);
                assertThat(Arrays.copyOf(survivors, left))
                        .as("%s, %d hashes, %d bits", kernel, size, radius)
                        .isEqualTo(IntStream.range(0, size)
                                .filter(i -> upperDistance(hashes.get(i), query) <= radiusBits)
                                .toArray());
            }
        }
    }

    private static int upperDistance(PdqHash a, PdqHash b) {
        return Long.bitCount(a.word0() ^ b.word0()) + Long.bitCount(a.word1() ^ b.word1());
    }
}
