package dev.mangrove.index;

import dev.mangrove.hash.Digest;
import java.io.IOException;
import java.nio.file.Path;

/// A known list, opened from its `.mgl` file: immutable, memory-mapped, each block checked before its
/// first use. Safe for use by several threads.
public final class HashList implements AutoCloseable {

    private HashList() {}

    /// Opens a list; its header is checked, its blocks when they are first used.
    ///
    /// @throws DamagedHashListException naming the file, section and offset
    public static HashList open(Path file) throws IOException {
        throw new UnsupportedOperationException();
    }

    public HashListHeader header() {
        throw new UnsupportedOperationException();
    }

    /// Hands the ordinals of all entries with this digest to `sink`: complete, and confirmed byte by byte.
    public void exactMatches(Digest digest, java.util.function.LongConsumer sink) {
        throw new UnsupportedOperationException();
    }

    /// Near matching; its ordinals are those of [#nearEntry].
    public HammingIndex near() {
        throw new UnsupportedOperationException();
    }

    /// The entry that the stored hash `nearOrdinal` of [#near] belongs to.
    public long nearEntry(long nearOrdinal) {
        throw new UnsupportedOperationException();
    }

    /// One entry.
    ///
    /// @param ordinal 0..[HashListHeader#entries]-1
    public HashListEntry entry(long ordinal) {
        throw new UnsupportedOperationException();
    }

    /// Reads and checks every block.
    ///
    /// @throws DamagedHashListException naming the file, section and offset
    public void verify() throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
