package dev.mangrove.index;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Sorts records of one fixed width, compared as unsigned bytes, in memory that does not grow with
/// their number: it sorts what fits, writes it to a file, and merges the files when asked. Equal
/// records stay as many as they were.
final class RecordSorter implements AutoCloseable {

    private static final int CHUNK_BYTES = 8 << 20;
    private static final int FIRST_CHUNK_BYTES = 1 << 16;

    /// A record's place in the chunk takes the low bits of its sort key.
    private static final int PLACE_BITS = 20;

    private static final int PLACE_MASK = (1 << PLACE_BITS) - 1;

    /// More runs than this are merged into one, so that a merge holds this many files open at most.
    private static final int RUNS_MAX = 256;

    private static final VarHandle BIG_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final Path folder;
    private final String name;
    private final int recordBytes;
    private final int chunkRecordsMax;
    private final List<Path> runs = new ArrayList<>();

    private byte[] chunk = new byte[0];
    private int chunkRecords;
    private int runsWritten;
    private long count;

    /// @param folder where run files go
    /// @param name of this sorter among those that share the folder
    /// @param recordBytes at least 8
    RecordSorter(Path folder, String name, int recordBytes) {
        this(folder, name, recordBytes, Math.min(CHUNK_BYTES / recordBytes, 1 << PLACE_BITS));
    }

    /// For tests, which want many runs of few records.
    RecordSorter(Path folder, String name, int recordBytes, int chunkRecordsMax) {
        this.folder = folder;
        this.name = name;
        this.recordBytes = recordBytes;
        this.chunkRecordsMax = chunkRecordsMax;
    }

    long count() {
        return count;
    }

    /// Adds a copy of the first bytes of `record`.
    void add(byte[] record) throws IOException {
        if (chunkRecords == chunkRecordsMax) {
            writeRun();
        }
        int at = chunkRecords * recordBytes;
        if (at + recordBytes > chunk.length) {
            int bytes = Math.max(FIRST_CHUNK_BYTES / recordBytes * recordBytes, 2 * chunk.length);
            chunk = Arrays.copyOf(chunk, Math.min(bytes, chunkRecordsMax * recordBytes));
        }
        System.arraycopy(record, 0, chunk, at, recordBytes);
        chunkRecords++;
        count++;
    }

    /// Ends adding. The records in ascending order; to be read once, and closed.
    SortedRecords sorted() throws IOException {
        if (runs.isEmpty()) {
            long[] order = sortChunk();
            byte[] records = chunk;
            chunk = new byte[0];
            return new ChunkRecords(records, order, recordBytes);
        }
        if (chunkRecords > 0) {
            writeRun();
        }
        chunk = new byte[0];
        return new MergedRuns(runs, recordBytes);
    }

    private void writeRun() throws IOException {
        if (runs.size() == RUNS_MAX) {
            mergeRuns();
        }
        long[] order = sortChunk();
        Path run = nextRun();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(run), 1 << 16)) {
            for (long key : order) {
                out.write(chunk, place(key) * recordBytes, recordBytes);
            }
        }
        runs.add(run);
        chunkRecords = 0;
    }

    private void mergeRuns() throws IOException {
        Path merged = nextRun();
        try (SortedRecords records = new MergedRuns(runs, recordBytes);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(merged), 1 << 16)) {
            while (records.next()) {
                out.write(records.bytes(), records.offset(), recordBytes);
            }
        }
        for (Path run : runs) {
            Files.delete(run);
        }
        runs.clear();
        runs.add(merged);
    }

    private Path nextRun() {
        return folder.resolve(name + "-" + runsWritten++);
    }

    /// The chunk's order as keys: the upper 44 bits of the record, then its place. A long array sorts
    /// several times faster than records do; the few records whose upper bits agree are put right
    /// afterwards.
    private long[] sortChunk() {
        long[] keys = new long[chunkRecords];
        for (int place = 0; place < chunkRecords; place++) {
            long upper = (long) BIG_ENDIAN.get(chunk, place * recordBytes) & ~(long) PLACE_MASK;
            keys[place] = (upper | place) ^ Long.MIN_VALUE;
        }
        Arrays.sort(keys);
        int from = 0;
        for (int to = 1; to <= keys.length; to++) {
            if (to == keys.length || keys[from] >>> PLACE_BITS != keys[to] >>> PLACE_BITS) {
                if (to - from > 1) {
                    sortRange(keys, from, to);
                }
                from = to;
            }
        }
        return keys;
    }

    private void sortRange(long[] keys, int from, int to) {
        Long[] boxed = new Long[to - from];
        Arrays.setAll(boxed, i -> keys[from + i]);
        Arrays.sort(
                boxed, (a, b) -> compare(chunk, place(a) * recordBytes, chunk, place(b) * recordBytes, recordBytes));
        for (int i = 0; i < boxed.length; i++) {
            keys[from + i] = boxed[i];
        }
    }

    private static int place(long key) {
        return (int) key & PLACE_MASK;
    }

    static int compare(byte[] a, int aOffset, byte[] b, int bOffset, int length) {
        return Arrays.compareUnsigned(a, aOffset, aOffset + length, b, bOffset, bOffset + length);
    }

    /// Removes the run files.
    @Override
    public void close() throws IOException {
        chunk = new byte[0];
        for (Path run : runs) {
            Files.deleteIfExists(run);
        }
        runs.clear();
    }

    private static final class ChunkRecords implements SortedRecords {
        private final byte[] records;
        private final long[] order;
        private final int recordBytes;
        private int next;

        ChunkRecords(byte[] records, long[] order, int recordBytes) {
            this.records = records;
            this.order = order;
            this.recordBytes = recordBytes;
        }

        @Override
        public boolean next() {
            return next++ < order.length;
        }

        @Override
        public byte[] bytes() {
            return records;
        }

        @Override
        public int offset() {
            return place(order[next - 1]) * recordBytes;
        }

        @Override
        public void close() {}
    }
}
