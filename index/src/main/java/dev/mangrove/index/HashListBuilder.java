package dev.mangrove.index;

import dev.mangrove.hash.HashProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Builds one `.mgl` file in memory that does not grow with the list, by sorting on disk. The file
/// appears under its name only when it is whole. Not safe for use by several threads.
public final class HashListBuilder implements AutoCloseable {

    /// @param version of the list; left empty, it is derived from the content
    public record Description(
            String name, Optional<String> version, String origin, Optional<String> scheme, HashProfile profile) {}

    private HashListBuilder() {}

    /// Begins a list.
    ///
    /// @param output where the list will lie; temporary files lie beside it until then
    public static HashListBuilder create(Path output, Description description) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// Adds an entry.
    public void add(HashListEntry entry) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// Writes the list and puts it in its place.
    public HashListHeader finish(List<HashListHeader.Source> sources) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// Removes temporary files; without [#finish] nothing is left behind.
    @Override
    public void close() throws IOException {}
}
