package dev.mangrove.server.audit;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// A log as it lies somewhere: in an exported folder, or in the database. What it gives is not trusted.
interface ReadableLog {

    /// The newest checkpoint's note, when there is one.
    Optional<String> checkpoint() throws IOException;

    /// All checkpoints that were kept, by size.
    NoteReader keptCheckpoints() throws IOException;

    /// The stored tile at this place of a tree of this size; empty when it is missing or has another length.
    Optional<byte[]> tile(int level, long index, int width) throws IOException;

    /// The bundle of entries at this place; empty when it is missing.
    Optional<byte[]> entries(long index, int width) throws IOException;

    /// The openings of a bundle, a line for each entry; empty when they are missing.
    Optional<String> openings(long index, int width) throws IOException;

    /// Whether this copy has openings at all: one that leaves the agency may come without.
    boolean hasOpenings() throws IOException;

    /// What is here although a log of this size has no such thing: names of files, or places behind the end.
    List<String> strays(long size) throws IOException;

    /// Reads one note after the other.
    interface NoteReader extends AutoCloseable {

        /// The next note; empty at the end. What is no note comes as it is.
        Optional<String> next() throws IOException;

        @Override
        void close() throws IOException;
    }
}
