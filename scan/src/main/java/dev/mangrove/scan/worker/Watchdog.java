package dev.mangrove.scan.worker;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// Ends worker processes that have been silent for longer than they may.
final class Watchdog implements AutoCloseable {

    private static final long LOOK_MILLIS = 50;

    private final Set<WorkerProcess> watched = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean closed;

    Watchdog() {
        thread = Thread.ofPlatform().daemon().name("watchdog").start(this::watch);
    }

    void add(WorkerProcess process) {
        watched.add(process);
        if (closed) {
            process.kill();
        }
    }

    void remove(WorkerProcess process) {
        watched.remove(process);
    }

    private void watch() {
        while (!closed) {
            long now = System.nanoTime();
            for (WorkerProcess process : watched) {
                process.endIfOverdue(now);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /// Ends every process that is still there.
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        watched.forEach(WorkerProcess::kill);
    }
}
