package dev.mangrove.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlacesTest {

    @TempDir
    Path folder;

    @Test
    void givesEachEntryThePlaceThatItWasNotedWith() throws IOException {
        int entries = 600_000;
        List<Integer> ordinals =
                new ArrayList<>(IntStream.range(0, entries).boxed().toList());
        Collections.shuffle(ordinals, new Random(Drawn.fresh().random().nextLong()));
        int[] expected = new int[entries];
        Arrays.fill(expected, ListLayout.NONE);
        try (Spill spill = new Spill(1 << 16);
                Places places = new Places(folder.resolve("places"), entries, spill)) {
            for (int place = 0; place < entries / 2; place++) {
                expected[ordinals.get(place)] = place;
                places.add(ordinals.get(place), place);
            }
            int[] range = new int[places.rangeSize()];
            for (int first = 0; first < entries; first += range.length) {
                places.read(first / range.length, range);
                int count = Math.min(range.length, entries - first);
                assertThat(Arrays.copyOf(range, count)).isEqualTo(Arrays.copyOfRange(expected, first, first + count));
            }
        }
        assertThat(folder).isEmptyDirectory();
    }
}
