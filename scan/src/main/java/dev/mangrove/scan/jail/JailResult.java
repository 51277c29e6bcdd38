package dev.mangrove.scan.jail;

import java.util.Optional;
import java.util.OptionalInt;

/// How a run of an outside program ended.
///
/// @param exitStatus as it gave it; above 128 where a signal ended it
/// @param limit that it hit, after which it was ended
/// @param stoppedEarly whether its reader had enough before it ended
/// @param errorText the beginning and the end of what it said on standard error; hostile like the evidence
/// @param keptAccessTime whether no access time of evidence can have changed
public record JailResult(
        int exitStatus, Optional<Limit> limit, boolean stoppedEarly, String errorText, boolean keptAccessTime) {

    private static final int SIGNAL_STATUS = 128;

    /// The limits that a run can hit.
    public enum Limit {
        WALL_CLOCK,
        PROCESSOR,
        MEMORY,
        OUTPUT
    }

    public boolean succeeded() {
        return exitStatus == 0 && limit.isEmpty();
    }

    /// The signal that ended it, where one did.
    public OptionalInt signal() {
        return exitStatus > SIGNAL_STATUS ? OptionalInt.of(exitStatus - SIGNAL_STATUS) : OptionalInt.empty();
    }

    /// One clause for a detail, such as `was ended by signal 9`. It holds nothing that the program said.
    public String ending() {
        if (limit.isPresent()) {
            return switch (limit.get()) {
                case WALL_CLOCK -> "took longer than its limit of time";
                case PROCESSOR -> "took more processor time than its limit";
                case MEMORY -> "needed more memory than its limit";
                case OUTPUT -> "gave more output than its limit";
            };
        }
        return signal().isPresent() ? "was ended by signal " + signal().getAsInt() : "ended with status " + exitStatus;
    }
}
