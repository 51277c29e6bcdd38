package dev.mangrove.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedNumbersTest {

    @TempDir
    Path folder;

    private final Drawn drawn = Drawn.fresh();

    @Test
    void readsBackNumbersOfEveryWidth() throws IOException {
        for (int width = 0; width <= 57; width++) {
            long[] numbers = new long[300];
            Path file = folder.resolve("width-" + width);
            try (FileChannel channel = FileChannel.open(
                            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                    Arena arena = Arena.ofConfined()) {
                SectionWriter out = new SectionWriter(channel, 0);
                PackedWriter packed = new PackedWriter(out);
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = drawn.random().nextLong() & PackedNumbers.mask(width);
                    packed.put(numbers[i], width);
                }
                packed.finish();
                assertThat(out.bytes()).isEqualTo((300L * width + 7) / 8);
                out.finish();
                Section section = Section.ofOwn(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
                for (int i = 0; i < numbers.length; i++) {
                    assertThat(section.getBits((long) i * width, width))
                            .as("width %d", width)
                            .isEqualTo(numbers[i]);
                }
            }
        }
    }

    /// Ranges of one piece come one after the other and begin in the middle of a word; pieces come in any order.
    @Test
    void keepsWhatLiesBesideAPutRange() {
        for (int width = 1; width <= 31; width++) {
            MemberLayout layout = new MemberLayout(3, 192, width);
            int[] expected = new int[3 * 192];
            MemorySegment members = MemorySegment.ofArray(new long[(int) ((layout.bytes() + 7) / 8)]);
            for (int piece : new int[] {2, 3, 1}) {
                int at = 0;
                while (at < 190) {
                    int[] places = new int[drawn.random().nextInt(Math.min(40, 190 - at) + 1)];
                    for (int i = 0; i < places.length; i++) {
                        places[i] = (int) (drawn.random().nextInt() & PackedNumbers.mask(width));
                        expected[(piece - 1) * 192 + at + i] = places[i];
                    }
                    layout.put(members, layout.first(piece) + at, places);
                    at += places.length;
                }
            }
            SearchTables tables =
                    new SearchTables(Section.ofOwn(members), Section.ofOwn(members), Section.ofOwn(members), layout);
            for (int i = 0; i < expected.length; i++) {
                assertThat(tables.member(i)).as("width %d, %d", width, i).isEqualTo(expected[i]);
            }
        }
    }
}
