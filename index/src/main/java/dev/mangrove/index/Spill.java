package dev.mangrove.index;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Puts full chunks of memory away on a thread of its own, one at a time, while the next one is filled. It keeps one
/// chunk to give in exchange and one to work in, whoever of its users they serve: so memory is bounded, and whoever
/// fills chunks faster than they are put away waits.
final class Spill implements AutoCloseable {

    static final int CHUNK_BYTES = 4 << 20;

    /// What to do with a full chunk.
    @FunctionalInterface
    interface Work {
        /// @param spare as long as a chunk, to be used freely
        void putAway(byte[] full, byte[] spare) throws IOException;
    }

    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("mangrove-list-spill").factory());
    private final int chunkBytes;
    private byte[] spare = new byte[0];
    private byte[] free = new byte[0];
    private Future<?> pending = CompletableFuture.completedFuture(null);

    Spill(int chunkBytes) {
        this.chunkBytes = chunkBytes;
    }

    int chunkBytes() {
        return chunkBytes;
    }

    /// Takes a full chunk, and gives one to go on with.
    byte[] exchange(byte[] full, Work work) throws IOException {
        await();
        byte[] next = free.length == chunkBytes ? free : new byte[chunkBytes];
        if (spare.length != chunkBytes) {
            spare = new byte[chunkBytes];
        }
        byte[] workspace = spare;
        pending = thread.submit(() -> {
            work.putAway(full, workspace);
            return null;
        });
        free = full;
        return next;
    }

    /// Waits until all is put away.
    void await() throws IOException {
        result(pending);
    }

    /// What a task gives; if it failed, throws what it threw.
    static <T> T result(Future<T> task) throws IOException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException cause -> throw new IOException(cause.getMessage(), cause);
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("building the list was interrupted", e);
        }
    }

    /// Waits for what is under way, whether or not it succeeds.
    @Override
    public void close() {
        thread.close();
    }
}
