package dev.mangrove.cli;

import dev.mangrove.scan.examine.VideoLimits;
import dev.mangrove.scan.worker.WorkerSettings;
import picocli.CommandLine.Option;

/// How the worker processes are to be run; the same words in every command that has any.
final class WorkerOptions {

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Worker processes at work at once. Default: one for each processor.")
    int workers = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--item-seconds",
            paramLabel = "SECONDS",
            description = "Time for one item, beside a second for every 20 MB; three times that at the second try."
                    + " Default: ${DEFAULT-VALUE}.")
    int itemSeconds = WorkerSettings.ITEM_SECONDS;

    @Option(
            names = "--worker-heap-mb",
            paramLabel = "MB",
            description = "Memory of one worker; three times that at the second try. Default: ${DEFAULT-VALUE}.")
    int workerHeapMegabytes = WorkerSettings.HEAP_MEGABYTES;

    @Option(
            names = "--frame-interval-millis",
            paramLabel = "MILLIS",
            description = "A frame of a video is looked at for each such span, beside the first and the last one."
                    + " Default: ${DEFAULT-VALUE}.")
    int frameIntervalMillis = VideoLimits.FRAME_INTERVAL_MILLIS;
}
