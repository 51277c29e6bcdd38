package dev.mangrove.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mangrove.hash.Digest;
import dev.mangrove.hash.DigestKind;
import dev.mangrove.hash.HashProfile;
import dev.mangrove.hash.PdqHash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A list that format version 4 wrote, with search tables, must open for ever. While this is the
/// current version, building the same list must also give the same bytes: a difference means that the
/// format has changed and needs a new version number. `-Dmangrove.golden=` and a folder writes the file anew
/// there.
class FormatVersion4Test {

    private static final String RESOURCE = "version-4.mgl";

    private static final HashListBuilder.Description DESCRIPTION = new HashListBuilder.Description(
            "Danh sách mẫu", Optional.empty(), "drawn numbers", Optional.of("us-2"), HashProfile.REFERENCE);

    private static final HashListHeader.Source SOURCE =
            new HashListHeader.Source("sample.json", "VICS_2", "ab".repeat(32), 60, 0);

    @TempDir
    Path folder;

    @Test
    void opensAListOfFormatVersion4() throws IOException {
        Path file = folder.resolve(RESOURCE);
        Files.write(file, stored());
        try (HashList list = HashList.open(file)) {
            list.verify();
            assertThat(list.header().name()).isEqualTo("Danh sách mẫu");
            assertThat(list.header().origin()).isEqualTo("drawn numbers");
            assertThat(list.header().scheme()).contains("us-2");
            assertThat(list.header().sources()).containsExactly(SOURCE);
            assertThat(list.header().entries()).isEqualTo(60);
            List<HashListEntry> entries = entries();
            for (int i = 0; i < entries.size(); i++) {
                HashListEntry entry = entries.get(i);
                assertThat(list.entry(i)).isEqualTo(entry);
                for (Digest digest : entry.digests()) {
                    assertThat(HashListTest.exact(list, digest)).contains((long) i);
                }
            }
            MultiIndex near = (MultiIndex) list.near();
            List<Long> found = new ArrayList<>();
            near.probe(List.of(hash(7)), 3, (query, place, distanceBits) -> found.add(list.nearEntry(place)));
            assertThat(found).containsExactly(7L);
        }
    }

    @Test
    void writesTheSameBytesAsBefore() throws IOException {
        Path file = folder.resolve("built.mgl");
        try (HashListBuilder builder = HashListBuilder.create(file, DESCRIPTION, size -> 32)) {
            for (HashListEntry entry : entries()) {
                builder.add(entry);
            }
            builder.finish(List.of(SOURCE));
        }
        String golden = System.getProperty("mangrove.golden");
        if (golden != null) {
            Files.copy(file, Path.of(golden, RESOURCE));
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(stored());
    }

    @Test
    void refusesAListOfFormatVersion3AndSaysWhatToDo() throws IOException {
        Path file = folder.resolve("version-3.mgl");
        Files.write(file, stored("version-3.mgl"));
        assertThatThrownBy(() -> HashList.open(file))
                .isInstanceOf(UnsupportedHashListException.class)
                .hasMessageContaining("has list format version 3; this program reads version 4")
                .hasMessageContaining("mangrove list build");
    }

    private static byte[] stored() throws IOException {
        return stored(RESOURCE);
    }

    private static byte[] stored(String name) throws IOException {
        try (InputStream in = FormatVersion4Test.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    private static List<HashListEntry> entries() {
        List<HashListEntry> entries = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            entries.add(new HashListEntry(
                    "entry " + i,
                    i % 5 == 0 ? Set.of(digest(DigestKind.MD5, i / 10)) : digests(i),
                    i % 4 == 3 ? Optional.of(hash(i)) : Optional.empty(),
                    i % 8 == 3 ? OptionalInt.of(40 + i) : OptionalInt.empty(),
                    i % 3 == 0 ? OptionalLong.of(1000L * i) : OptionalLong.empty(),
                    i % 2 == 0 ? Optional.of("1") : Optional.empty(),
                    i % 7 == 0 ? Optional.of("series " + i) : Optional.empty(),
                    i % 11 == 0 ? Optional.of("ghi chú") : Optional.empty(),
                    EntryRole.values()[i % 3]));
        }
        return entries;
    }

    private static Set<Digest> digests(int i) {
        return Set.of(digest(DigestKind.MD5, i), digest(DigestKind.SHA1, i), digest(DigestKind.SHA256, i));
    }

    private static Digest digest(DigestKind kind, int i) {
        byte[] bytes = new byte[kind.bytes()];
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] = (byte) (i * 37 + at * at + 1);
        }
        return Digest.of(kind, bytes);
    }

    private static PdqHash hash(int i) {
        long word = 0x5555_5555_5555_5555L;
        return new PdqHash(Long.rotateLeft(word, i), word ^ (1L << i), word & ~(3L << i), word & 0xffffL << i % 48);
    }
}
