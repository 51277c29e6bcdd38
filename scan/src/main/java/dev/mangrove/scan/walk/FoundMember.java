package dev.mangrove.scan.walk;

import dev.mangrove.hash.ContentDigests;
import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.item.Examination.NotExamined;
import dev.mangrove.scan.item.ItemOrigin;
import dev.mangrove.scan.item.MediaType;
import dev.mangrove.scan.item.RawName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A member of a container.
///
/// @param sequence its number in the walk, see [WalkListener]
/// @param parentSequence the container that holds it; 0 for the top-level container
/// @param name as the container stores it, never used as a path
public record FoundMember(long sequence, long parentSequence, RawName name, ItemOrigin origin, State state) {

    /// What the walk itself could settle.
    public sealed interface State {}

    /// Nothing is left to do: no picture, or not examinable.
    public record Settled(Examination examination) implements State {}

    /// A picture, to be decoded by another worker.
    ///
    /// @param digests absent where the member broke off: `content` is then only its recoverable beginning,
    ///     whose own digests are not the file's
    /// @param notes to be added to those of the examination, e.g. `crcMismatch`, `memberTruncated`
    /// @param brokenOff present just where the digests are absent: why the rest could not be read, and the
    ///     answer for this item if the beginning shows no pixels
    public record Pending(
            Optional<ContentDigests> digests,
            MediaType type,
            Content content,
            List<String> notes,
            Optional<NotExamined> brokenOff)
            implements State {

        public Pending {
            notes = List.copyOf(notes);
            if (digests.isPresent() == brokenOff.isPresent()) {
                throw new IllegalArgumentException(
                        "a pending member has either its digests or the reason it broke off");
            }
        }
    }

    /// A member's bytes.
    public sealed interface Content {}

    /// Small ones travel in memory.
    public record Inline(byte[] bytes) implements Content {}

    /// Larger ones lie in a temporary file, which the listener deletes when done.
    public record Spooled(Path file) implements Content {}
}
