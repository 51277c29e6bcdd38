package dev.mangrove.index;

import dev.mangrove.hash.Digest;
import dev.mangrove.hash.PdqHash;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.LongStream;

/// Writes a view as a list of its own, and tells what then remains to be changed.
final class ListMerge {

    private ListMerge() {}

    static HashListHeader write(LiveView view, Path output, Optional<String> version) throws IOException {
        HashListHeader before = view.shared().list().header();
        var description = new HashListBuilder.Description(
                before.name(), version, before.origin(), before.scheme(), before.profile());
        try (HashListBuilder builder = HashListBuilder.create(output, description)) {
            for (long ordinal = 0; ordinal < view.ordinalsEnd(); ordinal++) {
                if (view.has(ordinal)) {
                    builder.add(withoutDerivedId(view.entry(ordinal)));
                }
            }
            return builder.finish(before.sources());
        }
    }

    /// An entry whose source has no id goes by its digest, and need not store it twice.
    private static HashListEntry withoutDerivedId(HashListEntry entry) {
        return entry.id().equals(derivedId(entry)) ? entry.withId("") : entry;
    }

    /// The strongest digest, or else the PDQ hash, in hex.
    static String derivedId(HashListEntry entry) {
        return entry.digests().stream()
                .max(Comparator.comparing(Digest::kind))
                .map(Digest::toHex)
                .or(() -> entry.pdq().map(PdqHash::toHex))
                .orElse("");
    }

    /// The changes that a merged list still lacks. Its entries are those that `merged` had left, in their order.
    ///
    /// @param now has the changes of `merged` and perhaps more
    static Delta since(Delta merged, Delta now, long entries) {
        Delta delta = Delta.none(entries);
        for (int place = merged.added(); place < now.added(); place++) {
            delta = delta.with(Accepted.of(now.entry(now.base() + place)));
        }
        long[] withdrawn = LongStream.of(now.withdrawn())
                .filter(ordinal -> !merged.isWithdrawn(ordinal))
                .map(ordinal -> ordinal - merged.withdrawnBefore(ordinal))
                .toArray();
        return delta.without(withdrawn);
    }
}
