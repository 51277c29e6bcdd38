package dev.mangrove.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mangrove.hash.Digest;
import dev.mangrove.hash.DigestKind;
import dev.mangrove.hash.PdqHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashListTest {

    @TempDir
    Path folder;

    @Test
    void givesBackEveryEntryAsItWasAdded() throws IOException {
        List<HashListEntry> entries = Drawn.fresh().entries(5_000);
        HashListHeader built = Lists.build(folder.resolve("a.mgl"), entries);
        try (HashList list = HashList.open(folder.resolve("a.mgl"))) {
            list.verify();
            assertThat(list.header()).isEqualTo(built);
            assertThat(list.header().name()).isEqualTo("drawn");
            assertThat(list.header().scheme()).contains("uk-abc");
            assertThat(list.header().entries()).isEqualTo(5_000);
            for (DigestKind kind : DigestKind.values()) {
                assertThat(list.header().digests())
                        .containsEntry(
                                kind,
                                entries.stream()
                                        .flatMap(entry -> entry.digests().stream())
                                        .filter(digest -> digest.kind() == kind)
                                        .count());
            }
            for (EntryRole role : EntryRole.values()) {
                assertThat(list.header().roles())
                        .containsEntry(
                                role,
                                entries.stream()
                                        .filter(entry -> entry.role() == role)
                                        .count());
            }
            for (int i = 0; i < entries.size(); i++) {
                assertThat(list.entry(i)).isEqualTo(entries.get(i));
            }
        }
    }

    @Test
    void findsEveryDigestAndNoOther() throws IOException {
        Drawn drawn = Drawn.fresh();
        List<HashListEntry> entries = drawn.entries(20_000);
        Lists.build(folder.resolve("a.mgl"), entries);
        try (HashList list = HashList.open(folder.resolve("a.mgl"))) {
            for (int i = 0; i < entries.size(); i++) {
                for (Digest digest : entries.get(i).digests()) {
                    assertThat(exact(list, digest)).containsExactly((long) i);
                }
            }
            for (int i = 0; i < 1_000; i++) {
                assertThat(exact(list, drawn.digest(DigestKind.values()[i % 3])))
                        .isEmpty();
            }
        }
    }

    @Test
    void findsAllEntriesThatShareADigest() throws IOException {
        Drawn drawn = Drawn.fresh();
        List<HashListEntry> entries = new ArrayList<>();
        Digest shared = drawn.digest(DigestKind.MD5);
        for (int i = 0; i < 5_000; i++) {
            Digest md5 = i % 2 == 0 ? shared : drawn.digest(DigestKind.MD5);
            entries.add(Drawn.entryOf("e" + i, Optional.empty(), OptionalInt.empty(), md5));
        }
        Lists.build(folder.resolve("a.mgl"), entries);
        try (HashList list = HashList.open(folder.resolve("a.mgl"))) {
            assertThat(exact(list, shared))
                    .containsExactlyElementsOf(
                            LongStream.range(0, 2_500).map(i -> 2 * i).boxed().toList());
        }
    }

    @Test
    void findsDigestsThatAreNotEvenlySpread() throws IOException {
        List<HashListEntry> entries = new ArrayList<>();
        List<Digest> digests = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            byte[] bytes = new byte[16];
            bytes[i % 7 == 0 ? 0 : 15] = (byte) i;
            bytes[14] = (byte) (i >> 8);
            bytes[7] = (byte) (i % 3 == 0 ? -1 : 1);
            digests.add(Digest.of(DigestKind.MD5, bytes));
            entries.add(Drawn.entryOf("", Optional.empty(), OptionalInt.empty(), digests.getLast()));
        }
        Lists.build(folder.resolve("a.mgl"), entries);
        try (HashList list = HashList.open(folder.resolve("a.mgl"))) {
            for (Digest digest : digests) {
                List<Long> oracle = LongStream.range(0, digests.size())
                        .filter(i -> digests.get((int) i).equals(digest))
                        .boxed()
                        .toList();
                assertThat(exact(list, digest)).isEqualTo(oracle);
            }
        }
    }

    @Test
    void matchesNearlyInAListWithExactlyOneHash() throws IOException {
        Drawn drawn = Drawn.fresh();
        PdqHash hash = drawn.hash();
        Lists.build(
                folder.resolve("one.mgl"),
                List.of(
                        Drawn.entryOf("a", Optional.empty(), OptionalInt.empty(), drawn.digest(DigestKind.SHA1)),
                        Drawn.entryOf("b", Optional.of(hash), OptionalInt.empty())));
        try (HashList list = HashList.open(folder.resolve("one.mgl"))) {
            assertThat(nearIds(list, drawn.neighbour(hash, 31), 31)).containsExactly("b");
            assertThat(nearIds(list, hash, 0)).containsExactly("b");
            assertThat(nearIds(list, drawn.neighbour(hash, 32), 31)).isEmpty();
        }
    }

    @Test
    void opensAnEmptyListAndMatchesNothing() throws IOException {
        Drawn drawn = Drawn.fresh();
        Lists.build(folder.resolve("empty.mgl"), List.of());
        try (HashList list = HashList.open(folder.resolve("empty.mgl"))) {
            list.verify();
            assertThat(list.header().entries()).isZero();
            assertThat(exact(list, drawn.digest(DigestKind.MD5))).isEmpty();
            assertThat(nearIds(list, drawn.hash(), 64)).isEmpty();
        }
    }

    @Test
    void namesAnEntryWithoutIdByItsStrongestDigestOrElseItsHash() throws IOException {
        Drawn drawn = Drawn.fresh();
        Digest sha256 = drawn.digest(DigestKind.SHA256);
        PdqHash hash = drawn.hash();
        Lists.build(
                folder.resolve("a.mgl"),
                List.of(
                        Drawn.entryOf("", Optional.of(hash), OptionalInt.empty(), sha256, drawn.digest(DigestKind.MD5)),
                        Drawn.entryOf("", Optional.of(hash), OptionalInt.empty())));
        try (HashList list = HashList.open(folder.resolve("a.mgl"))) {
            assertThat(list.entry(0).id()).isEqualTo(sha256.toHex());
            assertThat(list.entry(1).id()).isEqualTo(hash.toHex());
        }
    }

    @Test
    void keepsAHashOfLowQualityButNeverMatchesItNearly() throws IOException {
        Drawn drawn = Drawn.fresh();
        PdqHash hash = drawn.hash();
        HashListHeader header = Lists.build(
                folder.resolve("a.mgl"),
                List.of(
                        Drawn.entryOf("49", Optional.of(hash), OptionalInt.of(49)),
                        Drawn.entryOf("50", Optional.of(hash), OptionalInt.of(50)),
                        Drawn.entryOf("unknown", Optional.of(hash), OptionalInt.empty())));
        assertThat(header.pdq()).isEqualTo(3);
        assertThat(header.nearMatchable()).isEqualTo(2);
        try (HashList list = HashList.open(folder.resolve("a.mgl"))) {
            assertThat(nearIds(list, hash, 31)).containsExactlyInAnyOrder("50", "unknown");
            assertThat(list.entry(0).pdq()).contains(hash);
            assertThat(list.entry(0).quality()).hasValue(49);
        }
    }

    @Test
    void refusesAFileThatIsNoListAndSaysHowToBuildOne() throws IOException {
        Path text = folder.resolve("hashes.csv");
        Files.writeString(text, "md5,category\n0123456789abcdef0123456789abcdef,1\n");
        assertThatThrownBy(() -> HashList.open(text))
                .isInstanceOf(UnsupportedHashListException.class)
                .hasMessageContaining("hashes.csv")
                .hasMessageContaining("mangrove list build");
        Path empty = Files.createFile(folder.resolve("empty"));
        assertThatThrownBy(() -> HashList.open(empty)).isInstanceOf(UnsupportedHashListException.class);
        assertThatThrownBy(() -> HashList.open(folder)).isInstanceOf(UnsupportedHashListException.class);
        assertThatThrownBy(() -> HashList.open(folder.resolve("absent")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("mangrove list build");
    }

    static List<Long> exact(HashList list, Digest digest) {
        List<Long> found = new ArrayList<>();
        list.exactMatches(digest, found::add);
        return found;
    }

    static TreeSet<String> nearIds(HashList list, PdqHash query, int radiusBits) {
        TreeSet<String> ids = new TreeSet<>();
        list.near().matchesWithin(query, radiusBits, (ordinal, distance) -> {
            HashListEntry entry = list.entry(list.nearEntry(ordinal));
            assertThat(entry.pdq().orElseThrow().distanceBits(query)).isEqualTo(distance);
            assertThat(ids.add(entry.id())).isTrue();
        });
        return ids;
    }
}
