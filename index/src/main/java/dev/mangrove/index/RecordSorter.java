package dev.mangrove.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;

/// Sorts records of one fixed width, compared as unsigned bytes, in memory that does not grow with their number.
/// Equal records stay as many as they were.
///
/// Records are dealt out by their first bits as they come ([DealtRecords]). In the end one bucket after the other is
/// read, sorted in memory ([RecordOrder]) and handed on, while other processors sort the next ones. A bucket that is
/// too large for that is sorted in parts, which are merged ([MergedRuns]).
final class RecordSorter implements AutoCloseable {

    /// Takes records in ascending order, some at a time.
    @FunctionalInterface
    interface Sink {
        /// @param records holds `count` of them from its start on
        void accept(byte[] records, int count) throws IOException;
    }

    private static final int BUCKET_BYTES_LEAST_MAX = 1 << 20;
    private static final int BUCKET_BYTES_MAX = 24 << 20;

    /// A bucket in work takes up to three times its size, and there are two besides.
    private static final int HEAP_SHARE = 16;

    private static final int AHEAD_MAX = Runtime.getRuntime().availableProcessors() + 1;

    private final Path path;
    private final int recordBytes;
    private final DealtRecords dealt;
    private final long bucketBytesMax;

    /// @param path begins the names of temporary files
    /// @param recordBytes at least 8
    /// @param bucketBits see [DealtRecords]
    RecordSorter(Path path, int recordBytes, int bucketBits, int buckets, Spill spill) {
        this(path, recordBytes, bucketBits, buckets, spill, bucketBytesMax());
    }

    RecordSorter(Path path, int recordBytes, int bucketBits, int buckets, Spill spill, long bucketBytesMax) {
        this.path = path;
        this.recordBytes = recordBytes;
        this.dealt = new DealtRecords(path, recordBytes, bucketBits, buckets, spill);
        this.bucketBytesMax = bucketBytesMax;
    }

    private static long bucketBytesMax() {
        return Math.clamp(Runtime.getRuntime().maxMemory() / HEAP_SHARE, BUCKET_BYTES_LEAST_MAX, BUCKET_BYTES_MAX);
    }

    long count() {
        return dealt.count();
    }

    /// Adds a copy of the first bytes of `record`.
    void add(byte[] record) throws IOException {
        dealt.add(record);
    }

    /// Ends adding, and hands all records on in ascending order. To be called once.
    void sort(Sink sink) throws IOException {
        dealt.end();
        Queue<Future<byte[]>> ahead = new ArrayDeque<>();
        long aheadBytes = 0;
        int next = 0;
        for (int bucket = 0; bucket < dealt.buckets(); bucket++) {
            while (next < dealt.buckets()
                    && ahead.size() < AHEAD_MAX
                    && (next == bucket || aheadBytes + bytes(next) <= bucketBytesMax)) {
                int bucketAhead = next++;
                aheadBytes += bytes(bucketAhead);
                ahead.add(ForkJoinPool.commonPool().submit(() -> sorted(bucketAhead)));
            }
            byte[] sorted = Spill.result(ahead.remove());
            aheadBytes -= bytes(bucket);
            if (bytes(bucket) > bucketBytesMax) {
                merge(bucket, sink);
            } else {
                sink.accept(sorted, (int) dealt.count(bucket));
            }
        }
    }

    private long bytes(int bucket) {
        return dealt.count(bucket) * recordBytes;
    }

    /// A bucket that has to be merged is left to [#merge].
    private byte[] sorted(int bucket) throws IOException {
        return bytes(bucket) > bucketBytesMax
                ? new byte[0]
                : RecordOrder.sorted(dealt.read(bucket), (int) dealt.count(bucket), recordBytes);
    }

    private void merge(int bucket, Sink sink) throws IOException {
        int runBytesMax = (int) Math.max(bucketBytesMax, dealt.chunkBytesMax());
        byte[] run = new byte[runBytesMax];
        int filled = 0;
        try (MergedRuns runs = new MergedRuns(path, recordBytes)) {
            for (int chunk = 0; chunk < dealt.chunks(); chunk++) {
                if (filled + dealt.bytes(bucket, chunk) > runBytesMax) {
                    runs.add(RecordOrder.sorted(run, filled / recordBytes, recordBytes));
                    filled = 0;
                }
                filled += dealt.read(bucket, chunk, run, filled);
            }
            runs.add(RecordOrder.sorted(run, filled / recordBytes, recordBytes));
            runs.merge(sink);
        }
    }

    /// Removes the temporary file.
    @Override
    public void close() throws IOException {
        dealt.close();
    }
}
