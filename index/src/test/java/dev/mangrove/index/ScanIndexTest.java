package dev.mangrove.index;

import dev.mangrove.hash.PdqHash;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

class ScanIndexTest extends HammingIndexContract {

    @Override
    HammingIndex index(List<PdqHash> hashes) {
        MemorySegment words = MemorySegment.ofArray(Drawn.words(hashes));
        return new ScanIndex(HammingIndexes.columns(words, hashes.size(), Arena.ofAuto()), hashes.size());
    }
}
