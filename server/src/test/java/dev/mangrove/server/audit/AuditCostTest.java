package dev.mangrove.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.server.database.Actor;
import dev.mangrove.server.database.AgencyId;
import dev.mangrove.server.database.Database;
import dev.mangrove.server.database.DatabaseServer;
import dev.mangrove.server.database.Ids;
import dev.mangrove.server.database.PersonId;
import dev.mangrove.server.postgres.DataFolder;
import dev.mangrove.server.postgres.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What recording costs a writer: the same writes with and without it, in turns, on a server that flushes each
/// commit. The figures are printed and not judged, as a test's machine is never quiet;
/// `-Dmangrove.audit.cost.seconds=20` makes each turn longer than the one second of the suite.
class AuditCostTest {

    private static final int SECONDS = Integer.getInteger("mangrove.audit.cost.seconds", 1);
    private static final int TURNS = Integer.getInteger("mangrove.audit.cost.turns", 1);
    private static final int WRITERS = 8;

    /// Writes a second that are offered; 0 offers as many as the server takes.
    private static final int OFFERED = Integer.getInteger("mangrove.audit.cost.offered", 0);

    /// Between two writes of one writer.
    private static final long PAUSE_NANOS = OFFERED == 0 ? 1 : WRITERS * 1_000_000_000L / OFFERED;

    @Test
    void tellsWhatRecordingCosts(@TempDir Path folder) throws Exception {
        try (DataFolder data = DataFolder.open(folder.resolve("data"));
                EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            DatabaseServer server = Database.embedded(postgres, folder);
            try (Database database = Database.open(server, List.of("audit"));
                    AuditLog log = AuditLog.open(
                            database.agencies(), database.audit(), folder, "unit.example/audit", PersonNames.UNKNOWN)) {
                administer(server);
                run(database, log, 1, true);
                log.start();
                List<Double> on = new ArrayList<>();
                List<Double> off = new ArrayList<>();
                for (int turn = 0; turn < TURNS; turn++) {
                    off.add(run(database, log, SECONDS, false));
                    on.add(run(database, log, SECONDS, true));
                }
                long written = log.integrity().entries() + log.integrity().unsealed();
                System.err.println(String.format(
                        Locale.ROOT,
                        "audit cost: writes a second off %s, on %s; %d entries, %d not sealed yet",
                        off,
                        on,
                        written,
                        log.integrity().unsealed()));
                log.close();
                log.seal();
                assertThat(log.verify(List.of()).isSound()).isTrue();
            }
        }
    }

    private static double run(Database database, AuditLog log, int seconds, boolean audited) throws Exception {
        AtomicLong writes = new AtomicLong();
        AtomicLong busyNanos = new AtomicLong();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        List<Thread> threads = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            Actor actor = new Actor.Person(new AgencyId(Ids.create()), PersonId.create());
            threads.add(Thread.ofPlatform().start(() -> {
                for (long next = System.nanoTime(); next < end && System.nanoTime() < end; next += PAUSE_NANOS) {
                    LockSupport.parkNanos(next - System.nanoTime());
                    long began = System.nanoTime();
                    write(database, log, actor, audited);
                    writes.incrementAndGet();
                    busyNanos.addAndGet(System.nanoTime() - began);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.err.println((audited ? "audited" : "plain") + ": " + writes + " writes in " + seconds + " s, "
                + busyNanos.get() / Math.max(1, writes.get()) / 1000 + " µs each");
        return Math.round(writes.get() * 10.0 / seconds) / 10.0;
    }

    /// A write as domains do it: a look, a row of a report, and the entry.
    private static void write(Database database, AuditLog log, Actor actor, boolean audited) {
        UUID id = Ids.create();
        database.agencies().write(actor, jdbc -> {
            jdbc.sql("SELECT count(*) FROM trial.reports WHERE agency = ? AND id = ?")
                    .param(actor.agency().value())
                    .param(id)
                    .query(Long.class)
                    .single();
            jdbc.sql("INSERT INTO trial.reports (agency, id, received_at, state, body) VALUES (?, ?, now(), 'new', ?)")
                    .param(actor.agency().value())
                    .param(id)
                    .param("x".repeat(1000))
                    .update();
            if (audited) {
                log.audit()
                        .record(AuditEntry.of(AuditsOwnAct.LOG_VERIFIED, RecordRef.of("report", id))
                                .because(Purpose.ASSESSMENT, "taken from the queue"));
            }
            return id;
        });
    }

    private static void administer(DatabaseServer server) throws Exception {
        try (var connection = DriverManager.getConnection(
                        server.jdbcUrl(),
                        server.administrator().name(),
                        server.administrator().password());
                var statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA trial; CREATE TABLE trial.reports (agency uuid NOT NULL, id uuid NOT NULL,"
                    + " received_at timestamptz NOT NULL, state text NOT NULL, body text NOT NULL,"
                    + " PRIMARY KEY (agency, id)); CREATE INDEX ON trial.reports (agency, received_at);"
                    + " ALTER TABLE trial.reports ENABLE ROW LEVEL SECURITY; CREATE POLICY agency ON trial.reports"
                    + " USING (agency = mangrove.current_agency()) WITH CHECK (agency = mangrove.current_agency());"
                    + " GRANT USAGE ON SCHEMA trial TO mangrove_app; GRANT SELECT, INSERT ON trial.reports TO"
                    + " mangrove_app");
        }
    }
}
