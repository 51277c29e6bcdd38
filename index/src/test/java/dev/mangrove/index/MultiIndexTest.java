package dev.mangrove.index;

import dev.mangrove.hash.PdqHash;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.Nested;

/// The engine with every number of pieces that lists use, made to look into its buckets up to the radius
/// where that takes too long for a test.
class MultiIndexTest {

    @Nested
    class WithSixteenPieces extends Contract {
        WithSixteenPieces() {
            super(16, 64);
        }
    }

    @Nested
    class WithThirteenPieces extends Contract {
        WithThirteenPieces() {
            super(13, 38);
        }
    }

    @Nested
    class WithElevenPieces extends Contract {
        WithElevenPieces() {
            super(11, 32);
        }
    }

    @Nested
    class WithTwelvePieces extends Contract {
        WithTwelvePieces() {
            super(12, 35);
        }
    }

    /// More pieces than bits that may differ: the last pieces are not looked up at all.
    @Nested
    class WithThirtyTwoPieces extends Contract {
        WithThirtyTwoPieces() {
            super(32, 64);
        }
    }

    abstract static class Contract extends HammingIndexContract {
        private final int pieces;
        private final int probedRadiusBitsMax;

        Contract(int pieces, int probedRadiusBitsMax) {
            this.pieces = pieces;
            this.probedRadiusBitsMax = probedRadiusBitsMax;
        }

        /// Its tables take as long to make for one hash as for a hundred thousand.
        @Override
        int[] sizes() {
            return new int[] {0, 2, 4_097};
        }

        @Override
        HammingIndex index(List<PdqHash> hashes) {
            Arena arena = Arena.ofAuto();
            MemorySegment words = MemorySegment.ofArray(Drawn.words(hashes));
            int[] order = HashOrder.of(words, hashes.size());
            HashColumns columns = HammingIndexes.columns(words, order, arena);
            return new Probing(
                    HammingIndexes.multiIndex(columns, hashes.size(), pieces, arena), order, probedRadiusBitsMax);
        }
    }

    private record Probing(MultiIndex index, int[] order, int probedRadiusBitsMax) implements HammingIndex {
        @Override
        public long size() {
            return index.size();
        }

        @Override
        public void matchesWithin(List<PdqHash> queries, int radiusBits, BatchSink sink) {
            BatchSink ordinals = (query, place, distance) -> sink.match(query, order[(int) place], distance);
            if (radiusBits <= probedRadiusBitsMax) {
                index.probe(queries, radiusBits, ordinals);
            } else {
                index.matchesWithin(queries, radiusBits, ordinals);
            }
        }
    }
}
