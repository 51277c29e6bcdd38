package dev.mangrove.server.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How the log stands, for the page and the metrics.
///
/// @param entries with a place in the tree
/// @param checkpoint the newest note, to be taken out of the building
/// @param checkpointAt when it was signed
/// @param unsealed entries that wait for their place
/// @param oldestUnsealed how long the first of them waits
/// @param trouble why nothing is sealed
/// @param lastCheck the newest verification by the server itself
public record Integrity(
        long entries,
        Optional<String> checkpoint,
        Optional<Instant> checkpointAt,
        long unsealed,
        Optional<Duration> oldestUnsealed,
        Optional<String> trouble,
        Optional<SelfCheck> lastCheck) {

    /// More than this is said to be late.
    private static final Duration LATE = Duration.ofSeconds(10);

    /// A verification by the server itself.
    ///
    /// @param at when it ended
    /// @param report what it found
    public record SelfCheck(Instant at, VerifyReport report) {}

    /// Whether nothing asks for a person's eye.
    public boolean isWell() {
        return trouble.isEmpty()
                && oldestUnsealed.filter(age -> age.compareTo(LATE) > 0).isEmpty()
                && lastCheck.filter(check -> !check.report().isSound()).isEmpty();
    }
}
