package dev.mangrove.scan.walk;

import dev.mangrove.hash.ContentDigests;
import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.item.ItemOrigin;
import dev.mangrove.scan.item.MediaType;
import dev.mangrove.scan.item.RawName;
import java.nio.file.Path;

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
    public record Pending(ContentDigests digests, MediaType type, Content content) implements State {}

    /// A member's bytes.
    public sealed interface Content {}

    /// Small ones travel in memory.
    public record Inline(byte[] bytes) implements Content {}

    /// Larger ones lie in a temporary file, which the listener deletes when done.
    public record Spooled(Path file) implements Content {}
}
