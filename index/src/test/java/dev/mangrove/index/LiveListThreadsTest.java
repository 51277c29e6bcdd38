package dev.mangrove.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.hash.Digest;
import dev.mangrove.hash.DigestKind;
import dev.mangrove.hash.PdqHash;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Readers on four threads while entries are added, withdrawn and merged. `-Dmangrove.live.rounds=` and a number
/// makes it longer.
class LiveListThreadsTest {

    private static final int READERS = 4;
    private static final int ROUNDS = Integer.getInteger("mangrove.live.rounds", 30);

    @TempDir
    Path folder;

    private final Drawn drawn = Drawn.fresh();
    private final Digest digest = drawn.digest(DigestKind.SHA256);
    private final Digest other = drawn.digest(DigestKind.MD5);
    private final PdqHash hash = drawn.hash();

    @Test
    void readersSeeEachStateWhole() throws Exception {
        Path file = folder.resolve("known.mgl");
        List<HashListEntry> always = drawn.entries(500);
        Lists.build(file, always);
        AtomicBoolean ended = new AtomicBoolean();
        List<Future<Long>> reads = new ArrayList<>();
        try (LiveList live = LiveList.open(file);
                ExecutorService readers = Executors.newFixedThreadPool(READERS + 1)) {
            Future<Integer> merges;
            try {
                for (int i = 0; i < READERS; i++) {
                    int seed = i;
                    reads.add(readers.submit(() -> readUntil(ended, live, always, seed)));
                }
                merges = readers.submit(() -> mergeUntil(ended, live, file));
                change(live);
            } finally {
                ended.set(true);
            }
            assertThat(merges.get()).isPositive();
            for (Future<Long> read : reads) {
                assertThat(read.get()).isPositive();
            }
        }
    }

    /// All entries with the digest are withdrawn at once, and while they are there, one at the front goes each time,
    /// so that what a merge leaves to be changed has other ordinals than before it.
    private void change(LiveList live) {
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < 200; i++) {
                live.add(Drawn.entryOf("t" + i, Optional.of(hash), OptionalInt.empty(), digest));
                live.add(Drawn.entryOf("other", Optional.empty(), OptionalInt.empty(), other));
            }
            assertThat(live.withdraw(other)).isEqualTo(200);
            assertThat(live.withdraw(digest)).isEqualTo(200);
            try (LiveView view = live.view()) {
                assertThat(count(view)).isZero();
            }
        }
    }

    private int mergeUntil(AtomicBoolean ended, LiveList live, Path file) throws IOException {
        int merges = 0;
        while (!ended.get()) {
            live.mergeTo(file, Optional.empty());
            merges++;
        }
        return merges;
    }

    private long readUntil(AtomicBoolean ended, LiveList live, List<HashListEntry> always, int seed) {
        long reads = 0;
        while (!ended.get()) {
            HashListEntry known = always.get((int) ((reads * 7 + seed) % always.size()));
            try (LiveView view = live.view()) {
                int exact = count(view);
                int[] near = new int[1];
                view.nearMatches(List.of(hash), 0, (query, ordinal, distanceBits) -> {
                    assertThat(view.entry(ordinal).digests()).containsExactly(digest);
                    near[0]++;
                });
                assertThat(near[0]).isEqualTo(exact);
                for (Digest one : known.digests()) {
                    List<String> ids = new ArrayList<>();
                    view.exactMatches(
                            one, ordinal -> ids.add(view.entry(ordinal).id()));
                    assertThat(ids).containsExactly(known.id());
                }
                int[] others = new int[1];
                view.exactMatches(other, ordinal -> others[0]++);
                assertThat(view.entries()).isEqualTo(always.size() + exact + others[0]);
            }
            reads++;
        }
        return reads;
    }

    private int count(LiveView view) {
        int[] found = new int[1];
        view.exactMatches(digest, ordinal -> found[0]++);
        return found[0];
    }
}
