package dev.mangrove.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.mangrove.testkit.Seed;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Interleaved transactions of many agencies on four pooled connections: nobody sees a foreign row. The twins
/// break the
/// lock in two ways, and must see some: a test that cannot fail shows nothing.
class ConnectionBleedTest {

    private static final int TRANSACTIONS = 10_000;
    private static final int AGENCIES = 8;
    private static final int ROWS_OF_EACH = 3;

    @RegisterExtension
    final TestDatabase database = TestDatabase.with("shore");

    private final List<AgencyId> agencies = new ArrayList<>();
    private HikariDataSource pool;
    private AgencyTransactions transactions;

    @BeforeEach
    void fill() {
        pool = Connections.pool(database.server(), DatabaseRole.APP, 4);
        transactions = new AgencyTransactions(pool);
        for (int i = 0; i < AGENCIES; i++) {
            AgencyId agency = AgencyId.create();
            agencies.add(agency);
            transactions.write(new Actor.Job(agency, "fill"), jdbc -> {
                for (int row = 0; row < ROWS_OF_EACH; row++) {
                    insert(jdbc, agency);
                }
                return ROWS_OF_EACH;
            });
        }
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void noTransactionSeesAForeignRow() throws InterruptedException {
        assertThat(foreignRowsSeen(TRANSACTIONS)).isZero();
    }

    @Test
    void theCountFindsARemovedPolicy() throws InterruptedException {
        database.administer("ALTER TABLE shore.sightings DISABLE ROW LEVEL SECURITY");
        assertThat(foreignRowsSeen(100)).isPositive();
    }

    /// The agency is told for the whole session, so that whoever gets the connection next inherits it.
    @Test
    void theCountFindsAnAgencyThatOutlivesItsTransaction() throws InterruptedException {
        transactions = new AgencyTransactions(SessionWideSettings.of(pool));
        assertThat(foreignRowsSeen(200)).isPositive();
    }

    private long foreignRowsSeen(int transactions) throws InterruptedException {
        AtomicLong foreign = new AtomicLong();
        AtomicLong done = new AtomicLong();
        SplittableRandom seeds = Seed.random("connection bleed");
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < transactions; i++) {
                SplittableRandom random = seeds.split();
                threads.execute(() -> {
                    foreign.addAndGet(foreignRowsOfOne(random));
                    done.incrementAndGet();
                });
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(120, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(done).hasValue(transactions);
        return foreign.get();
    }

    /// One transaction of a random agency, of a random kind: a read, a write, a failed one; or a look at what the
    /// last
    /// one left behind on its connection.
    private long foreignRowsOfOne(SplittableRandom random) {
        AgencyId agency = agencies.get(random.nextInt(agencies.size()));
        Actor actor = new Actor.Job(agency, "bleed");
        int kind = random.nextInt(10);
        if (kind == 0) {
            return transactions.write(actor, jdbc -> {
                insert(jdbc, agency);
                return foreignRows(jdbc, agency);
            });
        }
        if (kind == 2) {
            return rowsSeenWithoutAgency();
        }
        if (kind == 1) {
            try {
                transactions.<Long>write(actor, jdbc -> {
                    insert(jdbc, agency);
                    throw new IllegalStateException("this one fails");
                });
            } catch (IllegalStateException e) {
                return 0;
            }
        }
        return transactions.read(actor, jdbc -> foreignRows(jdbc, agency));
    }

    private long rowsSeenWithoutAgency() {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM shore.sightings")) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static long foreignRows(JdbcClient jdbc, AgencyId agency) {
        List<UUID> seen =
                jdbc.sql("SELECT agency FROM shore.sightings").query(UUID.class).list();
        assertThat(seen).contains(agency.value());
        return seen.stream().filter(owner -> !owner.equals(agency.value())).count();
    }

    private static void insert(JdbcClient jdbc, AgencyId agency) {
        jdbc.sql("INSERT INTO shore.sightings (agency, id, note) VALUES (?, ?, 'seen')")
                .params(agency.value(), Ids.create())
                .update();
    }
}
