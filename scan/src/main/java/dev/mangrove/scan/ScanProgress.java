package dev.mangrove.scan;

import dev.mangrove.scan.item.Reason;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Is told, a few times a second and from a thread of its own, how far a scan is.
@FunctionalInterface
public interface ScanProgress {

    /// Nobody wants to know.
    ScanProgress NONE = snapshot -> {};

    void at(Snapshot snapshot);

    /// What a scan is busy with.
    enum Phase {
        EXAMINING,
        MATCHING,
        DONE
    }

    /// A moment of a scan.
    ///
    /// @param items in a final state, those of earlier runs included
    /// @param itemsNow of these, the ones that this run has examined
    /// @param bytes of the capture's files that are done, those of earlier runs included
    /// @param bytesNow of these, the ones that this run has examined
    /// @param total how much there is, once it has been counted
    /// @param notExamined items of this run by reason
    record Snapshot(
            Phase phase,
            long items,
            long itemsNow,
            long bytes,
            long bytesNow,
            Optional<Total> total,
            long picturesExamined,
            long digestsOnly,
            Map<Reason, Long> notExamined,
            Duration elapsed) {

        public Snapshot {
            notExamined = Map.copyOf(notExamined);
        }

        public double itemsPerSecond() {
            return itemsNow / seconds();
        }

        public double bytesPerSecond() {
            return bytesNow / seconds();
        }

        private double seconds() {
            return Math.max(0.001, elapsed.toMillis() / 1000.0);
        }

        /// An estimate, where the capture has been counted and enough of it is done.
        public Optional<Duration> left() {
            if (bytesNow == 0) {
                return Optional.empty();
            }
            return total.map(all ->
                    Duration.ofMillis((long) (Math.max(0, all.bytes() - bytes) / bytesPerSecond() * 1000)));
        }
    }

    /// The captures' files, before containers are opened.
    record Total(long files, long bytes) {}
}
