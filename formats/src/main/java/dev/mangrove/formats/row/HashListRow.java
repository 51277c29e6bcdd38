package dev.mangrove.formats.row;

import dev.mangrove.hash.Digest;
import dev.mangrove.hash.PdqHash;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// One row of a list of known hashes, whatever its format.
///
/// @param id what the source calls the entry, where it has a name for it
/// @param digests at most one of each kind
/// @param pdq well-formed, but not yet judged: it may be zero or of low quality
/// @param category as the source writes it; its meaning depends on a scheme that only a person can name
/// @param frame present where the row is a frame of a video; the rows of one video follow each other and have one id
/// @param unmatchable names of perceptual hashes that are present but cannot be matched here, e.g. `PhotoDNA`
public record HashListRow(
        Optional<String> id,
        List<Digest> digests,
        Optional<PdqHash> pdq,
        OptionalInt quality,
        OptionalLong sizeBytes,
        Optional<String> category,
        Optional<String> series,
        Optional<String> comment,
        Optional<RowFrame> frame,
        List<String> unmatchable) {

    public HashListRow {
        digests = List.copyOf(digests);
        unmatchable = List.copyOf(unmatchable);
    }
}
