package dev.mangrove.server.audit;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Seals once a second, and at once again while whole batches are waiting. One thread.
final class Sequencer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sequencer.class);
    private static final long PERIOD_MILLIS = 700;
    private static final long STOP_MILLIS_MAX = 10_000;

    private final Sealing sealing;
    private volatile boolean stopping;
    private volatile @Nullable String trouble;
    private @Nullable Thread thread;

    Sequencer(Sealing sealing) {
        this.sealing = sealing;
    }

    synchronized void start() {
        if (thread == null) {
            thread = Thread.ofPlatform().name("audit-sequencer").daemon().start(this::run);
        }
    }

    private void run() {
        while (!stopping) {
            if (sealOnce() < Sealing.ROWS_MAX && !stopping) {
                try {
                    TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
                } catch (InterruptedException e) {
                    // Asked to stop: what is unsealed is sealed at the next start.
                    return;
                }
            }
        }
    }

    private int sealOnce() {
        try {
            int rows = sealing.seal();
            trouble = null;
            return rows;
        } catch (RuntimeException e) {
            // Said once, not each second; the integrity page shows it as long as it lasts.
            if (trouble == null) {
                LOG.error("Audit entries are not sealed for the time being; they are kept: {}", e.getMessage());
            }
            trouble = e.getMessage();
            return 0;
        }
    }

    /// Why nothing is sealed; nothing when all is well.
    java.util.Optional<String> trouble() {
        return java.util.Optional.ofNullable(trouble);
    }

    /// Ends the thread, not within a batch.
    @Override
    public synchronized void close() {
        stopping = true;
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join(STOP_MILLIS_MAX);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
