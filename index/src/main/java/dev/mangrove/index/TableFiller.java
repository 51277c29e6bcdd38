package dev.mangrove.index;

import static dev.mangrove.index.ListLayout.INT;
import static dev.mangrove.index.ListLayout.LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/// Fills [SearchTables]. The pieces are independent, and are filled by as many threads as there are processors.
///
/// Cost: the hashes are read once to count, and once for each piece; 8 bytes for each hash and piece are written once
/// and read once. Bucket by bucket in memory of tens of megabytes, each hash would cost several cache misses; so they
/// are first dealt out to ranges of buckets that fit the nearest cache, and then sorted within each.
///
/// Memory outside the heap: 8 bytes a hash for each thread, at most 400 MB for all of them.
final class TableFiller {

    /// Buckets of a range, as a shift: their counts take 128 KiB.
    private static final int RANGE_SHIFT = 15;

    /// Hashes dealt out in one round; more take further rounds, so that memory does not grow with the list.
    private static final int ROUND_HASHES_MAX =
            Math.min(12 << 20, (48 << 20) / Runtime.getRuntime().availableProcessors());

    private static final int GROUP_INTS = BucketGroup.BYTES / Integer.BYTES;

    private final HashColumns hashes;
    private final long size;
    private final SubstringCut cut;
    private final MemorySegment starts;
    private final MemorySegment members;
    private final MemberLayout layout;
    private final int[][] rangeSizes;

    /// Where hashes are dealt out; as many as threads have needed at once, all given back in the end.
    private final Queue<MemorySegment> rooms = new ConcurrentLinkedQueue<>();

    private TableFiller(
            HashColumns hashes,
            long size,
            SubstringCut cut,
            MemorySegment starts,
            MemorySegment members,
            MemberLayout layout) {
        this.hashes = hashes;
        this.size = size;
        this.layout = layout;
        this.cut = cut;
        this.starts = starts;
        this.members = members;
        this.rangeSizes = rangeSizes(hashes, size, cut);
    }

    /// @param hashes ascending
    /// @param starts room for [SubstringCut#startsBytes]
    /// @param members zeros, as many as `layout` wants
    /// @return the rows of crowded groups
    static int[] fill(
            HashColumns hashes,
            long size,
            SubstringCut cut,
            MemorySegment starts,
            MemorySegment members,
            MemberLayout layout) {
        TableFiller filler = new TableFiller(hashes, size, cut, starts, members, layout);
        try (Arena arena = Arena.ofShared()) {
            List<Rows> rows = IntStream.range(0, cut.substrings())
                    .parallel()
                    .mapToObj(piece -> filler.fillPiece(piece, arena))
                    .toList();
            return filler.numbered(rows);
        }
    }

    /// How many different hashes there are among these, which ascend.
    static long different(HashColumns hashes, long size) {
        HashBlock block = new HashBlock(hashes, size);
        long different = 0;
        for (long first = 0; first < size; first += HashBlock.HASHES) {
            int count = block.read(first);
            for (int i = 0; i < count; i++) {
                different += block.isFirstOfEqual(i);
            }
        }
        return different;
    }

    /// How many hashes there are in each range of each piece's buckets.
    private static int[][] rangeSizes(HashColumns hashes, long size, SubstringCut cut) {
        int[][] sizes = new int[cut.substrings()][];
        for (int piece = 0; piece < sizes.length; piece++) {
            sizes[piece] = new int[1 << (cut.widthBits(piece) - rangeShift(cut, piece))];
        }
        HashBlock block = new HashBlock(hashes, size);
        for (long first = 0; first < size && sizes.length > 0; first += HashBlock.HASHES) {
            int count = block.read(first);
            for (int piece = 0; piece < sizes.length; piece++) {
                block.makeKeys(count, cut, piece);
                block.count(count, piece > 0, rangeShift(cut, piece), sizes[piece]);
            }
        }
        return sizes;
    }

    private static int rangeShift(SubstringCut cut, int piece) {
        return Math.min(RANGE_SHIFT, cut.widthBits(piece));
    }

    private Rows fillPiece(int piece, Arena arena) {
        int rangeShift = rangeShift(cut, piece);
        int[] rangeSizes = this.rangeSizes[piece];
        Rows rows = new Rows();
        int start = 0;
        int range = 0;
        while (range < rangeSizes.length) {
            int end = range;
            long inRound = 0;
            while (end < rangeSizes.length && (end == range || inRound + rangeSizes[end] <= ROUND_HASHES_MAX)) {
                inRound += rangeSizes[end++];
            }
            MemorySegment room = room(inRound, arena);
            start = fillRanges(piece, rangeShift, range, Arrays.copyOfRange(rangeSizes, range, end), start, rows, room);
            rooms.add(room);
            range = end;
        }
        return rows;
    }

    private MemorySegment room(long hashesInRound, Arena arena) {
        MemorySegment room = rooms.poll();
        long bytes = hashesInRound * Long.BYTES;
        return room != null && room.byteSize() >= bytes
                ? room
                : arena.allocate(Math.max(bytes, Math.min(size, ROUND_HASHES_MAX) * Long.BYTES), Long.BYTES);
    }

    /// Deals the members out to their ranges, in ascending order, and then fills one range after the other.
    private int fillRanges(
            int piece, int rangeShift, int firstRange, int[] rangeSizes, int start, Rows rows, MemorySegment dealt) {
        int[] next = new int[rangeSizes.length + 1];
        for (int range = 0; range < rangeSizes.length; range++) {
            next[range + 1] = next[range] + rangeSizes[range];
        }
        int[] ends = next.clone();
        HashBlock block = new HashBlock(hashes, size);
        for (long first = 0; first < size; first += HashBlock.HASHES) {
            int count = block.readKeys(first, cut, piece);
            block.deal(count, piece > 0, rangeShift, firstRange, next, dealt);
        }
        int[] bucketEnds = new int[1 << rangeShift];
        int from = start;
        for (int range = 0; range < rangeSizes.length; range++) {
            long[] keysAndPlaces = dealt.asSlice((long) ends[range] * Long.BYTES, (long) rangeSizes[range] * Long.BYTES)
                    .toArray(LONG);
            fillRange(piece, firstRange + range, keysAndPlaces, bucketEnds, from, rows);
            from += rangeSizes[range];
        }
        return from;
    }

    private void fillRange(int piece, int range, long[] keysAndPlaces, int[] bucketEnds, int start, Rows rows) {
        Arrays.fill(bucketEnds, 0);
        int mask = bucketEnds.length - 1;
        for (long entry : keysAndPlaces) {
            bucketEnds[(int) (entry >>> 32) & mask]++;
        }
        int[] groups = new int[bucketEnds.length / BucketGroup.BUCKETS * GROUP_INTS];
        int end = start;
        for (int bucket = 0; bucket < bucketEnds.length; bucket += BucketGroup.BUCKETS) {
            putGroup(groups, bucket / BucketGroup.BUCKETS * GROUP_INTS, bucketEnds, bucket, end, rows);
            for (int i = bucket; i < bucket + BucketGroup.BUCKETS; i++) {
                end += bucketEnds[i];
                bucketEnds[i] = end;
            }
        }
        long firstGroup = cut.firstGroup(piece) + (long) range * bucketEnds.length / BucketGroup.BUCKETS;
        MemorySegment.copy(groups, 0, starts, INT, firstGroup * BucketGroup.BYTES, groups.length);
        if (piece > 0) {
            int[] places = new int[keysAndPlaces.length];
            for (int i = places.length - 1; i >= 0; i--) {
                places[--bucketEnds[(int) (keysAndPlaces[i] >>> 32) & mask] - start] = (int) keysAndPlaces[i];
            }
            layout.put(members, layout.first(piece) + start, places);
        }
    }

    private static void putGroup(int[] groups, int at, int[] counts, int first, int start, Rows rows) {
        int plane0 = 0;
        int plane1 = 0;
        int plane2 = 0;
        int most = 0;
        for (int i = 0; i < BucketGroup.BUCKETS; i++) {
            int count = counts[first + i];
            most |= count;
            plane0 |= (count & 1) << i;
            plane1 |= (count >>> 1 & 1) << i;
            plane2 |= (count >>> 2 & 1) << i;
        }
        if (most > BucketGroup.COUNT_MAX) {
            groups[at] = BucketGroup.CROWDED | rows.add(counts, first, start);
        } else {
            groups[at] = start;
            groups[at + 1] = plane0;
            groups[at + 2] = plane1;
            groups[at + 3] = plane2;
        }
    }

    /// Puts the pieces' rows one behind the other, and adds to each piece's row numbers how many came before.
    private int[] numbered(List<Rows> pieces) {
        int[] all = new int[pieces.stream().mapToInt(rows -> rows.used).sum()];
        int used = 0;
        for (int piece = 0; piece < pieces.size(); piece++) {
            Rows rows = pieces.get(piece);
            System.arraycopy(rows.starts, 0, all, used, rows.used);
            int before = used / BucketGroup.ROW_STARTS;
            long end = cut.firstGroup(piece) + (1L << cut.widthBits(piece)) / BucketGroup.BUCKETS;
            for (long group = cut.firstGroup(piece); rows.used > 0 && before > 0 && group < end; group++) {
                int base = starts.get(INT, group * BucketGroup.BYTES);
                if (base < 0) {
                    starts.set(INT, group * BucketGroup.BYTES, base + before);
                }
            }
            used += rows.used;
        }
        return all;
    }

    /// The rows of one piece's crowded groups.
    private static final class Rows {
        private int[] starts = new int[0];
        private int used;

        int add(int[] counts, int first, int start) {
            if (used + BucketGroup.ROW_STARTS > starts.length) {
                starts = Arrays.copyOf(starts, Math.max(64 * BucketGroup.ROW_STARTS, 2 * starts.length));
            }
            int row = used / BucketGroup.ROW_STARTS;
            int end = start;
            starts[used++] = end;
            for (int i = 0; i < BucketGroup.BUCKETS; i++) {
                end += counts[first + i];
                starts[used++] = end;
            }
            return row;
        }
    }
}
