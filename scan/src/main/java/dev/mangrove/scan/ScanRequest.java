package dev.mangrove.scan;

import dev.mangrove.hash.PdqHash;
import dev.mangrove.scan.examine.VideoLimits;
import dev.mangrove.scan.item.RawName;
import dev.mangrove.scan.match.SearchCheck;
import dev.mangrove.scan.match.VideoShares;
import dev.mangrove.scan.worker.WorkerSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What to scan, with which lists, and into which workspace.
///
/// @param captures folders or single files, in the order in which a later run must name them again
/// @param lists `.mgl` files of known hashes
/// @param knownGood `.mgl` files of hashes that filter harmless items out
/// @param workspace a new folder, or that of an earlier run, which then goes on
/// @param distanceBits the most bits in which near copies differ
/// @param workers examiners at once
/// @param itemSeconds time for one item before it is tried again, once
/// @param workerHeapMegabytes of one worker
/// @param frameIntervalMillis between the frames of a video that are looked at
/// @param carve whether files are searched for in the unused space of disk images
/// @param videoShares from which videos are told to match
/// @param check what searches are compared with
public record ScanRequest(
        List<Capture> captures,
        List<Path> lists,
        List<Path> knownGood,
        Path workspace,
        int distanceBits,
        int workers,
        int itemSeconds,
        int workerHeapMegabytes,
        int frameIntervalMillis,
        boolean carve,
        VideoShares videoShares,
        SearchCheck check) {

    public ScanRequest {
        captures = List.copyOf(captures);
        lists = List.copyOf(lists);
        knownGood = List.copyOf(knownGood);
        workspace = workspace.toAbsolutePath().normalize();
    }

    public ScanRequest(
            List<Capture> captures,
            List<Path> lists,
            List<Path> knownGood,
            Path workspace,
            int distanceBits,
            int workers,
            int itemSeconds,
            int workerHeapMegabytes,
            int frameIntervalMillis) {
        this(
                captures,
                lists,
                knownGood,
                workspace,
                distanceBits,
                workers,
                itemSeconds,
                workerHeapMegabytes,
                frameIntervalMillis,
                false,
                VideoShares.STANDARD,
                SearchCheck.NONE);
    }

    /// The same with or without a search in the unused space of disk images.
    public ScanRequest carving(boolean wanted) {
        return new ScanRequest(
                captures,
                lists,
                knownGood,
                workspace,
                distanceBits,
                workers,
                itemSeconds,
                workerHeapMegabytes,
                frameIntervalMillis,
                wanted,
                videoShares,
                check);
    }

    /// The usual settings: a worker for each processor, ten seconds, near copies within 31 bits.
    public static ScanRequest of(List<Capture> captures, List<Path> lists, Path workspace) {
        return new ScanRequest(
                captures,
                lists,
                List.of(),
                workspace,
                PdqHash.DEFAULT_DISTANCE_BITS_MAX,
                Runtime.getRuntime().availableProcessors(),
                WorkerSettings.ITEM_SECONDS,
                WorkerSettings.HEAP_MEGABYTES,
                VideoLimits.FRAME_INTERVAL_MILLIS);
    }

    /// What a unit holds.
    ///
    /// @param location absolute, as raw bytes; a link to a capture is followed
    /// @param label what people call it; else its own name
    public record Capture(RawName location, Optional<String> label) {}
}
