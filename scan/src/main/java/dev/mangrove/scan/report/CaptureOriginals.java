package dev.mangrove.scan.report;

import dev.mangrove.scan.capture.EvidenceFile;
import dev.mangrove.scan.capture.EvidenceFiles;
import dev.mangrove.scan.item.MediaType;
import dev.mangrove.scan.item.RawName;
import dev.mangrove.scan.worker.MemberFetcher;
import dev.mangrove.scan.worker.WorkerSettings;
import dev.mangrove.scan.workspace.ScanSettings;
import dev.mangrove.scan.workspace.Workspace;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Gives the bytes of a capture's items once more. The capture is only read; containers are opened in a
/// worker process, never here.
final class CaptureOriginals implements AutoCloseable {

    /// The spool of the scan, which cannot run while the workspace is held.
    private static final String SPOOL = "spool";

    private final Workspace workspace;
    private @Nullable MemberFetcher members;

    CaptureOriginals(Workspace workspace) {
        this.workspace = workspace;
    }

    /// A top-level file of a capture.
    ///
    /// @param path absolute
    /// @param type by content, as the scan found it
    /// @param poison members at which the walk of the scan ended
    record TopFile(RawName path, MediaType type, Set<Long> poison) {}

    /// Hands over the bytes of the wanted items of one file.
    ///
    /// @param sequences 0 for the file itself, else its members
    void fetch(TopFile file, Set<Long> sequences, MemberFetcher.Sink sink) throws IOException {
        if (sequences.contains(0L)) {
            try (EvidenceFile open = EvidenceFiles.system().open(file.path())) {
                sink.member(0, Channels.newInputStream(open));
            }
        }
        Set<Long> inside = new TreeSet<>(sequences);
        inside.remove(0L);
        if (inside.isEmpty()) {
            return;
        }
        if (file.type().kind() != MediaType.Kind.CONTAINER) {
            throw new IOException("the scan did not come to the end of its container");
        }
        fetcher().fetch(file.path(), file.type(), inside, file.poison(), sink);
    }

    private MemberFetcher fetcher() throws IOException {
        MemberFetcher fetcher = members;
        if (fetcher == null) {
            ScanSettings settings = workspace.settings();
            fetcher = MemberFetcher.start(new WorkerSettings(
                    1,
                    settings.itemSeconds(),
                    settings.workerHeapMb(),
                    settings.frameIntervalMillis(),
                    settings.walkLimits(),
                    workspace.folder().resolve(SPOOL)));
            members = fetcher;
        }
        return fetcher;
    }

    @Override
    public void close() {
        if (members != null) {
            members.close();
        }
    }
}
