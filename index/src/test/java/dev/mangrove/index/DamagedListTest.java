package dev.mangrove.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.fail;

import dev.mangrove.hash.PdqHash;
import dev.mangrove.index.FileHeader.Extent;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A small list with all sections, search tables among them, and every kind of damage. Whatever is
/// damaged: reading all of it finds the damage, and no query gives another answer than the whole list.
class DamagedListTest {

    @TempDir
    Path folder;

    private final Drawn drawn = Drawn.fresh();
    private List<HashListEntry> entries = List.of();
    private byte[] bytes = {};
    private SoundList sound = SoundList.NONE;

    @BeforeEach
    void buildAList() throws IOException {
        entries = drawn.entries(4_000);
        Path file = folder.resolve("known.mgl");
        Lists.build(file, entries, SoundList.SUBSTRINGS);
        bytes = Files.readAllBytes(file);
        sound = new SoundList(entries, bytes.clone());
    }

    @Test
    void findsAFlippedBitAnywhere() throws IOException {
        FileHeader header = header();
        int sections = SectionKind.COUNT + 1;
        for (int i = 0; i < 2_000; i++) {
            Extent extent = new Extent(0, ListLayout.HEADER_BYTES, 0);
            int ordinal = drawn.random().nextInt(entries.size());
            int piece = drawn.random().nextInt(SoundList.SUBSTRINGS);
            int offset = drawn.random().nextInt(ListLayout.HEADER_BYTES);
            if (i % sections > 0) {
                SectionKind kind = SectionKind.values()[i % sections - 1];
                extent = header.section(kind);
                offset = drawn.random().nextInt((int) (extent.end() - extent.offset()));
                ordinal = sound.entryAt(kind, offset).orElse(ordinal);
                piece = sound.pieceAt(kind, offset).orElse(piece);
            }
            int at = (int) extent.offset() + offset;
            byte mask = (byte) (1 << drawn.random().nextInt(8));
            bytes[at] ^= mask;
            assertDamageIsFound("bit " + mask + " at " + at, ordinal, piece);
            bytes[at] ^= mask;
        }
    }

    @Test
    void refusesAListThatIsCutShort() {
        for (int i = 0; i < 500; i++) {
            int length = i < 20 ? i : drawn.random().nextInt(bytes.length);
            byte[] cut = Arrays.copyOf(bytes, length);
            Throwable thrown = catchThrowable(() -> open(cut));
            if (length < 12) {
                assertThat(thrown).isInstanceOf(UnsupportedHashListException.class);
            } else {
                assertThat(thrown)
                        .isInstanceOf(DamagedHashListException.class)
                        .hasMessageContaining("known.mgl")
                        .hasMessageContaining("header")
                        .hasMessageContaining("Build the list again");
            }
        }
    }

    @Test
    void refusesAListWithSomethingBehindItsEnd() {
        assertThatThrownBy(() -> open(Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(DamagedHashListException.class);
    }

    @Test
    void findsTwoBlocksThatChangedPlaces() throws IOException {
        Extent entriesExtent = header().section(SectionKind.ENTRIES);
        int first = (int) entriesExtent.offset();
        int second = first + ListLayout.BLOCK_BYTES;
        byte[] block = Arrays.copyOfRange(bytes, first, second);
        System.arraycopy(bytes, second, bytes, first, block.length);
        System.arraycopy(block, 0, bytes, second, block.length);
        assertDamageIsFound("two blocks", 0, 0);
    }

    @Test
    void namesTheFileTheSectionAndTheOffset() throws IOException {
        Extent digests = header().section(SectionKind.SHA256);
        bytes[(int) digests.offset() + ListLayout.BLOCK_BYTES + 77] ^= 1;
        try (HashList list = open(bytes)) {
            assertThatThrownBy(list::verify)
                    .isInstanceOf(DamagedHashListException.class)
                    .hasMessageContaining("known.mgl")
                    .hasMessageContaining("SHA256")
                    .hasMessageContaining("offset " + (digests.offset() + ListLayout.BLOCK_BYTES))
                    .hasMessageContaining("Build the list again from its sources");
        }
    }

    @Test
    void isolatesADamagedBlock() throws IOException {
        bytes[(int) header().section(SectionKind.MD5).offset()] ^= 1;
        try (HashList list = open(bytes)) {
            PdqHash query = drawn.hash();
            assertThat(sound.nearly(list, query)).isEqualTo(sound.expected(query));
            assertThatThrownBy(list::verify).hasMessageContaining("MD5");
        }
    }

    @Test
    void refusesAnotherFormatVersionAndSaysWhatToDo() {
        bytes[8] = 5;
        assertThatThrownBy(() -> open(bytes))
                .isInstanceOf(UnsupportedHashListException.class)
                .hasMessageContaining("known.mgl")
                .hasMessageContaining("version 5")
                .hasMessageContaining("Build the list again");
    }

    private void assertDamageIsFound(String what, int ordinal, int piece) throws IOException {
        try (HashList list = open(bytes)) {
            ask(list, what, ordinal, piece);
            assertThat(catchThrowable(list::verify)).as(what).isInstanceOf(DamagedHashListException.class);
        } catch (DamagedHashListException | UnsupportedHashListException refused) {
            assertThat(refused.getMessage()).contains("known.mgl");
        }
    }

    /// Asks for what the damage bears on; every answer is right or refused.
    private void ask(HashList list, String what, int ordinal, int piece) {
        HashListEntry entry = entries.get(ordinal);
        PdqHash query =
                entry.pdq().map(hash -> sound.neighbourFoundIn(piece, hash)).orElseGet(drawn::hash);
        Runnable[] questions = {
            () -> assertThat(sound.nearly(list, query)).as(what).isEqualTo(sound.expected(query)),
            () -> assertThat(list.entry(ordinal)).as(what).isEqualTo(entry),
            () -> entry.digests()
                    .forEach(digest -> assertThat(HashListTest.exact(list, digest))
                            .as(what)
                            .containsExactly((long) ordinal)),
        };
        for (Runnable question : questions) {
            try {
                question.run();
            } catch (DamagedHashListException refused) {
                assertThat(refused.getMessage()).contains("known.mgl", "offset");
            } catch (IndexOutOfBoundsException e) {
                fail(what, e);
            }
        }
    }

    private FileHeader header() {
        return FileHeader.read(Arrays.copyOf(bytes, ListLayout.HEADER_BYTES)).orElseThrow();
    }

    @SuppressWarnings("MustBeClosedChecker") // The list closes it.
    static HashList open(byte[] bytes) throws IOException {
        return HashList.open(new ListBytes("known.mgl", MemorySegment.ofArray(bytes), Arena.ofShared()));
    }
}
