package dev.mangrove.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mangrove.hash.PdqHash;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A check passes sound answers on and lets no other through.
class CheckedIndexTest {

    @TempDir
    Path folder;

    private final Drawn drawn = Drawn.fresh();

    @Test
    void passesOnWhatASoundIndexFinds() throws IOException {
        List<PdqHash> hashes = new ArrayList<>();
        List<HashListEntry> entries = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            hashes.add(
                    i % 5 == 4
                            ? drawn.neighbour(hashes.get(i - 1), drawn.random().nextInt(64))
                            : drawn.hash());
            entries.add(Drawn.entryOf("e" + i, Optional.of(hashes.get(i)), OptionalInt.empty()));
        }
        Path file = folder.resolve("known.mgl");
        Lists.build(file, entries, SoundList.SUBSTRINGS);
        try (HashList list = HashList.open(file)) {
            CheckedIndex checked = new CheckedIndex("known", list.near(), list::nearHash);
            for (int radius : new int[] {0, 1, 31, 64}) {
                List<String> found = new ArrayList<>();
                checked.matchesWithin(
                        hashes.subList(0, 100), radius, (q, o, d) -> found.add(q + " " + list.nearEntry(o) + " " + d));
                List<String> expected = new ArrayList<>();
                for (int query = 0; query < 100; query++) {
                    for (int entry = 0; entry < hashes.size(); entry++) {
                        int distance = hashes.get(query).distanceBits(hashes.get(entry));
                        if (distance <= radius) {
                            expected.add(query + " " + entry + " " + distance);
                        }
                    }
                }
                assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
            }
            assertThat(checked.comparedQueries()).isEqualTo(400);
            assertThat(checked.size()).isEqualTo(list.near().size());
        }
    }

    @Test
    void refusesAMatchThatIsMissingDoubledMovedOrMadeUp() {
        PdqHash one = drawn.hash();
        PdqHash other = drawn.neighbour(one, 7);
        List<PdqHash> hashes = List.of(one, other, drawn.hash());
        assertThatThrownBy(() -> ask(hashes, sink -> sink.match(0, 0, 0)))
                .isInstanceOf(SearchDifferenceException.class)
                .hasMessageContaining(other.toHex())
                .hasMessageContaining("distance 7 ")
                .hasMessageContaining("by the comparison and not by the search");
        assertThatThrownBy(() -> ask(hashes, sink -> {
                    sink.match(0, 0, 0);
                    sink.match(0, 1, 7);
                    sink.match(0, 1, 7);
                }))
                .hasMessageContaining("by the search and not by the comparison");
        assertThatThrownBy(() -> ask(hashes, sink -> {
                    sink.match(0, 0, 0);
                    sink.match(0, 1, 8);
                }))
                .isInstanceOf(SearchDifferenceException.class);
        assertThatThrownBy(() -> ask(hashes, sink -> {
                    sink.match(0, 0, 0);
                    sink.match(0, 1, 7);
                    sink.match(0, 2, 31);
                }))
                .isInstanceOf(SearchDifferenceException.class);
    }

    private static void ask(List<PdqHash> hashes, java.util.function.Consumer<HammingIndex.BatchSink> answer) {
        HammingIndex engine = new HammingIndex() {
            @Override
            public long size() {
                return hashes.size();
            }

            @Override
            public void matchesWithin(List<PdqHash> queries, int radiusBits, BatchSink sink) {
                answer.accept(sink);
            }
        };
        new CheckedIndex("known", engine, ordinal -> hashes.get((int) ordinal))
                .matchesWithin(List.of(hashes.getFirst()), 31, (query, ordinal, distanceBits) -> {
                    throw new AssertionError("a wrong answer was passed on");
                });
    }
}
