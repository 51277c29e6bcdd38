package dev.mangrove.scan.workspace;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// The journal of finished items. Safe for several threads; an append costs tens of microseconds, and the
/// thousandth waits for the disk.
///
/// What was appended is safe once a batch is committed: after 1,000 items, after a second, or at [#flush]. A
/// process killed in between loses that batch alone, as a whole. An item that is there already is left as it
/// is, so that appending twice changes nothing.
public final class ItemJournal implements AutoCloseable {

    /// Items that are made safe together, and so the most that a kill can undo.
    public static final int BATCH_ITEMS = 1_000;

    private static final long BATCH_MILLIS = 1_000;

    private final Writer writer;
    private final ItemRows rows;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("journal").factory());
    private int pending;

    ItemJournal(Writer writer) {
        this.writer = writer;
        this.rows = writer.add(ItemRows::new);
        var _ = clock.scheduleWithFixedDelay(this::commitPending, BATCH_MILLIS, BATCH_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// Takes an item in.
    ///
    /// @return whether it was new
    /// @throws WorkspaceException where the disk is full or failing; every later call then fails alike
    public boolean append(ItemRecord record) {
        synchronized (writer) {
            boolean isNew = writer.add(_ -> rows.insert(record));
            pending++;
            if (pending >= BATCH_ITEMS) {
                flush();
            }
            return isNew;
        }
    }

    /// Makes everything appended so far safe on disk.
    public void flush() {
        synchronized (writer) {
            writer.commit();
            pending = 0;
        }
    }

    /// A failure is not lost here: the writer keeps it and the next append throws it.
    private void commitPending() {
        synchronized (writer) {
            if (pending > 0) {
                try {
                    flush();
                } catch (WorkspaceException e) {
                    pending = 0;
                }
            }
        }
    }

    @Override
    public void close() {
        clock.shutdown();
        flush();
    }
}
