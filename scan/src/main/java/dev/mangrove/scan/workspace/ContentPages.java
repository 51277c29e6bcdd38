package dev.mangrove.scan.workspace;

import dev.mangrove.scan.workspace.Contents.Content;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Works on all contents, page by page: several threads compute, the calling thread alone reads and writes the
/// database, and takes the results in order of content. A few pages are in memory at a time.
public final class ContentPages {

    private static final int PAGE_CONTENTS = 128;

    private ContentPages() {}

    /// Computes on a page, in any thread, without the database.
    @FunctionalInterface
    public interface PageWork<T> {
        T compute(List<Content> page);
    }

    /// Takes a page's result, in the calling thread.
    @FunctionalInterface
    public interface PageSink<T> {
        void take(T result) throws SQLException;
    }

    /// Runs `work` on every content.
    public static <T> void forEach(Connection connection, int threads, PageWork<T> work, PageSink<T> sink)
            throws SQLException {
        ArrayDeque<Future<T>> running = new ArrayDeque<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("matching-", 0).factory())) {
            boolean whole = false;
            try {
                long last = 0;
                for (List<Content> page = Contents.page(connection, last, PAGE_CONTENTS);
                        !page.isEmpty();
                        page = Contents.page(connection, last, PAGE_CONTENTS)) {
                    last = page.getLast().id();
                    List<Content> next = page;
                    running.add(pool.submit(() -> work.compute(next)));
                    if (running.size() > threads + 1) {
                        sink.take(result(running.remove()));
                    }
                }
                while (!running.isEmpty()) {
                    sink.take(result(running.remove()));
                }
                whole = true;
            } finally {
                if (!whole) {
                    pool.shutdownNow();
                }
            }
        }
    }

    /// What a task threw is thrown here as it is.
    public static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException unchecked -> throw unchecked;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw WorkspaceException.cannotGoOn(
                    "the matching was interrupted; results are those of the matching before. Run the same command again",
                    e);
        }
    }
}
