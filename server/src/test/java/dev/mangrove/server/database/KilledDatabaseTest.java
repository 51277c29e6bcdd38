package dev.mangrove.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.server.postgres.DataFolder;
import dev.mangrove.server.postgres.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.TransactionException;

/// The database is killed under load: what was acknowledged is kept, nothing is kept twice, and what was not
/// acknowledged is settled by repeating it with the same id. `-Dmangrove.kills=` for more than three kills.
class KilledDatabaseTest {

    private static final int KILLS = Integer.getInteger("mangrove.kills", 3);
    private static final int WRITERS = 4;

    @TempDir
    static Path temporary;

    private final Actor actor = new Actor.Job(AgencyId.create(), "load");
    private final Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger unknown = new AtomicInteger();
    private final AtomicBoolean writing = new AtomicBoolean(true);

    @Test
    void whatWasAcknowledgedIsKept() throws Exception {
        try (DataFolder data = DataFolder.open(temporary.resolve("killed"));
                EmbeddedPostgres postgres = EmbeddedPostgres.start(data);
                Database database = Database.open(Database.embedded(postgres, data.secrets()), List.of("shore"))) {
            List<Thread> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                writers.add(Thread.ofVirtual().start(() -> write(database.agencies())));
            }
            for (int kill = 0; kill < KILLS; kill++) {
                int before = acknowledged.size();
                waitUntil(() -> acknowledged.size() > before + 50);
                killServer(data.database());
            }
            int after = acknowledged.size();
            waitUntil(() -> acknowledged.size() > after + 50);
            writing.set(false);
            for (Thread writer : writers) {
                writer.join();
            }
            List<UUID> kept = database.agencies()
                    .read(
                            actor,
                            jdbc -> jdbc.sql("SELECT id FROM shore.sightings")
                                    .query(UUID.class)
                                    .list());
            assertThat(new HashSet<>(kept)).hasSameSizeAs(kept).containsAll(acknowledged);
            // A writer repeats each id until it is acknowledged, so that nothing else is there either.
            assertThat(kept).hasSameSizeAs(acknowledged);
            assertThat(unknown).as("broken writes").hasPositiveValue();
        }
    }

    private void write(AgencyTransactions transactions) {
        while (writing.get()) {
            UUID id = Ids.create();
            while (!isWritten(transactions, id)) {
                unknown.incrementAndGet();
            }
            acknowledged.add(id);
        }
    }

    private boolean isWritten(AgencyTransactions transactions, UUID id) {
        try {
            transactions.write(
                    actor,
                    jdbc -> jdbc.sql("INSERT INTO shore.sightings (agency, id, note) VALUES (?, ?, 'under load')")
                            .params(actor.agency().value(), id)
                            .update());
            return true;
        } catch (DuplicateKeyException e) {
            return true; // the first attempt was kept
        } catch (CommitOutcomeUnknownException | DataAccessException | TransactionException e) {
            return false;
        }
    }

    private static void killServer(Path database) throws Exception {
        String pid = Files.readAllLines(database.resolve("postmaster.pid")).getFirst();
        ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();
    }

    private static void waitUntil(java.util.function.BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("service is back within thirty seconds")
                    .isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
