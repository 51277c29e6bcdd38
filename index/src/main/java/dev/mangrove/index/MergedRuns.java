package dev.mangrove.index;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Several sorted files of fixed-width records read as one. A heap of the runs' next records, smallest
/// at the root; about log2(runs) comparisons a record.
final class MergedRuns implements SortedRecords {

    private final int recordBytes;
    private final List<InputStream> opened = new ArrayList<>();
    private final Run[] heap;
    private int heapSize;
    private boolean begun;

    MergedRuns(List<Path> runs, int recordBytes) throws IOException {
        this.recordBytes = recordBytes;
        this.heap = new Run[runs.size()];
        try {
            for (Path run : runs) {
                InputStream in = new BufferedInputStream(Files.newInputStream(run), 1 << 16);
                opened.add(in);
                Run reader = new Run(in, new byte[recordBytes]);
                if (reader.advance()) {
                    heap[heapSize++] = reader;
                }
            }
        } catch (IOException e) {
            close();
            throw e;
        }
        for (int i = heapSize / 2 - 1; i >= 0; i--) {
            siftDown(i);
        }
    }

    @Override
    public boolean next() throws IOException {
        if (begun) {
            if (!heap[0].advance()) {
                heap[0] = heap[--heapSize];
            }
            siftDown(0);
        }
        begun = heapSize > 0;
        return begun;
    }

    private void siftDown(int from) {
        int at = from;
        while (2 * at + 1 < heapSize) {
            int least = 2 * at + 1;
            if (least + 1 < heapSize && compare(least + 1, least) < 0) {
                least++;
            }
            if (compare(least, at) >= 0) {
                return;
            }
            Run moved = heap[at];
            heap[at] = heap[least];
            heap[least] = moved;
            at = least;
        }
    }

    private int compare(int a, int b) {
        return RecordSorter.compare(heap[a].record(), 0, heap[b].record(), 0, recordBytes);
    }

    @Override
    public byte[] bytes() {
        return heap[0].record();
    }

    @Override
    public int offset() {
        return 0;
    }

    @Override
    public void close() throws IOException {
        for (InputStream in : opened) {
            in.close();
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
