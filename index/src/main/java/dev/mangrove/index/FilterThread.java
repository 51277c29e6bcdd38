package dev.mangrove.index;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Makes shards of filters on a thread of its own, one after the other, while the digests that follow are sorted and
/// written. There are two arrays of keys, whichever filters they serve, one being filled and one in work: so memory
/// is bounded, and whoever fills them faster than shards are made waits.
final class FilterThread implements AutoCloseable {

    private static final int ARRAYS = 2;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("mangrove-list-filter").factory());
    private final BlockingQueue<long[]> free = new ArrayBlockingQueue<>(ARRAYS);
    private final FuseShard maker = new FuseShard();

    FilterThread() {
        for (int i = 0; i < ARRAYS; i++) {
            free.add(new long[0]);
        }
    }

    /// Room for keys, to be given to [#submit] in the end.
    long[] room(int keysMax) throws IOException {
        try {
            long[] room = free.take();
            return room.length < keysMax ? new long[keysMax] : room;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("building the list was interrupted", e);
        }
    }

    /// What to make of some keys.
    @FunctionalInterface
    interface Work<T> {
        T make(FuseShard maker) throws IOException;
    }

    /// Does the work after all that came before, and takes the keys' room back.
    <T> Future<T> submit(long[] room, Work<T> work) {
        Callable<T> task = () -> {
            try {
                return work.make(maker);
            } finally {
                free.add(room);
            }
        };
        return thread.submit(task);
    }

    /// Waits for what is under way, whether or not it succeeds.
    @Override
    public void close() {
        thread.close();
    }
}
