package dev.mangrove.scan.walk;

import dev.mangrove.scan.item.Reason;
import java.util.List;

/// How a walk over a container ended. Members that were told of before stay valid whatever it says.
public sealed interface WalkOutcome {

    /// Short machine-readable remarks, e.g. `localHeadersUsed`, `resynchronised:2`.
    List<String> notes();

    /// Every member was met.
    record Complete(List<String> notes) implements WalkOutcome {}

    /// Some members may have been missed.
    ///
    /// @param detail one sentence for people, with the offset or limit where there is one
    record Incomplete(Reason reason, String detail, List<String> notes) implements WalkOutcome {}
}
