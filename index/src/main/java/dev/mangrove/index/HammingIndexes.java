package dev.mangrove.index;

import static dev.mangrove.index.ListLayout.INT;
import static dev.mangrove.index.ListLayout.LONG;

import dev.mangrove.hash.PdqHash;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.function.LongToIntFunction;

/// Builds indexes over hashes that are not a list, such as those of all pictures of a scan. They lie
/// outside the Java heap and may hold many millions.
public final class HammingIndexes {

    private static final int WORDS = 4;

    private HammingIndexes() {}

    /// An index in memory of its own, given back by [#close]. No other thread may be using it then.
    public interface Held extends HammingIndex, AutoCloseable {
        @Override
        void close();
    }

    /// An index over a copy of the given hashes.
    ///
    /// @param words four for each hash, `word0` first; the ordinal of a hash is its place here
    public static Held of(long[] words) {
        return of(MemorySegment.ofArray(words));
    }

    /// An index over a copy of the given hashes, for more of them than an array holds.
    ///
    /// @param words four `long` in native byte order for each hash, `word0` first; a hash's place is its ordinal
    public static Held of(MemorySegment words) {
        return of(words, SubstringCut::substringsFor);
    }

    /// An index without tables, which compares each query with every hash: what quicker ones are checked and
    /// measured against.
    ///
    /// @param words as [#of(MemorySegment)] takes them
    public static Held scanOf(MemorySegment words) {
        return of(words, _ -> 0);
    }

    private static Held of(MemorySegment words, LongToIntFunction substringsFor) {
        long hashBytes = WORDS * (long) Long.BYTES;
        long size = words.byteSize() / hashBytes;
        if (size * hashBytes != words.byteSize()) {
            throw new IllegalArgumentException(
                    words.byteSize() + " bytes are no whole number of hashes; give 4 words of 8 bytes for each");
        }
        if (size > ListLayout.ENTRIES_MAX) {
            throw new IllegalArgumentException(
                    size + " hashes are more than the " + ListLayout.ENTRIES_MAX + " that one index holds");
        }
        return new HeldIndex(words, (int) size, substringsFor.applyAsInt(size));
    }

    /// The hashes in columns, in a given order.
    static HashColumns columns(MemorySegment words, int[] order, Arena arena) {
        MemorySegment upper = arena.allocate((long) order.length * HashColumns.HASH_BYTES, Long.BYTES);
        MemorySegment lower = arena.allocate((long) order.length * HashColumns.HASH_BYTES, Long.BYTES);
        for (int place = 0; place < order.length; place++) {
            for (int word = 0; word < WORDS; word++) {
                long value =
                        words.get(ValueLayout.JAVA_LONG_UNALIGNED, ((long) order[place] * WORDS + word) * Long.BYTES);
                MemorySegment column = word < 2 ? upper : lower;
                column.set(LONG, (long) place * HashColumns.HASH_BYTES + (word & 1) * (long) Long.BYTES, value);
            }
        }
        return new HashColumns(Section.ofOwn(upper), Section.ofOwn(lower));
    }

    /// A multi-index whose tables are built here and live as long as `arena`.
    ///
    /// @param hashes ascending
    static MultiIndex multiIndex(HashColumns hashes, long size, int substrings, Arena arena) {
        SubstringCut cut = new SubstringCut(substrings);
        long different = TableFiller.different(hashes, size);
        MemorySegment starts = arena.allocate(cut.startsBytes(), ListLayout.SECTION_ALIGNMENT);
        MemberLayout layout = MemberLayout.of(cut, size, different);
        MemorySegment members = arena.allocate(layout.bytes(), Long.BYTES);
        int[] crowded = TableFiller.fill(hashes, size, cut, starts, members, layout);
        MemorySegment rows = arena.allocate((long) crowded.length * Integer.BYTES, Integer.BYTES);
        for (int i = 0; i < crowded.length; i++) {
            rows.set(INT, (long) i * Integer.BYTES, crowded[i]);
        }
        return new MultiIndex(
                hashes,
                size,
                cut,
                new SearchTables(Section.ofOwn(starts), Section.ofOwn(members), Section.ofOwn(rows), layout));
    }

    private static final class HeldIndex implements Held {
        private final Arena arena;
        private final HammingIndex engine;
        private final MemorySegment ordinals;

        @SuppressWarnings("MustBeClosedChecker") // close() closes the arena.
        HeldIndex(MemorySegment words, int size, int substrings) {
            this.arena = Arena.ofShared();
            int[] order = HashOrder.of(words, size);
            HashColumns hashes = columns(words, order, arena);
            this.ordinals = arena.allocate((long) size * Integer.BYTES, Integer.BYTES);
            MemorySegment.copy(order, 0, ordinals, INT, 0, size);
            this.engine = substrings == 0 ? new ScanIndex(hashes, size) : multiIndex(hashes, size, substrings, arena);
        }

        @Override
        public long size() {
            return engine.size();
        }

        @Override
        public void matchesWithin(List<PdqHash> queries, int radiusBits, BatchSink sink) {
            engine.matchesWithin(
                    queries,
                    radiusBits,
                    (query, place, distanceBits) -> sink.match(query, ordinals.getAtIndex(INT, place), distanceBits));
        }

        @Override
        public void close() {
            if (arena.scope().isAlive()) {
                arena.close();
            }
        }
    }
}
