package dev.mangrove.index;

import dev.mangrove.hash.HashProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Lists built for tests.
final class Lists {

    static final HashListBuilder.Description DESCRIPTION = new HashListBuilder.Description(
            "drawn", Optional.empty(), "a test", Optional.of("uk-abc"), HashProfile.REFERENCE);

    private Lists() {}

    static HashListHeader build(Path file, List<HashListEntry> entries) throws IOException {
        return build(entries, HashListBuilder.create(file, DESCRIPTION));
    }

    /// A list with search tables, however few its entries are.
    static HashListHeader build(Path file, List<HashListEntry> entries, int substrings) throws IOException {
        return build(entries, HashListBuilder.create(file, DESCRIPTION, size -> substrings));
    }

    private static HashListHeader build(List<HashListEntry> entries, HashListBuilder begun) throws IOException {
        try (HashListBuilder builder = begun) {
            for (HashListEntry entry : entries) {
                builder.add(entry);
            }
            return builder.finish(List.of(new HashListHeader.Source("drawn.csv", "CSV", "00", entries.size(), 0)));
        }
    }
}
