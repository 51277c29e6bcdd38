package dev.mangrove.index;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Sorted files of fixed-width records, merged into one sequence: what [RecordSorter] does with records that agree in
/// their first bits in such numbers that they do not fit into memory. A heap of the runs' next records, smallest at
/// the root; about log2(runs) comparisons a record.
final class MergedRuns implements AutoCloseable {

    /// More runs than this are merged into one, so that a merge holds this many files open at most.
    private static final int RUNS_MAX = 256;

    private static final int RECORDS_AT_ONCE = 1_024;

    private final Path path;
    private final int recordBytes;
    private final List<Path> runs = new ArrayList<>();
    private int runsWritten;

    /// @param path begins the runs' names
    MergedRuns(Path path, int recordBytes) {
        this.path = path;
        this.recordBytes = recordBytes;
    }

    /// Writes a run.
    void add(byte[] sorted) throws IOException {
        if (runs.size() == RUNS_MAX) {
            Path merged = nextRun();
            try (OutputStream out = Files.newOutputStream(merged)) {
                merge((records, count) -> out.write(records, 0, count * recordBytes));
            }
            deleteRuns();
            runs.add(merged);
        }
        Path run = nextRun();
        runs.add(run);
        Files.write(run, sorted);
    }

    /// Hands all records on in ascending order.
    void merge(RecordSorter.Sink sink) throws IOException {
        try (Heap heap = new Heap(recordBytes)) {
            for (Path run : runs) {
                heap.open(run);
            }
            heap.order();
            byte[] block = new byte[RECORDS_AT_ONCE * recordBytes];
            int count = 0;
            while (heap.size > 0) {
                System.arraycopy(heap.runs[0].record(), 0, block, count++ * recordBytes, recordBytes);
                if (count == RECORDS_AT_ONCE) {
                    sink.accept(block, count);
                    count = 0;
                }
                heap.next();
            }
            sink.accept(block, count);
        }
    }

    private Path nextRun() {
        return path.resolveSibling(path.getFileName() + "-" + runsWritten++);
    }

    private void deleteRuns() throws IOException {
        for (Path run : runs) {
            Files.deleteIfExists(run);
        }
        runs.clear();
    }

    @Override
    public void close() throws IOException {
        deleteRuns();
    }

    private static final class Heap implements AutoCloseable {
        private final int recordBytes;
        private final List<InputStream> opened = new ArrayList<>();
        private Run[] runs = new Run[16];
        private int size;

        Heap(int recordBytes) {
            this.recordBytes = recordBytes;
        }

        void open(Path file) throws IOException {
            InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
            opened.add(in);
            Run run = new Run(in, new byte[recordBytes]);
            if (run.advance()) {
                if (size == runs.length) {
                    runs = Arrays.copyOf(runs, 2 * size);
                }
                runs[size++] = run;
            }
        }

        void order() {
            for (int i = size / 2 - 1; i >= 0; i--) {
                siftDown(i);
            }
        }

        /// Goes to the next record.
        void next() throws IOException {
            if (!runs[0].advance()) {
                runs[0] = runs[--size];
            }
            siftDown(0);
        }

        private void siftDown(int from) {
            int at = from;
            while (2 * at + 1 < size) {
                int least = 2 * at + 1;
                if (least + 1 < size && compare(least + 1, least) < 0) {
                    least++;
                }
                if (compare(least, at) >= 0) {
                    return;
                }
                Run moved = runs[at];
                runs[at] = runs[least];
                runs[least] = moved;
                at = least;
            }
        }

        private int compare(int a, int b) {
            return Arrays.compareUnsigned(runs[a].record(), runs[b].record());
        }

        @Override
        public void close() throws IOException {
            for (InputStream in : opened) {
                in.close();
            }
        }
    }

    private record Run(InputStream in, byte[] record) {
        boolean advance() throws IOException {
            int read = in.readNBytes(record, 0, record.length);
            if (read != 0 && read != record.length) {
                throw new EOFException("a temporary file ends inside a record");
            }
            return read != 0;
        }
    }
}
