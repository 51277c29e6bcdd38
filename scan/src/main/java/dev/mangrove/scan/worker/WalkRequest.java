package dev.mangrove.scan.worker;

import dev.mangrove.scan.item.Examination.NotExamined;
import dev.mangrove.scan.item.MediaType;
import dev.mangrove.scan.item.RawName;
import java.util.Map;

/// A container to be walked.
///
/// @param path absolute
/// @param done members that earlier runs have recorded; added to as the walk goes on
/// @param poison members that ended the walk twice in earlier runs, and what was recorded of them
public record WalkRequest(RawName path, MediaType type, SequenceRanges done, Map<Long, NotExamined> poison) {

    /// The note of a member at which the walk over its container ended twice. Later runs must leave it out
    /// again, or else the numbers of the members behind it change.
    public static final String POISON_NOTE = "endedWalk";

    public WalkRequest {
        if (type.kind() != MediaType.Kind.CONTAINER) {
            throw new IllegalArgumentException(type + " is no container");
        }
        poison = Map.copyOf(poison);
    }
}
