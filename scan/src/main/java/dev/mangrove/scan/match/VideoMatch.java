package dev.mangrove.scan.match;

import dev.mangrove.hash.Orientation;
import dev.mangrove.index.EntryRole;
import java.util.List;
import java.util.Optional;

/// What a video has in common with a known video, in the orientation in which most of its frames do. Only frames
/// that near matching may use are counted, each with its repeats.
///
/// @param list the list's name
/// @param query of the item
/// @param known of the entry
public record VideoMatch(
        int listId,
        String list,
        String entry,
        EntryRole role,
        Orientation orientation,
        Part query,
        Part known,
        Optional<String> category,
        Optional<String> series) {

    /// One side.
    ///
    /// @param frames that can be matched
    /// @param matched those within the distance of some frame of the other side
    /// @param spans of matched frames that follow each other
    public record Part(long frames, long matched, List<Span> spans) {

        public Part {
            spans = List.copyOf(spans);
        }

        /// Matched of all, 0..100.
        public double percent() {
            return 100.0 * matched / frames;
        }
    }

    /// From the first to the last matched frame of a row of them.
    public record Span(long fromMillis, long toMillis) {}
}
