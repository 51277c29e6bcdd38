package dev.mangrove.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.hash.HashProfile;
import dev.mangrove.hash.PdqHash;
import java.io.IOException;
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

/// Records have as many bits as their list needs, and give back what was put in: for lists of every size around a
/// group and a power of two, for the greatest and smallest numbers, for texts that are shared and for long ones.
class EntryShapeTest {

    private static final HashListBuilder.Description DESCRIPTION = new HashListBuilder.Description(
            "shapes", Optional.of("1"), "a test", Optional.empty(), HashProfile.REFERENCE);

    @TempDir
    Path folder;

    private final Drawn drawn = Drawn.fresh();

    @Test
    void givesBackEveryEntryOfListsOfEverySizeAroundAGroup() throws IOException {
        for (int size : new int[] {1, 2, 3, 63, 64, 65, 127, 128, 129, 255, 256, 257, 640}) {
            assertGivesBack(drawn.entries(size));
        }
    }

    @Test
    void holdsTheGreatestNumbersBesideTheSmallest() throws IOException {
        List<HashListEntry> entries = new ArrayList<>();
        for (long size : new long[] {0, 1, 1L << 31, 1L << 32, 1L << 33, Long.MAX_VALUE}) {
            entries.add(entry("size " + size, OptionalLong.of(size), OptionalInt.of(size == 1 ? 100 : 0), ""));
        }
        entries.add(entry("no size", OptionalLong.empty(), OptionalInt.empty(), ""));
        assertGivesBack(entries);
    }

    @Test
    void keepsLongTextsApartFromThoseThatFollow() throws IOException {
        List<HashListEntry> entries = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String text = i == 70 ? "é".repeat(EntryTexts.TEXT_BYTES_MAX / 2) : "n".repeat(i);
            entries.add(entry("id " + text.substring(4 > i ? i : 4), OptionalLong.empty(), OptionalInt.empty(), text));
        }
        assertGivesBack(entries);
    }

    /// Comments that never come again must not keep a series from being stored once: 20,000 of each come here.
    @Test
    void storesOnceWhatManyEntriesShare() throws IOException {
        List<HashListEntry> entries = new ArrayList<>();
        String series = "a series with a name of some length, shared by all of its pictures";
        for (int i = 0; i < 20_000; i++) {
            entries.add(new HashListEntry(
                    "",
                    Set.of(),
                    Optional.of(drawn.anyHash()),
                    OptionalInt.empty(),
                    OptionalLong.empty(),
                    Optional.of("1"),
                    Optional.of(series + i % 3),
                    Optional.of("comment " + i),
                    EntryRole.ALERT));
        }
        Path file = assertGivesBack(entries);
        int comments = entries.stream()
                .mapToInt(e -> 1 + e.comment().orElse("").length())
                .sum();
        assertThat(header(file).section(SectionKind.LABELS).bytes())
                .isEqualTo(comments + 2 + 3 * (series.length() + 2));
    }

    @Test
    void takesNoBitsForWhatIsTheSameInAllEntries() throws IOException {
        List<HashListEntry> entries = new ArrayList<>();
        for (int i = 0; i < 4_096; i++) {
            entries.add(Drawn.entryOf("", Optional.of(drawn.anyHash()), OptionalInt.of(77)));
        }
        FileHeader header = header(assertGivesBack(entries));
        // The place of its hash, 12 bits.
        assertThat(header.shape().recordBytes()).isEqualTo(2);
        assertThat(header.section(SectionKind.IDS).bytes()).isZero();
        assertThat(header.section(SectionKind.LABELS).bytes()).isZero();
    }

    private Path assertGivesBack(List<HashListEntry> entries) throws IOException {
        Path file = folder.resolve("list-" + entries.size() + ".mgl");
        try (HashListBuilder builder = HashListBuilder.create(file, DESCRIPTION)) {
            for (HashListEntry entry : entries) {
                builder.add(entry);
            }
            builder.finish(List.of());
        }
        try (HashList list = HashList.open(file)) {
            list.verify();
            for (int i = 0; i < entries.size(); i++) {
                HashListEntry entry = entries.get(i);
                String id =
                        entry.id().isEmpty() ? entry.pdq().map(PdqHash::toHex).orElse("") : entry.id();
                assertThat(list.entry(i)).isEqualTo(entry.withId(id));
            }
        }
        return file;
    }

    private HashListEntry entry(String id, OptionalLong size, OptionalInt quality, String text) {
        Optional<String> label = Optional.of(text).filter(some -> !some.isEmpty());
        return new HashListEntry(
                id, Set.of(), Optional.of(drawn.hash()), quality, size, label, label, label, EntryRole.UNREVIEWED);
    }

    private static FileHeader header(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return FileHeader.read(java.util.Arrays.copyOf(bytes, ListLayout.HEADER_BYTES))
                .orElseThrow();
    }
}
