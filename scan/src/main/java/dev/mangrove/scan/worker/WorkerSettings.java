package dev.mangrove.scan.worker;

import dev.mangrove.scan.examine.VideoLimits;
import dev.mangrove.scan.walk.WalkLimits;
import java.nio.file.Path;

/// How many workers there are and what each may cost.
///
/// @param workers examiners at work at once, and at most as many walkers of containers
/// @param itemSeconds wall-clock time for one item, beside a second for every 20 MB; tripled at the second try
/// @param heapMegabytes of one worker; tripled at the second try
/// @param frameIntervalMillis between the frames of a video that are looked at
/// @param spoolFolder an existing private folder for temporary files, which may hold evidence
public record WorkerSettings(
        int workers,
        int itemSeconds,
        int heapMegabytes,
        int frameIntervalMillis,
        WalkLimits walkLimits,
        Path spoolFolder) {

    /// What one worker takes when nothing else is said.
    public static final int HEAP_MEGABYTES = 512;

    /// How long one item may take when nothing else is said.
    public static final int ITEM_SECONDS = 10;

    private static final int HEAP_MEGABYTES_MIN = 64;

    public WorkerSettings {
        require("workers", workers, 1, 1024);
        require("item seconds", itemSeconds, 1, 86_400);
        require("worker heap in megabytes", heapMegabytes, HEAP_MEGABYTES_MIN, 1 << 20);
        require("frame interval in milliseconds", frameIntervalMillis, 1, 86_400_000);
        spoolFolder = spoolFolder.toAbsolutePath();
    }

    /// A worker for each processor, and the standard limits.
    public static WorkerSettings of(Path spoolFolder) {
        return new WorkerSettings(
                Runtime.getRuntime().availableProcessors(),
                ITEM_SECONDS,
                HEAP_MEGABYTES,
                VideoLimits.FRAME_INTERVAL_MILLIS,
                WalkLimits.STANDARD,
                spoolFolder);
    }

    private static void require(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be " + min + " to " + max + ", not " + value);
        }
    }
}
