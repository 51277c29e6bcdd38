package dev.mangrove.index;

import dev.mangrove.hash.Digest;
import dev.mangrove.hash.PdqHash;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// One entry of a known list: what is known of one file or picture.
///
/// @param id the entry's name in its list; unique within the list as far as the source makes it so
/// @param digests at most one of each kind
/// @param pdq the picture's hash, where the source has one
/// @param quality of the PDQ hash, 0..100, where the source tells
/// @param sizeBytes of the file, where the source tells
/// @param category the label in the list's scheme, as the source writes it (`1`, `A`)
/// @param series the name of the series that the picture belongs to
/// @param frame present where the entry is one frame of a video
/// @param role what a match with this entry means, from the scheme
public record HashListEntry(
        String id,
        Set<Digest> digests,
        Optional<PdqHash> pdq,
        OptionalInt quality,
        OptionalLong sizeBytes,
        Optional<String> category,
        Optional<String> series,
        Optional<String> comment,
        Optional<EntryFrame> frame,
        EntryRole role) {

    /// An entry that is a file or a picture.
    public HashListEntry(
            String id,
            Set<Digest> digests,
            Optional<PdqHash> pdq,
            OptionalInt quality,
            OptionalLong sizeBytes,
            Optional<String> category,
            Optional<String> series,
            Optional<String> comment,
            EntryRole role) {
        this(id, digests, pdq, quality, sizeBytes, category, series, comment, Optional.empty(), role);
    }

    public HashListEntry {
        digests = Set.copyOf(digests);
    }

    HashListEntry withId(String otherId) {
        return new HashListEntry(otherId, digests, pdq, quality, sizeBytes, category, series, comment, frame, role);
    }
}
