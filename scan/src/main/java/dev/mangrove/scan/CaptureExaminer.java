package dev.mangrove.scan;

import dev.mangrove.scan.capture.EvidenceFiles;
import dev.mangrove.scan.capture.EvidenceFiles.Status;
import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.item.Examination.DigestsOnly;
import dev.mangrove.scan.item.Examination.NotExamined;
import dev.mangrove.scan.item.MediaType;
import dev.mangrove.scan.item.RawName;
import dev.mangrove.scan.item.Reason;
import dev.mangrove.scan.walk.WalkOutcome;
import dev.mangrove.scan.worker.WalkRequest;
import dev.mangrove.scan.worker.WorkerPool;
import dev.mangrove.scan.workspace.CaptureRoot;
import dev.mangrove.scan.workspace.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Brings every file of the captures, and every member of their containers, to its final state in the journal.
///
/// A file's examination, the walk over it where it is a container, and its row follow each other on the pool's
/// threads; the thread that lists the captures only waits for room. A container's own row is written after the
/// rows of all its members: where it is there, nothing of the container is left to do.
final class CaptureExaminer {

    /// Fewer than the pool takes, so that only this class makes the lister wait.
    private static final int FILES_MAX = 200;
    private static final long LOOK_MILLIS = 100;
    private static final EvidenceFiles FILES = EvidenceFiles.system();

    private final Workspace workspace;
    private final WorkerPool pool;
    private final Tally tally;
    private final EarlierRuns earlier;
    private final Differences differences = new Differences();
    private final Semaphore room = new Semaphore(FILES_MAX);
    private volatile @Nullable RuntimeException failure;

    CaptureExaminer(Scan.Run run, WorkerPool pool) {
        this.workspace = run.workspace();
        this.pool = pool;
        this.tally = run.tally();
        this.earlier = run.earlier();
    }

    /// Examines what is left to examine, and returns when all of it is in the journal.
    ///
    /// @throws IOException where a capture cannot be listed
    Differences examine(List<CaptureRoot> captures) throws IOException {
        for (CaptureRoot capture : captures) {
            switch (capture.kind()) {
                case FOLDER -> FILES.walk(capture.location(), new Lister(capture));
                case FILE -> {
                    RawName location = capture.location();
                    file(new TopFile(capture, location, Names.lastPart(location), FILES.status(location)));
                }
            }
        }
        takeRoom(FILES_MAX);
        workspace.items().flush();
        if (workspace.isResumed()) {
            differences.findMissing(workspace, captures);
        }
        return differences;
    }

    /// Ends the examination as soon as possible; what is in the journal stays.
    void stop(RuntimeException why) {
        if (failure == null) {
            failure = why;
        }
    }

    private void takeRoom(int files) {
        try {
            while (!room.tryAcquire(files, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                throwFailure();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the scan was interrupted");
        }
        throwFailure();
    }

    private void throwFailure() {
        if (failure != null) {
            throw failure;
        }
    }

    private final class Lister implements EvidenceFiles.Visitor {

        private final CaptureRoot capture;

        Lister(CaptureRoot capture) {
            this.capture = capture;
        }

        @Override
        public void entry(RawName relativePath, Status status) {
            TopFile file = file(relativePath, status);
            switch (status.kind()) {
                case FOLDER -> throwFailure();
                case FILE -> CaptureExaminer.this.file(file);
                case LINK -> listed(file, Reason.SPECIAL_FILE, "a link: listed, not followed");
                case SPECIAL -> listed(file, Reason.SPECIAL_FILE, "a device, socket or pipe: listed, not opened");
            }
        }

        @Override
        public void unreadable(RawName relativePath, String systemReason) throws IOException {
            if (relativePath.length() == 0) {
                throw new IOException("cannot list " + capture.location().display() + ": " + systemReason);
            }
            TopFile folder = file(relativePath, new Status(EvidenceFiles.Kind.FOLDER, 0, 0));
            listed(folder, Reason.UNREADABLE, "a folder that could not be listed: " + systemReason);
        }

        private TopFile file(RawName relativePath, Status status) {
            return new TopFile(capture, capture.location().resolve(relativePath), relativePath, status);
        }
    }

    /// An item of which no more can be said than that it is there.
    private void listed(TopFile file, Reason reason, String detail) {
        throwFailure();
        if (!workspace.isResumed()
                || earlier.file(file.capture().id(), file.topPath()).isEmpty()) {
            append(file, new NotExamined(Optional.empty(), Optional.empty(), reason, detail, List.of()));
        }
    }

    private void file(TopFile file) {
        if (workspace.isResumed()) {
            Optional<EarlierRuns.DoneFile> done = earlier.file(file.capture().id(), file.topPath());
            if (done.isPresent()) {
                differences.compare(file, done.get());
                tally.skipFile(file.status().sizeBytes());
                throwFailure();
                return;
            }
        }
        takeRoom(1);
        try {
            var _ = pool.examine(file.path(), file.status().sizeBytes())
                    .whenComplete((examination, failed) -> settle(file, failed, () -> examined(file, examination)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the scan was interrupted");
        }
    }

    /// What follows an answer of the pool: a failure in it ends the scan, and must not vanish in a callback.
    private void settle(TopFile file, @Nullable Throwable failed, Runnable next) {
        try {
            if (failed == null) {
                next.run();
                return;
            }
            stop(failed instanceof RuntimeException known ? known : new CompletionException(failed));
        } catch (RuntimeException e) {
            stop(e);
        }
        done(file);
    }

    private void done(TopFile file) {
        tally.addFile(file.status().sizeBytes());
        room.release();
    }

    private void examined(TopFile file, Examination examination) {
        if (examination instanceof DigestsOnly only
                && MediaType.ofLabel(only.type()).kind() == MediaType.Kind.CONTAINER) {
            walk(file, only);
        } else {
            append(file, examination);
            done(file);
        }
    }

    private void walk(TopFile file, DigestsOnly container) {
        EarlierRuns.DoneMembers members = earlier.members(file.capture().id(), file.topPath());
        WalkRequest request = new WalkRequest(
                file.path(), MediaType.ofLabel(container.type()), members.sequences(), members.poison());
        boolean[] nested = {!members.poison().isEmpty() || members.sequences().ranges() > 0};
        Consumer<Long> parents = parent -> nested[0] |= parent > 0;
        var _ = pool.walk(request, (member, examination) -> {
                    parents.accept(member.parentSequence());
                    workspace.items().append(file.record(member, examination));
                    tally.add(examination);
                })
                .whenComplete((outcome, failed) -> settle(file, failed, () -> {
                    if (nested[0]) {
                        workspace.replaceResults(connection ->
                                NestedPaths.complete(connection, file.capture().id(), file.topPath()));
                    }
                    append(file, walked(container, outcome));
                    done(file);
                }));
    }

    private static Examination walked(DigestsOnly container, WalkOutcome outcome) {
        List<String> notes = new ArrayList<>(container.notes());
        notes.addAll(outcome.notes());
        return switch (outcome) {
            case WalkOutcome.Complete _ -> new DigestsOnly(container.contentDigests(), container.type(), notes);
            case WalkOutcome.Incomplete incomplete ->
                new NotExamined(
                        Optional.of(container.contentDigests()),
                        Optional.of(container.type()),
                        incomplete.reason(),
                        incomplete.detail(),
                        notes);
        };
    }

    private void append(TopFile file, Examination examination) {
        workspace.items().append(file.record(examination));
        tally.add(examination);
    }
}
