package dev.mangrove.scan;

import dev.mangrove.scan.ScanProgress.Total;
import dev.mangrove.scan.capture.EvidenceFiles;
import dev.mangrove.scan.capture.EvidenceFiles.Kind;
import dev.mangrove.scan.capture.EvidenceFiles.Status;
import dev.mangrove.scan.item.RawName;
import dev.mangrove.scan.workspace.CaptureRoot;
import java.io.IOException;
import java.util.List;

/// Counts what there is to examine, so that the time left can be told. Runs beside the examination.
final class CaptureCount implements EvidenceFiles.Visitor {

    private static final EvidenceFiles FILES = EvidenceFiles.system();

    private long files;
    private long bytes;

    private CaptureCount() {}

    /// Starts to count, and tells `tally` when it is done.
    static Thread start(List<CaptureRoot> captures, Tally tally) {
        return Thread.ofPlatform().daemon().name("count").start(() -> {
            CaptureCount count = new CaptureCount();
            try {
                for (CaptureRoot capture : captures) {
                    switch (capture.kind()) {
                        case FOLDER -> FILES.walk(capture.location(), count);
                        case FILE -> count.entry(capture.location(), FILES.status(capture.location()));
                    }
                }
                tally.counted(new Total(count.files, count.bytes));
            } catch (IOException uncounted) {
                // The examination itself meets the same trouble and says so; here only an estimate is lost.
            }
        });
    }

    @Override
    public void entry(RawName relativePath, Status status) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new IOException("counting was ended");
        }
        if (status.kind() == Kind.FILE) {
            files++;
            bytes += status.sizeBytes();
        }
    }

    @Override
    public void unreadable(RawName relativePath, String systemReason) {}
}
