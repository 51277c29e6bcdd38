package dev.mangrove.scan.worker;

import java.util.concurrent.Semaphore;

/// Bytes that may be held at once. A single holding larger than all of it waits for all of it.
final class ByteBudget {

    private static final int UNIT_BYTES = 1024;

    private final int units;
    private final Semaphore free;

    ByteBudget(long bytes) {
        this.units = (int) Math.clamp(bytes / UNIT_BYTES, 1, Integer.MAX_VALUE);
        this.free = new Semaphore(units, true);
    }

    /// Waits for `bytes`, and gives back what must be released for them.
    Holding acquire(long bytes) throws InterruptedException {
        int wanted = (int) Math.min(units, bytes / UNIT_BYTES + 1);
        free.acquire(wanted);
        return new Holding(wanted);
    }

    /// A part of the budget in use; released once.
    final class Holding {
        private int held;

        private Holding(int held) {
            this.held = held;
        }

        synchronized void release() {
            free.release(held);
            held = 0;
        }
    }
}
