package dev.mangrove.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mangrove.hash.PdqHash;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Indexes over hashes that are no list, large enough to have tables.
class HeldIndexTest extends HammingIndexContract {

    private final List<HammingIndexes.Held> opened = new ArrayList<>();

    @Override
    HammingIndex index(List<PdqHash> hashes) {
        HammingIndexes.Held index = HammingIndexes.of(Drawn.words(hashes));
        opened.add(index);
        return index;
    }

    @Override
    int manyHashes() {
        return 100_000;
    }

    @AfterEach
    void close() {
        opened.forEach(HammingIndexes.Held::close);
    }

    @Test
    void refusesWordsThatAreNoWholeNumberOfHashes() {
        assertThatThrownBy(() -> HammingIndexes.of(new long[7]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("56 bytes");
    }

    @Test
    void answersNothingOnceClosed() {
        Drawn drawn = Drawn.fresh();
        HammingIndexes.Held index = HammingIndexes.of(Drawn.words(List.of(drawn.hash())));
        index.close();
        index.close();
        assertThatThrownBy(() -> index.matchesWithin(drawn.hash(), 31, (ordinal, distance) -> {}))
                .isInstanceOf(IllegalStateException.class);
        assertThat(index.size()).isOne();
    }
}
