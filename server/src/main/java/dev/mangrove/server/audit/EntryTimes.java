package dev.mangrove.server.audit;

import java.time.Duration;
import java.time.Instant;

/// Looks for times that do not fit the order of the entries. They prove nothing by themselves: a clock that was
/// set back does the same.
final class EntryTimes {

    private static final Duration LATE = Duration.ofHours(1);
    private static final Duration DRIFT = Duration.ofSeconds(5);

    private final Findings findings;
    private Instant sealedBefore = Instant.MIN;

    EntryTimes(Findings findings) {
        this.findings = findings;
    }

    void see(long index, EntryText entry) {
        Instant sealed = entry.time(EntryLine.SEALED).orElse(sealedBefore);
        Instant at = entry.time(EntryLine.AT).orElse(sealed);
        if (sealed.isBefore(sealedBefore)) {
            findings.remark("entry " + index + " was sealed before the one in front of it, by the clock");
        }
        if (at.isAfter(sealed.plus(DRIFT))) {
            findings.remark("entry " + index + " says that it happened after it was sealed");
        } else if (at.isBefore(sealed.minus(LATE))) {
            findings.remark("entry " + index + " was sealed more than an hour after it says that it happened");
        }
        sealedBefore = sealed;
    }
}
