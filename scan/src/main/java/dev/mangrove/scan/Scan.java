package dev.mangrove.scan;

import dev.mangrove.hash.HashProfile;
import dev.mangrove.scan.ScanProgress.Phase;
import dev.mangrove.scan.examine.ExamineLimits;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One scan, from its captures to its findings. Runs once; [#stop] may be called from any thread.
public final class Scan {

    /// Changes whenever a decoder or walker answers differently.
    private static final String ENGINE_VERSION = "1";
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
        } catch (UncheckedIOException e) {
            throw ScanException.cannotGoOn(String.valueOf(e.getMessage()), e);
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
        List<CaptureRoot> captures = CaptureCheck.captures(request);
        CaptureCheck.lists(request);
        WorkerSettings workers = workerSettings();
        try (Workspace workspace = Workspace.openOrCreate(request.workspace(), scanSettings(), captures);
                EarlierRuns earlier = new EarlierRuns(workspace)) {
            Tally tally = new Tally(workspace.isResumed() ? workspace.done().count() : 0);
            try (Teller _ = new Teller(progress, tally)) {
                workspace.note(workspace.isResumed() ? "scanResumed" : "scanStarted", startOf(workers));
                ScanEnd end = examine(workspace, captures, workers, tally, earlier);
                throwIfStopped();
                tally.enter(Phase.MATCHING);
                workspace.note("scanFinished", endOf(end));
                tally.enter(Phase.DONE);
                return end;
            }
        }
    }

    private WorkerSettings workerSettings() throws ScanException {
        try {
            return new WorkerSettings(
                    request.workers(),
                    request.itemSeconds(),
                    request.workerHeapMegabytes(),
                    WalkLimits.STANDARD,
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
                ExamineLimits.forThisHeap().framesMax(),
                WalkLimits.STANDARD,
                ENGINE_VERSION);
    }

    private ScanEnd examine(
            Workspace workspace, List<CaptureRoot> captures, WorkerSettings workers, Tally tally, EarlierRuns earlier)
            throws ScanException {
        Thread count = CaptureCount.start(captures, tally);
        try (WorkerPool pool = WorkerPool.start(workers, workerProgram)) {
            CaptureExaminer running = new CaptureExaminer(workspace, pool, tally, earlier);
            examiner = running;
            throwIfStopped();
            Differences differences = running.examine(captures);
            differences.note(workspace);
            return new ScanEnd(
                    differences.changedFiles(),
                    differences.missingFiles(),
                    pool.keepsAccessTimes(),
                    pool.isolation().sentence());
        } catch (IOException e) {
            throw ScanException.cannotGoOn(
                    "the scan cannot go on: " + e.getMessage()
                            + "; what was examined is kept, and the same command goes on",
                    e);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } finally {
            count.interrupt();
        }
    }

    private void throwIfStopped() {
        if (stopped) {
            throw new CancellationException("the scan was stopped");
        }
    }

    private static Map<String, String> startOf(WorkerSettings workers) {
        Map<String, String> detail = new LinkedHashMap<>();
        detail.put("workers", Integer.toString(workers.workers()));
        detail.put("isolation", WorkerIsolation.ofThisSystem().sentence());
        return detail;
    }

    private static Map<String, String> endOf(ScanEnd end) {
        Map<String, String> detail = new LinkedHashMap<>();
        detail.put("changedFiles", Long.toString(end.changedFiles()));
        detail.put("missingFiles", Long.toString(end.missingFiles()));
        detail.put("accessTimes", end.accessTimesKept() ? "kept" : "mayHaveChanged");
        detail.put("isolation", end.isolation());
        return detail;
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
