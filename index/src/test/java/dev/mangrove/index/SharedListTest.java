package dev.mangrove.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.hash.PdqHash;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One list used by several threads at once, so that they meet at blocks which nobody has checked yet.
class SharedListTest {

    private static final int THREADS = 8;

    @TempDir
    Path folder;

    private final Drawn drawn = Drawn.fresh();

    @Test
    void answersSeveralThreadsFromTheFirstQueryOn() throws Exception {
        List<HashListEntry> entries = drawn.entries(20_000);
        Path file = folder.resolve("known.mgl");
        Lists.build(file, entries, 16);
        for (int round = 0; round < 20; round++) {
            try (HashList list = HashList.open(file)) {
                List<Boolean> right = together(() -> {
                    for (int i = 0; i < 20; i++) {
                        HashListEntry entry = entries.get(i * 997 % entries.size());
                        PdqHash query = entry.pdq().orElse(PdqHash.ZERO);
                        TreeMap<Long, Integer> near = HammingIndexContract.found(list.near(), query, 3);
                        long expected =
                                entry.pdq().isPresent() && entry.quality().orElse(50) >= 50 ? 1 : 0;
                        if (near.size() != expected
                                || !list.entry(i * 997 % entries.size()).equals(entry)) {
                            return false;
                        }
                    }
                    return true;
                });
                assertThat(right).containsOnly(true).hasSize(THREADS);
            }
        }
    }

    @Test
    void refusesADamagedBlockToEveryThread() throws Exception {
        List<HashListEntry> entries = drawn.entries(2_000);
        Path file = folder.resolve("known.mgl");
        Lists.build(file, entries);
        FileHeader header = FileHeader.read(Arrays.copyOf(Files.readAllBytes(file), ListLayout.HEADER_BYTES))
                .orElseThrow();
        try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
            damaged.seek(header.section(SectionKind.PDQ_UPPER).offset() + 100);
            int before = damaged.read();
            damaged.seek(header.section(SectionKind.PDQ_UPPER).offset() + 100);
            damaged.write(before ^ 4);
        }
        try (HashList list = HashList.open(file)) {
            List<Boolean> refused = together(() -> {
                try {
                    list.near().matchesWithin(PdqHash.ZERO, 31, (ordinal, distance) -> {});
                    return false;
                } catch (DamagedHashListException e) {
                    return true;
                }
            });
            assertThat(refused).containsOnly(true).hasSize(THREADS);
        }
    }

    private interface Question {
        boolean ask() throws IOException;
    }

    private static List<Boolean> together(Question question) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(THREADS);
        List<Boolean> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Boolean>> asked = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                asked.add(threads.submit(() -> {
                    barrier.await();
                    return question.ask();
                }));
            }
            for (Future<Boolean> answer : asked) {
                answers.add(answer.get());
            }
        }
        return answers;
    }
}
