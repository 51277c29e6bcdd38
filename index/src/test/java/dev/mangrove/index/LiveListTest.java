package dev.mangrove.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mangrove.hash.Digest;
import dev.mangrove.hash.DigestKind;
import dev.mangrove.hash.PdqHash;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever was added, withdrawn and merged: a live list answers as a list that was built from what is left.
class LiveListTest {

    private static final int RADIUS_BITS = 31;

    @TempDir
    Path folder;

    private final Drawn drawn = Drawn.fresh();
    private Path file = Path.of("");

    @BeforeEach
    void nameAFile() {
        file = folder.resolve("known.mgl");
    }

    @Test
    void answersAsAListBuiltAnew() throws IOException {
        List<HashListEntry> left = new ArrayList<>(drawn.entries(300));
        List<HashListEntry> gone = new ArrayList<>();
        Lists.build(file, left, SoundList.SUBSTRINGS);
        int number = 0;
        try (LiveList live = LiveList.open(file)) {
            for (int round = 0; round < 25; round++) {
                for (int change = 0; change < 30; change++) {
                    if (drawn.random().nextInt(3) > 0) {
                        HashListEntry entry = likeAnother("n" + number++, left);
                        live.add(entry);
                        left.add(entry);
                    } else {
                        withdrawOne(live, left, gone);
                    }
                }
                assertAnswersAsBuiltAnew(live, left, gone);
                if (round % 4 == 3) {
                    live.mergeTo(round % 8 == 3 ? file : folder.resolve("other.mgl"), Optional.empty());
                    assertThat(live.changes()).isZero();
                    assertAnswersAsBuiltAnew(live, left, gone);
                }
            }
        }
    }

    /// One that shares a digest with another entry, or is near to it, now and then.
    private HashListEntry likeAnother(String id, List<HashListEntry> entries) {
        HashListEntry entry = drawn.entry(id);
        HashListEntry other = entries.get(drawn.random().nextInt(entries.size()));
        int likeness = drawn.random().nextInt(3);
        if (likeness == 0 && !other.digests().isEmpty()) {
            return Drawn.entryOf(
                    id, entry.pdq(), entry.quality(), other.digests().iterator().next());
        }
        if (likeness == 1 && other.pdq().isPresent()) {
            PdqHash near = drawn.neighbour(other.pdq().get(), drawn.random().nextInt(40));
            return Drawn.entryOf(id, Optional.of(near), OptionalInt.empty());
        }
        return entry;
    }

    private void withdrawOne(LiveList live, List<HashListEntry> left, List<HashListEntry> gone) {
        HashListEntry entry = left.get(drawn.random().nextInt(left.size()));
        if (drawn.random().nextInt(4) == 0 && !entry.digests().isEmpty()) {
            Digest digest = entry.digests().iterator().next();
            List<HashListEntry> all =
                    left.stream().filter(one -> one.digests().contains(digest)).toList();
            assertThat(live.withdraw(digest)).isEqualTo(all.size());
            left.removeAll(all);
            gone.addAll(all);
            return;
        }
        try (LiveView view = live.view()) {
            long ordinal = 0;
            while (!view.has(ordinal) || !view.entry(ordinal).id().equals(entry.id())) {
                ordinal++;
            }
            assertThat(live.withdraw(view, ordinal)).isTrue();
            assertThat(live.withdraw(view, ordinal)).isFalse();
        }
        left.remove(entry);
        gone.add(entry);
    }

    private void assertAnswersAsBuiltAnew(LiveList live, List<HashListEntry> left, List<HashListEntry> gone)
            throws IOException {
        Path anew = folder.resolve("anew.mgl");
        Lists.build(anew, left);
        List<HashListEntry> asked = new ArrayList<>(left);
        asked.addAll(gone);
        try (HashList list = HashList.open(anew);
                LiveView view = live.view()) {
            assertThat(view.entries()).isEqualTo(left.size());
            assertThat(all(view)).isEqualTo(left);
            for (HashListEntry entry : asked) {
                for (Digest digest : entry.digests()) {
                    List<HashListEntry> expected = new ArrayList<>();
                    list.exactMatches(digest, ordinal -> expected.add(list.entry(ordinal)));
                    List<HashListEntry> found = new ArrayList<>();
                    view.exactMatches(digest, ordinal -> found.add(view.entry(ordinal)));
                    assertThat(found).isEqualTo(expected);
                }
                entry.pdq().ifPresent(hash -> assertThat(near(view, hash)).isEqualTo(near(list, hash)));
            }
        }
    }

    private static List<HashListEntry> all(LiveView view) {
        List<HashListEntry> all = new ArrayList<>();
        for (long ordinal = 0; ordinal < view.ordinalsEnd(); ordinal++) {
            if (view.has(ordinal)) {
                all.add(view.entry(ordinal));
            }
        }
        return all;
    }

    private static Map<String, Integer> near(LiveView view, PdqHash hash) {
        Map<String, Integer> found = new TreeMap<>();
        view.nearMatches(
                List.of(hash),
                RADIUS_BITS,
                (query, ordinal, distanceBits) -> assertThat(
                                found.put(view.entry(ordinal).id(), distanceBits))
                        .isNull());
        return found;
    }

    private static Map<String, Integer> near(HashList list, PdqHash hash) {
        Map<String, Integer> found = new TreeMap<>();
        list.near()
                .matchesWithin(
                        hash,
                        RADIUS_BITS,
                        (near, distanceBits) ->
                                found.put(list.entry(list.nearEntry(near)).id(), distanceBits));
        return found;
    }

    @Test
    void theOnlyHashOfAListMatches() throws IOException {
        PdqHash hash = drawn.hash();
        HashListEntry entry = Drawn.entryOf("only", Optional.of(hash), OptionalInt.empty());
        Lists.build(file, List.of(entry));
        try (LiveList live = LiveList.open(file)) {
            assertOnly(live, hash);
        }
        Path empty = folder.resolve("empty.mgl");
        Lists.build(empty, List.of());
        try (LiveList live = LiveList.open(empty)) {
            live.add(entry);
            assertOnly(live, hash);
            live.mergeTo(empty, Optional.empty());
            assertOnly(live, hash);
        }
    }

    private void assertOnly(LiveList live, PdqHash hash) {
        try (LiveView view = live.view()) {
            for (int distance : new int[] {0, 1, RADIUS_BITS}) {
                assertThat(near(view, drawn.neighbour(hash, distance))).isEqualTo(Map.of("only", distance));
            }
            assertThat(near(view, drawn.neighbour(hash, RADIUS_BITS + 1))).isEmpty();
        }
    }

    @Test
    void theOrderOfAdditionsDoesNotMatter() throws IOException {
        List<HashListEntry> entries = drawn.entries(200);
        List<HashListEntry> shuffled = new ArrayList<>(entries);
        Collections.shuffle(shuffled, new Random(drawn.random().nextLong()));
        Lists.build(file, List.of());
        try (LiveList one = LiveList.open(file);
                LiveList other = LiveList.open(file)) {
            entries.forEach(one::add);
            shuffled.forEach(other::add);
            try (LiveView first = one.view();
                    LiveView second = other.view()) {
                for (HashListEntry entry : entries) {
                    assertThat(ids(first, entry.digests())).isEqualTo(ids(second, entry.digests()));
                    entry.pdq().ifPresent(hash -> assertThat(near(first, hash)).isEqualTo(near(second, hash)));
                }
            }
        }
    }

    private static Set<String> ids(LiveView view, Set<Digest> digests) {
        Set<String> ids = new TreeSet<>();
        digests.forEach(digest ->
                view.exactMatches(digest, ordinal -> ids.add(view.entry(ordinal).id())));
        return ids;
    }

    @Test
    void refusesWhatALeftOutHashWouldMatchAndFramesOfVideos() throws IOException {
        Lists.build(file, List.of());
        try (LiveList live = LiveList.open(file)) {
            Digest emptyFile = Digest.fromHex(DigestKind.MD5, "d41d8cd98f00b204e9800998ecf8427e");
            HashListEntry nothing = Drawn.entryOf("x", Optional.of(PdqHash.ZERO), OptionalInt.empty(), emptyFile);
            assertThat(live.add(nothing))
                    .containsExactlyInAnyOrder(Refusal.EMPTY_FILE_DIGEST, Refusal.ZERO_PDQ, Refusal.NOTHING_TO_MATCH);
            assertThat(live.changes()).isZero();
            assertThatThrownBy(() -> live.add(frame("video", 0))).hasMessageContaining("frame");
        }
    }

    @Test
    void withdrawsAVideoWhole() throws IOException {
        List<HashListEntry> frames =
                List.of(frame("a", 0), frame("a", 1_000), frame("b", 0), frame("b", 1_000), frame("c", 0));
        Lists.build(file, frames);
        try (LiveList live = LiveList.open(file)) {
            try (LiveView view = live.view()) {
                live.withdraw(view, 3);
            }
            live.mergeTo(file, Optional.of("2"));
            try (LiveView view = live.view()) {
                assertThat(all(view)).containsExactly(frames.get(0), frames.get(1), frames.get(4));
            }
        }
    }

    private HashListEntry frame(String id, long atMillis) {
        return new HashListEntry(
                id,
                Set.of(),
                Optional.of(drawn.hash()),
                OptionalInt.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new EntryFrame(atMillis, 0)),
                EntryRole.ALERT);
    }

    @Test
    void tellsWhenAMergeIsDueAndRefusesMoreThanItHolds() throws IOException {
        Lists.build(file, List.of());
        try (LiveList live = LiveList.open(file)) {
            for (int i = 0; i < LiveList.CHANGES_MAX; i++) {
                assertThat(live.isMergeDue()).isEqualTo(i >= LiveList.CHANGES_MAX / 2);
                live.add(Drawn.entryOf("", Optional.empty(), OptionalInt.empty(), drawn.digest(DigestKind.SHA1)));
            }
            HashListEntry more = drawn.entry("more");
            assertThatThrownBy(() -> live.add(more))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("32768")
                    .hasMessageContaining("merge");
            live.mergeTo(file, Optional.empty());
            live.add(more);
            try (LiveView view = live.view()) {
                assertThat(view.entries()).isEqualTo(LiveList.CHANGES_MAX + 1L);
            }
        }
    }

    @Test
    void anOrdinalFromBeforeAMergeIsRefusedAndAnOldViewStaysAsItWas() throws IOException {
        List<HashListEntry> entries = drawn.entries(50);
        Lists.build(file, entries);
        try (LiveList live = LiveList.open(file)) {
            LiveView before = live.view();
            live.withdraw(before, 10);
            live.mergeTo(file, Optional.empty());
            assertThatThrownBy(() -> live.withdraw(before, 20)).hasMessageContaining("merged since");
            assertThat(all(before)).isEqualTo(entries);
            assertThat(before.shared().isClosed()).isFalse();
            before.close();
            assertThat(before.shared().isClosed()).isTrue();
            assertThatThrownBy(() -> before.entry(0)).hasMessageContaining("closed");
            live.close();
            assertThatThrownBy(live::view).hasMessageContaining("closed");
        }
    }
}
