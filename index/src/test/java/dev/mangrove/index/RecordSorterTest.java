package dev.mangrove.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordSorterTest {

    private static final int ANY_BUCKET = 1 << 20;

    @TempDir
    Path folder;

    private final Drawn drawn = Drawn.fresh();

    @Test
    void sortsRecordsThatFitIntoMemory() throws IOException {
        assertSorts(5_000, 24, 256, 0, 1 << 20, ANY_BUCKET);
        assertThat(files()).isZero();
    }

    @Test
    void dealsOutManyChunks() throws IOException {
        assertSorts(5_000, 37, 256, 0, 100 * 37, ANY_BUCKET);
    }

    @Test
    void sortsLargeBucketsByDigits() throws IOException {
        assertSorts(30_000, 20, 256, 1, 1 << 20, ANY_BUCKET);
    }

    /// Few values of the bytes by which records are dealt within a bucket, and many behind them.
    @Test
    void sortsLargeGroupsOfRecordsThatAgreeInTheirFirstBytes() throws IOException {
        assertSorts(20_000, 36, 3, 20, 1 << 20, ANY_BUCKET);
    }

    @Test
    void keepsEqualRecordsAndOrdersThoseThatDifferLateOnly() throws IOException {
        assertSorts(3_000, 20, 2, 17, 700 * 20, ANY_BUCKET);
        assertSorts(9_000, 20, 2, 17, 700 * 20, ANY_BUCKET);
    }

    @Test
    void mergesWhatDoesNotFitIntoMemory() throws IOException {
        assertSorts(5_000, 37, 256, 1, 100 * 37, 600 * 37);
        assertSorts(5_000, 37, 2, 30, 100 * 37, 600 * 37);
    }

    @Test
    void mergesMoreRunsThanItHoldsOpen() throws IOException {
        assertSorts(6_000, 8, 256, 1, 10 * 8, 10 * 8);
    }

    @Test
    void sortsNothing() throws IOException {
        assertSorts(0, 20, 256, 0, 700 * 20, ANY_BUCKET);
    }

    @Test
    void sortsAnyNumberOfRecords() throws IOException {
        for (int count : new int[] {1, 2, 99, 100, 101, 2_047, 2_048, 2_049}) {
            assertSorts(count, 12, 256, count % 3, 100 * 12, ANY_BUCKET);
        }
    }

    @Test
    void tellsWhereWritingOnItsOwnThreadFailed() throws IOException {
        try (Spill spill = new Spill(100)) {
            spill.exchange(new byte[100], (full, spare) -> {
                throw new ClosedChannelException();
            });
            assertThatThrownBy(spill::await).isInstanceOf(IOException.class);
        }
    }

    /// @param shared bytes of zeros at the start of each record, as which they agree
    private void assertSorts(int count, int recordBytes, int values, int shared, int chunkBytes, int bucketBytesMax)
            throws IOException {
        List<byte[]> records = new ArrayList<>();
        List<byte[]> sorted = new ArrayList<>();
        try (Spill spill = new Spill(chunkBytes);
                RecordSorter sorter =
                        new RecordSorter(folder.resolve("records"), recordBytes, 8, 256, spill, bucketBytesMax)) {
            for (int i = 0; i < count; i++) {
                byte[] record = new byte[recordBytes];
                for (int at = shared; at < recordBytes; at++) {
                    record[at] = (byte) drawn.random().nextInt(values);
                }
                records.add(record);
                sorter.add(record);
            }
            assertThat(sorter.count()).isEqualTo(count);
            sorter.sort((block, inBlock) -> {
                for (int i = 0; i < inBlock; i++) {
                    sorted.add(Arrays.copyOfRange(block, i * recordBytes, (i + 1) * recordBytes));
                }
            });
        }
        records.sort(Arrays::compareUnsigned);
        assertThat(sorted).hasSize(count);
        for (int i = 0; i < count; i++) {
            assertThat(sorted.get(i)).isEqualTo(records.get(i));
        }
        assertThat(files()).isZero();
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }
}
