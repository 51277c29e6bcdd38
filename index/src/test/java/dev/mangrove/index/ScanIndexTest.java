package dev.mangrove.index;

import dev.mangrove.hash.PdqHash;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.IntStream;

class ScanIndexTest extends HammingIndexContract {

    @Override
    HammingIndex index(List<PdqHash> hashes) {
        MemorySegment words = MemorySegment.ofArray(Drawn.words(hashes));
        int[] order = IntStream.range(0, hashes.size()).toArray();
        return new ScanIndex(HammingIndexes.columns(words, order, Arena.ofAuto()), hashes.size());
    }
}
