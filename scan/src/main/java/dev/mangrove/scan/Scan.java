package dev.mangrove.scan;

import dev.mangrove.hash.HashProfile;
import dev.mangrove.index.SearchDifferenceException;
import dev.mangrove.scan.ScanProgress.Phase;
import dev.mangrove.scan.examine.ExamineLimits;
import dev.mangrove.scan.match.KnownListException;
import dev.mangrove.scan.match.Matching;
import dev.mangrove.scan.match.ScanSummary;
import dev.mangrove.scan.walk.WalkLimits;
import dev.mangrove.scan.worker.WorkerException;
import dev.mangrove.scan.worker.WorkerIsolation;
import dev.mangrove.scan.worker.WorkerPool;
import dev.mangrove.scan.worker.WorkerSettings;
import dev.mangrove.scan.workspace.CaptureRoot;
import dev.mangrove.scan.workspace.ScanSettings;
import dev.mangrove.scan.workspace.Workspace;
import dev.mangrove.scan.workspace.WorkspaceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One scan, from its captures to its findings. Runs once; [#stop] may be called from any thread.
public final class Scan {

    /// Changes whenever a decoder or walker answers differently.
    private static final String ENGINE_VERSION = "4";
    private static final String SPOOL = "spool";
    private static final long PROGRESS_MILLIS = 250;
    private static final long STOP_SECONDS = 30;

    private final ScanRequest request;
    private final ScanProgress progress;
    private final String workerProgram;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean stopped;
    private volatile @Nullable CaptureExaminer examiner;

    public Scan(ScanRequest request, ScanProgress progress) {
        this(request, progress, WorkerPool.PROGRAM);
    }

    /// @param workerProgram main class of the workers: in tests, one that misbehaves
    Scan(ScanRequest request, ScanProgress progress, String workerProgram) {
        this.request = request;
        this.progress = progress;
        this.workerProgram = workerProgram;
    }

    /// Examines the captures and matches them with the lists, going on where an earlier run was.
    ///
    /// @return what was found
    /// @throws ScanException telling what is wrong and what to do
    public ScanEnd run() throws ScanException {
        try {
            return checkedRun();
        } catch (WorkspaceException e) {
            throw ScanException.of(e);
        } catch (WorkerException e) {
            throw ScanException.cannotGoOn(String.valueOf(e.getMessage()), e);
        } catch (CancellationException e) {
            throw ScanException.stopped();
        } catch (KnownListException e) {
            throw ScanException.wrongUse(String.valueOf(e.getMessage()));
        } catch (SearchDifferenceException e) {
            throw ScanException.cannotGoOn(String.valueOf(e.getMessage()), e);
        } catch (UncheckedIOException e) {
            throw ScanException.cannotGoOn(ScanException.message(e), e);
        } finally {
            ended.countDown();
        }
    }

    /// Stops the scan and waits until the workspace is in order. The same command goes on later.
    public void stop() {
        stopped = true;
        CaptureExaminer running = examiner;
        if (running != null) {
            running.stop(new CancellationException("the scan was stopped"));
        }
        try {
            if (!ended.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                // What was committed is safe in any case.
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ScanEnd checkedRun() throws ScanException {
        long startedAtNanos = System.nanoTime();
        List<CaptureRoot> captures = CaptureCheck.captures(request);
        CaptureCheck.lists(request);
        WorkerSettings workers = workerSettings();
        try (Workspace workspace = Workspace.openOrCreate(request.workspace(), scanSettings(), captures);
                EarlierRuns earlier = new EarlierRuns(workspace)) {
            Tally tally = new Tally(workspace.isResumed() ? workspace.done().count() : 0);
            RunNotes notes = new RunNotes(workspace);
            try (Teller _ = new Teller(progress, tally)) {
                notes.started(workers, ENGINE_VERSION);
                Differences differences = examine(captures, workers, new Run(workspace, earlier, tally, notes));
                throwIfStopped();
                tally.enter(Phase.MATCHING);
                ScanSummary summary = Matching.run(
                        workspace,
                        request.lists(),
                        request.knownGood(),
                        request.distanceBits(),
                        request.videoShares(),
                        request.check(),
                        request.workers(),
                        startedAtNanos);
                notes.finished(differences);
                tally.enter(Phase.DONE);
                return new ScanEnd(
                        summary,
                        differences.changedFiles(),
                        differences.missingFiles(),
                        notes.accessTimesKept(),
                        WorkerIsolation.ofThisSystem().sentence());
            }
        }
    }

    /// What the parts of one run share.
    record Run(Workspace workspace, EarlierRuns earlier, Tally tally, RunNotes notes) {}

    private WorkerSettings workerSettings() throws ScanException {
        try {
            return new WorkerSettings(
                    request.workers(),
                    request.itemSeconds(),
                    request.workerHeapMegabytes(),
                    request.frameIntervalMillis(),
                    WalkLimits.STANDARD.carving(request.carve()),
                    request.workspace().resolve(SPOOL));
        } catch (IllegalArgumentException e) {
            throw ScanException.wrongUse(String.valueOf(e.getMessage()));
        }
    }

    private ScanSettings scanSettings() {
        return new ScanSettings(
                HashProfile.REFERENCE,
                request.itemSeconds(),
                request.workerHeapMegabytes(),
                ExamineLimits.FRAMES_MAX,
                request.frameIntervalMillis(),
                WalkLimits.STANDARD.carving(request.carve()),
                ENGINE_VERSION);
    }

    private Differences examine(List<CaptureRoot> captures, WorkerSettings workers, Run run) throws ScanException {
        Thread count = CaptureCount.start(captures, run.tally());
        try (WorkerPool pool = WorkerPool.start(workers, workerProgram, run.notes()::accessTimeTouched)) {
            CaptureExaminer running = new CaptureExaminer(run, pool);
            examiner = running;
            throwIfStopped();
            Differences differences = running.examine(captures);
            differences.note(run.workspace());
            run.notes().attemptsFailed(pool.failedAttempts());
            return differences;
        } catch (IOException e) {
            throw ScanException.cannotGoOn(
                    "the scan cannot go on: " + e.getMessage()
                            + "; what was examined is kept, and the same command goes on",
                    e);
        } finally {
            count.interrupt();
        }
    }

    private void throwIfStopped() {
        if (stopped) {
            throw new CancellationException("the scan was stopped");
        }
    }

    /// Tells of the progress now and then, and once more at the end.
    private record Teller(ScanProgress progress, Tally tally, ScheduledExecutorService clock) implements AutoCloseable {

        Teller(ScanProgress progress, Tally tally) {
            this(
                    progress,
                    tally,
                    Executors.newSingleThreadScheduledExecutor(
                            Thread.ofPlatform().daemon().name("progress").factory()));
            var _ = clock.scheduleAtFixedRate(
                    () -> progress.at(tally.snapshot()), PROGRESS_MILLIS, PROGRESS_MILLIS, TimeUnit.MILLISECONDS);
        }

        @Override
        public void close() {
            clock.close();
            progress.at(tally.snapshot());
        }
    }
}
