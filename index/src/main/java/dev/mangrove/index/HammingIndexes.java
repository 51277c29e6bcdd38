package dev.mangrove.index;

import static dev.mangrove.index.ListLayout.LONG;

import dev.mangrove.hash.PdqHash;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

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
        return new HeldIndex(words, size);
    }

    static HashColumns columns(MemorySegment words, long size, Arena arena) {
        MemorySegment upper = arena.allocate(size * HashColumns.HASH_BYTES, Long.BYTES);
        MemorySegment lower = arena.allocate(size * HashColumns.HASH_BYTES, Long.BYTES);
        for (long hash = 0; hash < size; hash++) {
            for (int word = 0; word < WORDS; word++) {
                long value = words.get(ValueLayout.JAVA_LONG_UNALIGNED, (hash * WORDS + word) * Long.BYTES);
                MemorySegment column = word < 2 ? upper : lower;
                column.set(LONG, hash * HashColumns.HASH_BYTES + (word & 1) * (long) Long.BYTES, value);
            }
        }
        return new HashColumns(Section.ofOwn(upper), Section.ofOwn(lower));
    }

    /// A multi-index whose tables are built here and live as long as `arena`.
    static MultiIndex multiIndex(HashColumns hashes, long size, int substrings, Arena arena) {
        SubstringCut cut = new SubstringCut(substrings);
        MemorySegment starts = arena.allocate(cut.startsBytes(), Long.BYTES);
        MemorySegment members = arena.allocate(cut.membersBytes(size, false), Long.BYTES);
        SearchTables.fill(hashes, size, cut, false, starts, members);
        return new MultiIndex(hashes, size, cut, false, Section.ofOwn(starts), Section.ofOwn(members));
    }

    private static final class HeldIndex implements Held {
        private final Arena arena;
        private final HammingIndex engine;

        @SuppressWarnings("MustBeClosedChecker") // close() closes the arena.
        HeldIndex(MemorySegment words, long size) {
            this.arena = Arena.ofShared();
            HashColumns hashes = columns(words, size, arena);
            int substrings = SubstringCut.substringsFor(size);
            this.engine = substrings == 0 ? new ScanIndex(hashes, size) : multiIndex(hashes, size, substrings, arena);
        }

        @Override
        public long size() {
            return engine.size();
        }

        @Override
        public void matchesWithin(PdqHash query, int radiusBits, MatchSink sink) {
            engine.matchesWithin(query, radiusBits, sink);
        }

        @Override
        public void close() {
            if (arena.scope().isAlive()) {
                arena.close();
            }
        }
    }
}
