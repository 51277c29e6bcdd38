package dev.mangrove.scan.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SequenceRangesTest {

    @Test
    void holdsExactlyWhatWasAddedInAsFewRangesAsThereAre() {
        long seed = Long.getLong("mangrove.seed", System.nanoTime());
        System.out.println("mangrove.seed=" + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            SequenceRanges ranges = new SequenceRanges();
            TreeSet<Long> oracle = new TreeSet<>();
            for (int i = 0; i < 30; i++) {
                long first = random.nextInt(100);
                long last = first + random.nextInt(random.nextBoolean() ? 1 : 10);
                ranges.addRange(first, last);
                for (long value = first; value <= last; value++) {
                    oracle.add(value);
                }
            }
            for (long value = -1; value < 120; value++) {
                assertThat(ranges.contains(value)).as("%d", value).isEqualTo(oracle.contains(value));
            }
            assertThat(ranges.ranges()).isEqualTo((int)
                    oracle.stream().filter(v -> !oracle.contains(v - 1)).count());
        }
    }
}
