package dev.mangrove.scan;

import dev.mangrove.scan.ScanProgress.Phase;
import dev.mangrove.scan.ScanProgress.Snapshot;
import dev.mangrove.scan.ScanProgress.Total;
import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.item.Reason;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// Counts what a run has done. Safe for use by several threads.
final class Tally {

    private final long startedAtNanos = System.nanoTime();
    private final Map<Reason, Long> notExamined = new EnumMap<>(Reason.class);
    private final long itemsBefore;
    private long itemsNow;
    private long bytesNow;
    private long bytesBefore;
    private long pictures;
    private long digestsOnly;
    private Phase phase = Phase.EXAMINING;
    private Optional<Total> total = Optional.empty();

    /// @param itemsBefore finished by earlier runs
    Tally(long itemsBefore) {
        this.itemsBefore = itemsBefore;
    }

    synchronized void add(Examination examination) {
        itemsNow++;
        switch (examination) {
            case Examination.PictureExamined _ -> pictures++;
            case Examination.DigestsOnly _ -> digestsOnly++;
            case Examination.NotExamined not -> notExamined.merge(not.reason(), 1L, Long::sum);
        }
    }

    synchronized void addFile(long bytes) {
        bytesNow += bytes;
    }

    synchronized void skipFile(long bytes) {
        bytesBefore += bytes;
    }

    synchronized void enter(Phase next) {
        phase = next;
    }

    synchronized void counted(Total all) {
        total = Optional.of(all);
    }

    synchronized Snapshot snapshot() {
        return new Snapshot(
                phase,
                itemsBefore + itemsNow,
                itemsNow,
                bytesBefore + bytesNow,
                bytesNow,
                total,
                pictures,
                digestsOnly,
                notExamined,
                Duration.ofNanos(System.nanoTime() - startedAtNanos));
    }
}
