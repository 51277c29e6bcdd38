package dev.mangrove.scan.worker;

import dev.mangrove.scan.item.Reason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// The parent's end of one worker. Used by one thread; only the watchdog reaches in, to end it.
final class WorkerProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final int END_SECONDS = 10;
    private static final int PIPE_BYTES = 64 << 10;
    private static final int TAIL_BYTES = 4096;

    /// What every Java says at its start that has the vector module.
    private static final String START_WARNING = "WARNING: Using incubator modules: jdk.incubator.vector";
    private static final int SIGNAL_STATUS = 128;
    private static final int SIGNAL_KILL = 9;
    private static final int SIGNAL_TERMINATE = 15;

    private final Process process;
    private final InputStream replies;
    private final OutputStream requests;
    private final Watchdog watchdog;
    private final Thread errorReader;
    private final byte[] errorTail = new byte[TAIL_BYTES];
    private int errorBytes;

    /// Guarded by this.
    private boolean awaited;

    private long deadlineNanos;
    private Duration limit = START_LIMIT;
    private volatile boolean timedOut;
    private volatile boolean outOfMemory;

    private WorkerProcess(Process process, Watchdog watchdog) {
        this.process = process;
        this.replies = new BufferedInputStream(process.getInputStream(), PIPE_BYTES);
        this.requests = process.getOutputStream();
        this.watchdog = watchdog;
        this.errorReader = Thread.ofPlatform().daemon().name("worker-errors").start(this::readErrors);
    }

    /// How a worker came to its end.
    ///
    /// @param fromOutside it was killed, by a person or a system short of memory, rather than by its item
    record Ending(Reason reason, String detail, boolean fromOutside) {

        private Ending(Reason reason, String detail) {
            this(reason, detail, false);
        }
    }

    /// @throws IOException telling what the worker said, where it cannot be started
    static WorkerProcess start(WorkerCommand command, int heapMegabytes, int itemSeconds, Watchdog watchdog)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command.arguments(heapMegabytes, itemSeconds));
        command.cleanEnvironment(builder.environment());
        WorkerProcess worker = new WorkerProcess(builder.start(), watchdog);
        watchdog.add(worker);
        try {
            Frames.Head head = worker.receiveHead(START_LIMIT);
            worker.receivePayload(head);
            if (head.kind() != MessageKind.READY) {
                throw new BadFrameException("a worker began with " + head.kind());
            }
            return worker;
        } catch (IOException e) {
            Ending ending = worker.end(e);
            worker.close();
            throw new IOException(ending.detail() + worker.errorText(), e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void send(MessageKind kind, byte[]... parts) throws IOException {
        // A worker that is stopped does not empty its pipe.
        await(START_LIMIT);
        try {
            Frames.write(requests, kind, parts);
        } finally {
            stopAwaiting();
        }
    }

    /// Waits for the next frame's head, at most `limit`.
    ///
    /// @throws IOException where the worker ended, was ended, or broke the protocol; [#end] tells which
    Frames.Head receiveHead(Duration limit) throws IOException {
        await(limit);
        try {
            Frames.Head head = Frames.readHead(replies, Frames.REPLY_BYTES_MAX);
            if (head.kind() == MessageKind.OUT_OF_MEMORY) {
                outOfMemory = true;
                throw new IOException("the worker ran out of memory");
            }
            return head;
        } finally {
            stopAwaiting();
        }
    }

    byte[] receivePayload(Frames.Head head) throws IOException {
        await(limit);
        try {
            return Frames.readPayload(replies, head);
        } finally {
            stopAwaiting();
        }
    }

    private synchronized void await(Duration newLimit) {
        limit = newLimit;
        deadlineNanos = System.nanoTime() + newLimit.toNanos();
        awaited = true;
    }

    private synchronized void stopAwaiting() {
        awaited = false;
    }

    synchronized void endIfOverdue(long nowNanos) {
        if (awaited && nowNanos - deadlineNanos > 0 && !timedOut) {
            timedOut = true;
            process.destroyForcibly();
        }
    }

    void kill() {
        process.destroyForcibly();
    }

    /// Ends the worker after a failed exchange and says why it failed.
    Ending end(IOException failure) {
        Ending ending = ending(failure);
        process.destroyForcibly();
        return ending;
    }

    private Ending ending(IOException failure) {
        if (timedOut) {
            return new Ending(Reason.TIMED_OUT, "no answer within " + limit.toSeconds() + " s");
        }
        if (outOfMemory) {
            return new Ending(Reason.OUT_OF_MEMORY, "the memory of a worker was exhausted");
        }
        if (failure instanceof BadFrameException) {
            return new Ending(Reason.WORKER_DIED, "the worker answered what it must not: " + failure.getMessage());
        }
        return died();
    }

    private Ending died() {
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                return new Ending(Reason.WORKER_DIED, "the worker process did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Ending(Reason.WORKER_DIED, "the worker process ended");
        }
        int status = process.exitValue();
        if (status <= SIGNAL_STATUS) {
            return new Ending(Reason.WORKER_DIED, "the worker process ended with status " + status);
        }
        int signal = status - SIGNAL_STATUS;
        return new Ending(
                Reason.WORKER_DIED,
                "the worker process was ended by signal " + signal,
                signal == SIGNAL_KILL || signal == SIGNAL_TERMINATE);
    }

    private void readErrors() {
        byte[] buffer = new byte[TAIL_BYTES];
        try (InputStream errors = process.getErrorStream()) {
            int count;
            while ((count = errors.read(buffer)) >= 0) {
                keepTail(buffer, count);
            }
        } catch (IOException brokenPipe) {
            // The process has ended: there is nothing more to hear.
        }
    }

    private synchronized void keepTail(byte[] buffer, int count) {
        int kept = Math.min(errorBytes, TAIL_BYTES - count);
        System.arraycopy(errorTail, errorBytes - kept, errorTail, 0, kept);
        System.arraycopy(buffer, 0, errorTail, kept, count);
        errorBytes = kept + count;
    }

    /// The end of what it said on standard error, in brackets, or nothing.
    private String errorText() {
        try {
            errorReader.join(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            String text = new String(errorTail, 0, errorBytes, StandardCharsets.UTF_8)
                    .replace(START_WARNING, "")
                    .strip();
            return text.isEmpty() ? "" : " (it said: " + text + ")";
        }
    }

    /// Ends the worker: it has nothing to save.
    @Override
    public void close() {
        watchdog.remove(this);
        process.destroyForcibly();
        try {
            requests.close();
        } catch (IOException brokenPipe) {
            // To a process that has ended, which is what was wanted.
        }
        try {
            process.waitFor(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
