package dev.mangrove.scan.worker;

import dev.mangrove.scan.capture.EvidenceFiles;
import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.item.Examination.NotExamined;
import dev.mangrove.scan.item.RawName;
import dev.mangrove.scan.item.Reason;
import dev.mangrove.scan.walk.WalkOutcome;
import dev.mangrove.scan.worker.Slot.Attempt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// A pool of worker processes that examine items and walk containers. Safe for use by several threads.
///
/// Answers arrive on the pool's own threads. Callbacks may take their time, which slows the pool down to
/// the pace of its user, but must not wait for other answers of the same pool.
///
/// Everything waiting is bounded: files given to [#examine] by number, members of containers by number and
/// by bytes in memory and on disk. Containers given to [#walk] are bounded by their caller.
public final class WorkerPool implements AutoCloseable {

    /// The main class of a worker.
    public static final String PROGRAM = WorkerMain.class.getName();

    private static final int FILES_MAX = 256;
    private static final int SECOND_TRY_FACTOR = 3;
    private static final int PLAIN_SECONDS = 120;
    private static final long DISK_BYTES = 4L << 30;
    private static final long MEMORY_BYTES_MIN = 16L << 20;

    private final WorkerSettings settings;
    private final WorkerCommand command;
    private final Spool spool;
    private final Watchdog watchdog = new Watchdog();
    private final BlockingQueue<ItemJob> items = new LinkedBlockingQueue<>();
    private final BlockingQueue<FailedItem> failed = new LinkedBlockingQueue<>();
    private final BlockingQueue<WalkJob> walks = new LinkedBlockingQueue<>();
    private final Semaphore files = new Semaphore(FILES_MAX);
    private final ByteBudget memory =
            new ByteBudget(Math.max(MEMORY_BYTES_MIN, Runtime.getRuntime().maxMemory() / 8));
    private final ByteBudget disk = new ByteBudget(DISK_BYTES);
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private volatile @Nullable RuntimeException end;
    private final Runnable accessTimeTouched;
    private final Map<Reason, Integer> failedAttempts = new EnumMap<>(Reason.class);

    private record FailedItem(ItemJob job, Attempt first) {}

    private record WalkJob(WalkRequest request, MemberSink sink, CompletableFuture<WalkOutcome> outcome) {}

    /// Starts a pool; its processes start when they are first needed.
    ///
    /// @throws IOException where the spool folder cannot be used
    public static WorkerPool start(WorkerSettings settings) throws IOException {
        return start(settings, PROGRAM, () -> {});
    }

    /// @param mainClass of the worker program: in tests, one that misbehaves
    /// @param accessTimeTouched is told of each file that was not read without touching its access time
    public static WorkerPool start(WorkerSettings settings, String mainClass, Runnable accessTimeTouched)
            throws IOException {
        return new WorkerPool(settings, mainClass, accessTimeTouched);
    }

    private WorkerPool(WorkerSettings settings, String mainClass, Runnable accessTimeTouched) throws IOException {
        this.settings = settings;
        this.accessTimeTouched = accessTimeTouched;
        this.spool = Spool.prepare(settings.spoolFolder());
        this.command = new WorkerCommand(
                WorkerIsolation.ofThisSystem(), settings.frameIntervalMillis(), mainClass, spool.libraryFolder());
        for (int i = 0; i < settings.workers(); i++) {
            run("examiner-" + i, this::examineItems);
            run("walker-" + i, this::walkContainers);
        }
        run("second-try", this::examineAgain);
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private void run(String name, Work work) {
        threads.add(Thread.ofPlatform().daemon().name(name).start(() -> {
            try {
                work.run();
            } catch (InterruptedException | CancellationException e) {
                fail(new CancellationException("the worker pool was closed"));
            } catch (RuntimeException e) {
                fail(e);
            }
        }));
    }

    /// Examines a file. Waits while too many others are waiting.
    ///
    /// @param path absolute
    public CompletableFuture<Examination> examine(RawName path) throws InterruptedException {
        try {
            return examine(path, EvidenceFiles.system().status(path).sizeBytes());
        } catch (IOException e) {
            String reason = Optional.ofNullable(e.getMessage()).orElse("").replace(path.display(), "it");
            return CompletableFuture.completedFuture(
                    new NotExamined(Optional.empty(), Optional.empty(), Reason.UNREADABLE, reason, List.of()));
        }
    }

    /// Examines a file whose size is known. Waits while too many others are waiting.
    public CompletableFuture<Examination> examine(RawName path, long sizeBytes) throws InterruptedException {
        files.acquire();
        ItemJob job = new ItemJob(new Requests.Source.ByPath(path), sizeBytes, Optional.empty());
        var _ = job.answer().whenComplete((examination, failure) -> files.release());
        submit(job);
        return job.answer();
    }

    /// Walks a container and examines its members.
    ///
    /// @return how the walk ended, once every member has been handed to `sink`
    public CompletableFuture<WalkOutcome> walk(WalkRequest request, MemberSink sink) {
        WalkJob job = new WalkJob(request, sink, new CompletableFuture<>());
        walks.add(job);
        cancelIfEnded();
        return job.outcome();
    }

    void submit(ItemJob job) {
        items.add(job);
        cancelIfEnded();
    }

    private void tellIfTouched(boolean keepsAccessTime) {
        if (!keepsAccessTime) {
            accessTimeTouched.run();
        }
    }

    void attemptFailed(Reason reason) {
        synchronized (failedAttempts) {
            failedAttempts.merge(reason, 1, Integer::sum);
        }
    }

    /// How many first attempts, and walks over containers, were ended by the death of a worker, by reason. A
    /// second attempt that fails too is an item's state instead.
    public Map<Reason, Integer> failedAttempts() {
        synchronized (failedAttempts) {
            return Map.copyOf(failedAttempts);
        }
    }

    public WorkerIsolation isolation() {
        return command.isolation();
    }

    private Slot slot(int factor) {
        return new Slot(command, watchdog, settings.heapMegabytes() * factor, settings.itemSeconds() * factor);
    }

    /// For requests that parse nothing: what takes long then is the medium or a busy machine, not the item.
    private Slot plainSlot() {
        return new Slot(command, watchdog, settings.heapMegabytes(), Math.max(PLAIN_SECONDS, settings.itemSeconds()));
    }

    private void examineItems() throws InterruptedException {
        try (Slot slot = slot(1)) {
            while (true) {
                ItemJob job = items.take();
                Attempt attempt = examineOrFail(slot, job);
                if (isClosing()) {
                    // The worker was ended by us: that says nothing of the item.
                    job.answer().completeExceptionally(reasonOfEnd());
                } else if (SecondTry.isFinal(attempt) && attempt instanceof Attempt.Answered answered) {
                    tellIfTouched(answered.keepsAccessTime());
                    job.answer().complete(answered.examination());
                } else {
                    if (attempt instanceof Attempt.Ended(var ending)) {
                        attemptFailed(ending.reason());
                    }
                    failed.add(new FailedItem(job, attempt));
                    cancelIfEnded();
                }
            }
        }
    }

    private Attempt examineOrFail(Slot slot, ItemJob job) {
        try {
            return slot.examine(job.request(), job.sizeBytes());
        } catch (WorkerException e) {
            fail(e);
            job.answer().completeExceptionally(e);
            throw e;
        }
    }

    private void examineAgain() throws InterruptedException {
        try (SecondTry secondTry = new SecondTry(slot(SECOND_TRY_FACTOR), plainSlot())) {
            while (true) {
                FailedItem item = failed.take();
                try {
                    Examination examination = secondTry.examine(item.job(), item.first());
                    if (isClosing()) {
                        item.job().answer().completeExceptionally(reasonOfEnd());
                    } else {
                        item.job().answer().complete(examination);
                    }
                } catch (WorkerException e) {
                    fail(e);
                    item.job().answer().completeExceptionally(e);
                }
            }
        }
    }

    private void walkContainers() throws InterruptedException {
        try (Slot ordinary = slot(1);
                Slot large = slot(SECOND_TRY_FACTOR)) {
            while (true) {
                WalkJob job = walks.take();
                WalkSession session = new WalkSession(this, job.request(), job.sink());
                try {
                    WalkOutcome outcome = session.run(ordinary, large);
                    tellIfTouched(session.keepsAccessTime());
                    job.outcome().complete(outcome);
                } catch (RuntimeException e) {
                    job.outcome().completeExceptionally(e);
                    fail(e);
                } catch (InterruptedException e) {
                    job.outcome().completeExceptionally(new CancellationException("the worker pool was closed"));
                    throw e;
                }
            }
        }
    }

    WorkerSettings settings() {
        return settings;
    }

    ByteBudget memory() {
        return memory;
    }

    ByteBudget disk() {
        return disk;
    }

    Path newSpoolFolder() {
        return spool.newFolder();
    }

    void requireSpace() {
        spool.requireSpace();
    }

    void discardSpoolFolder(Path folder) {
        spool.discardFolder(folder);
    }

    void discardSpooled(Path file) {
        spool.discardFile(file);
    }

    boolean isClosing() {
        return end != null;
    }

    private RuntimeException reasonOfEnd() {
        return Objects.requireNonNull(end, "the pool has not ended");
    }

    /// Ends the pool: nothing that waits will be answered, and no thread goes on waiting.
    private void fail(RuntimeException failure) {
        synchronized (this) {
            if (end != null) {
                return;
            }
            end = failure;
        }
        cancelIfEnded();
        watchdog.close();
        threads.forEach(Thread::interrupt);
    }

    private void cancelIfEnded() {
        RuntimeException failure = end;
        if (failure == null) {
            return;
        }
        for (ItemJob job = items.poll(); job != null; job = items.poll()) {
            job.answer().completeExceptionally(failure);
        }
        for (FailedItem item = failed.poll(); item != null; item = failed.poll()) {
            item.job().answer().completeExceptionally(failure);
        }
        for (WalkJob job = walks.poll(); job != null; job = walks.poll()) {
            job.outcome().completeExceptionally(failure);
        }
    }

    /// Ends all workers. What was not answered is answered with a [CancellationException].
    @Override
    public void close() {
        fail(new CancellationException("the worker pool was closed"));
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        try {
            spool.clear();
        } catch (IOException left) {
            // The next run clears what this one could not.
        }
    }
}
