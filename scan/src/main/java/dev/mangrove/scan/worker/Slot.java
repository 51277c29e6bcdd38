package dev.mangrove.scan.worker;

import dev.mangrove.scan.examine.VideoLimits;
import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.worker.WorkerProcess.Ending;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A place for one worker, which is replaced when it has died or has grown old. Used by one thread.
final class Slot implements AutoCloseable {

    /// After this many items a worker is replaced, so that nothing that leaks in it adds up.
    private static final int ITEMS_MAX = 10_000;
    private static final int STARTS_MAX = 5;
    private static final long START_PAUSE_MILLIS = 100;
    /// A disk or network share that is slower than this is taken for one that hangs.
    private static final long BYTES_PER_SECOND_MIN = 20_000_000;

    private final WorkerCommand command;
    private final Watchdog watchdog;
    private final int heapMegabytes;
    private final int itemSeconds;
    private @Nullable WorkerProcess worker;
    private int items;

    Slot(WorkerCommand command, Watchdog watchdog, int heapMegabytes, int itemSeconds) {
        this.command = command;
        this.watchdog = watchdog;
        this.heapMegabytes = heapMegabytes;
        this.itemSeconds = itemSeconds;
    }

    /// How one try to examine an item went.
    sealed interface Attempt {
        record Answered(Examination examination, boolean keepsAccessTime) implements Attempt {}

        record Ended(Ending ending) implements Attempt {}
    }

    /// How long the worker may be silent while it reads `bytes`.
    Duration limit(long bytes) {
        return Duration.ofSeconds(itemSeconds).plusMillis(bytes / (BYTES_PER_SECOND_MIN / 1000));
    }

    Attempt examine(Requests.Examine request, long sizeBytes) {
        WorkerProcess ready = worker();
        items++;
        try {
            ready.send(MessageKind.EXAMINE, request.encode());
            Frames.Head head = receiveAnswer(ready, sizeBytes);
            WireInput in = new WireInput(ready.receivePayload(head));
            if (head.kind() != MessageKind.EXAMINED) {
                throw new BadFrameException("an item was answered with " + head.kind());
            }
            boolean keepsAccessTime = in.bool();
            Examination examination = ExaminationCodec.read(in);
            in.requireEnd();
            return new Attempt.Answered(examination, keepsAccessTime);
        } catch (IOException e) {
            return new Attempt.Ended(drop(ready, e));
        } catch (IllegalArgumentException e) {
            // A record refused what the worker sent.
            return new Attempt.Ended(drop(ready, new BadFrameException(String.valueOf(e.getMessage()))));
        }
    }

    /// Waits for the answer. A worker may be silent as long as a still picture takes; while it tells that an outside
    /// program is at work, it may take the whole time of a video, and half as much again in which that program is
    /// to be ended by the worker itself.
    private Frames.Head receiveAnswer(WorkerProcess ready, long sizeBytes) throws IOException {
        Duration silence = limit(sizeBytes);
        Duration whole =
                VideoLimits.wallClock(itemSeconds, sizeBytes).multipliedBy(3).dividedBy(2);
        long endNanos = System.nanoTime() + whole.toNanos();
        Duration wait = silence;
        while (true) {
            Frames.Head head = ready.receiveHead(wait);
            if (head.kind() != MessageKind.PROGRESS) {
                return head;
            }
            ready.receivePayload(head);
            Duration left = Duration.ofNanos(Math.max(1, endNanos - System.nanoTime()));
            wait = left.compareTo(silence) < 0 ? left : silence;
        }
    }

    /// Says why the worker failed, and lets the next request have a new one.
    Ending drop(WorkerProcess failed, IOException failure) {
        Ending ending = failed.end(failure);
        close();
        return ending;
    }

    /// Counts members towards the worker's age.
    void addItems(int count) {
        items = (int) Math.min(Integer.MAX_VALUE, (long) items + count);
    }

    /// The worker, started where there is none.
    ///
    /// @throws WorkerException where it cannot be started
    WorkerProcess worker() {
        WorkerProcess current = worker;
        if (current != null && current.isAlive() && items < ITEMS_MAX) {
            return current;
        }
        close();
        WorkerProcess started = start();
        worker = started;
        return started;
    }

    private WorkerProcess start() {
        String failure = "interrupted";
        try {
            for (int i = 0; i < STARTS_MAX; i++) {
                // What is scarce now may not be in a moment.
                TimeUnit.MILLISECONDS.sleep(i * START_PAUSE_MILLIS);
                try {
                    return WorkerProcess.start(command, heapMegabytes, itemSeconds, watchdog);
                } catch (IOException e) {
                    failure = String.valueOf(e.getMessage());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new WorkerException("no worker process with a heap of " + heapMegabytes + " MB could be started: "
                + failure + "; free memory, or give fewer workers or a smaller worker heap");
    }

    @Override
    public void close() {
        if (worker != null) {
            worker.close();
            worker = null;
            items = 0;
        }
    }
}
