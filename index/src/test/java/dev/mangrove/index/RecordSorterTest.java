package dev.mangrove.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordSorterTest {

    @TempDir
    Path folder;

    private final Drawn drawn = Drawn.fresh();

    @Test
    void sortsRecordsThatFitIntoMemory() throws IOException {
        assertSorts(5_000, 24, 256, 1 << 20);
        assertThat(files()).isZero();
    }

    @Test
    void mergesManyRuns() throws IOException {
        assertSorts(5_000, 37, 256, 100);
    }

    @Test
    void mergesMoreRunsThanItHoldsOpen() throws IOException {
        assertSorts(6_000, 8, 256, 10);
    }

    @Test
    void keepsEqualRecordsAndOrdersThoseThatDifferLateOnly() throws IOException {
        assertSorts(3_000, 20, 2, 700);
    }

    @Test
    void sortsNothing() throws IOException {
        assertSorts(0, 20, 256, 700);
    }

    private void assertSorts(int count, int recordBytes, int values, int chunkRecordsMax) throws IOException {
        List<byte[]> records = new ArrayList<>();
        List<byte[]> sorted = new ArrayList<>();
        try (RecordSorter sorter = new RecordSorter(folder, "records", recordBytes, chunkRecordsMax)) {
            for (int i = 0; i < count; i++) {
                byte[] record = new byte[recordBytes];
                // With two values, records are equal in the part that a key holds.
                for (int at = values == 2 ? recordBytes - 3 : 0; at < recordBytes; at++) {
                    record[at] = (byte) drawn.random().nextInt(values);
                }
                records.add(record);
                sorter.add(record);
            }
            assertThat(sorter.count()).isEqualTo(count);
            try (SortedRecords all = sorter.sorted()) {
                while (all.next()) {
                    sorted.add(Arrays.copyOfRange(all.bytes(), all.offset(), all.offset() + recordBytes));
                }
            }
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
