package dev.mangrove.index;

import dev.mangrove.hash.PdqHash;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;

/// The scan with each of its engines.
class ScanIndexTest {

    @Nested
    class AsChosen extends Contract {
        AsChosen() {
            super(ScanKernel::of);
        }
    }

    @Nested
    class Scalar extends Contract {
        Scalar() {
            super((queries, radiusBits) -> new ScalarScan());
        }
    }

    /// For any number of queries, and at radii at which it is not used.
    @Nested
    class Vector extends Contract {
        Vector() {
            super((queries, radiusBits) -> new VectorScan());
        }
    }

    abstract static class Contract extends HammingIndexContract {
        private final ScanIndex.Kernels kernels;

        Contract(ScanIndex.Kernels kernels) {
            this.kernels = kernels;
        }

        @Override
        HammingIndex index(List<PdqHash> hashes) {
            MemorySegment words = MemorySegment.ofArray(Drawn.words(hashes));
            int[] order = IntStream.range(0, hashes.size()).toArray();
            return new ScanIndex(HammingIndexes.columns(words, order, Arena.ofAuto()), hashes.size(), kernels);
        }
    }
}
