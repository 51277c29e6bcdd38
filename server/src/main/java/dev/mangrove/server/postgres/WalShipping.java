package dev.mangrove.server.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A thread that brings the write-ahead log to the backup as long as the server runs: each piece within seconds
/// after it is finished, which is at the latest four minutes after its first change. Before the first backup there
/// is nowhere
/// to bring them to, and they are deleted.
final class WalShipping implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WalShipping.class);
    private static final Duration PERIOD = Duration.ofSeconds(5);

    /// More waiting than this, and the backup has a fault to tell of.
    private static final int WAITING_MAX = 4;

    private final Path data;
    private final Path outgoing;
    private final Thread thread;
    private volatile Optional<String> trouble = Optional.empty();

    private WalShipping(DataFolder data) {
        this.data = data.root();
        this.outgoing = data.walOutgoing();
        this.thread = Thread.ofPlatform().daemon().name("wal-shipping").unstarted(this::ship);
    }

    static WalShipping start(DataFolder data) {
        WalShipping shipping = new WalShipping(data);
        shipping.thread.start();
        return shipping;
    }

    /// What is wrong with the backup at this moment, for the health page.
    Optional<String> trouble() {
        return trouble;
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ship() {
        while (!Thread.currentThread().isInterrupted()) {
            shipOnce();
            try {
                TimeUnit.MILLISECONDS.sleep(PERIOD.toMillis());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void shipOnce() {
        Optional<Path> destination = Optional.empty();
        try {
            List<Path> waiting = Shipment.waiting(outgoing); // before the question: a backup may begin in between
            destination = BackupDestination.read(data);
            if (destination.isEmpty()) {
                for (Path piece : waiting) {
                    Files.deleteIfExists(piece);
                }
                return;
            }
            Path wal = destination.get().resolve("wal");
            if (!Files.isDirectory(wal)) {
                throw new IOException("the folder " + wal + " is not there (is the disk connected?)");
            }
            Shipment.run(outgoing, wal);
            trouble = Optional.empty();
        } catch (IOException | PostgresException e) {
            tell("The write-ahead log cannot be brought to the backup"
                    + destination.map(path -> " in " + path).orElse("") + ": " + e.getMessage() + ". " + waiting());
        }
    }

    private void tell(String message) {
        if (trouble.isEmpty()) {
            LOG.error("{}", message);
        }
        trouble = Optional.of(message);
    }

    private String waiting() {
        try {
            List<Path> waiting = Shipment.waiting(outgoing);
            return waiting.size() <= WAITING_MAX
                    ? "Nothing is lost: it waits in the data folder."
                    : waiting.size() * 16L + " MB of it wait in the data folder, and it grows.";
        } catch (IOException e) {
            return "What waits in the data folder cannot be told either: " + e.getMessage();
        }
    }
}
