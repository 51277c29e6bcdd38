package dev.mangrove.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

class AgencyTransactionsTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.with("shore");

    private final Actor here = new Actor.Person(AgencyId.create(), PersonId.create());
    private final Actor there = new Actor.Client(AgencyId.create(), ClientId.create());

    @Test
    void showsAnAgencyItsOwnRowsOnly() {
        note(here, "mine");
        assertThat(notes(here)).containsExactly("mine");
        assertThat(notes(there)).isEmpty();
    }

    @Test
    void refusesARowOfAnotherAgency() {
        assertThatThrownBy(() -> database.agencies().write(here, jdbc -> insert(jdbc, there.agency(), "smuggled")))
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining("row-level security");
    }

    @Test
    void refusesToMoveARowToAnotherAgency() {
        note(here, "stays");
        assertThatThrownBy(() -> database.agencies()
                        .write(
                                here,
                                jdbc -> jdbc.sql("UPDATE shore.sightings SET agency = ?")
                                        .param(there.agency().value())
                                        .update()))
                .hasStackTraceContaining("row-level security");
    }

    @Test
    void tellsTheDatabaseWhoIsAtWork() {
        String told = "SELECT coalesce(mangrove.current_person(), mangrove.current_client())";
        assertThat(database.agencies()
                        .<UUID>read(
                                here, jdbc -> jdbc.sql(told).query(UUID.class).single()))
                .isEqualTo(here.personId().orElseThrow().value());
        assertThat(database.agencies()
                        .<UUID>read(
                                there, jdbc -> jdbc.sql(told).query(UUID.class).single()))
                .isEqualTo(there.clientId().orElseThrow().value());
    }

    @Test
    void throwsForAQueryOutsideATransaction() {
        JdbcClient kept = database.agencies().jdbc();
        assertThatThrownBy(() -> kept.sql("SELECT 1").query().singleRow())
                .hasStackTraceContaining("outside a transaction");
        assertThat(database.agencies()
                        .<Integer>read(
                                here,
                                jdbc -> kept.sql("SELECT 1")
                                        .query(Integer.class)
                                        .single()))
                .isEqualTo(1);
        assertThatThrownBy(() -> database.agencies().actor()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void joinsTheTransactionOfTheSameActorAndThrowsForAnother() {
        assertThatThrownBy(() -> database.agencies().write(here, jdbc -> {
                    note(here, "never kept");
                    throw new IllegalStateException("the outer work fails");
                }))
                .hasMessage("the outer work fails");
        assertThat(notes(here)).isEmpty();
        assertThatThrownBy(() -> database.agencies().write(here, jdbc -> notes(there)))
                .hasMessageContaining("inside one for");
    }

    @Test
    void refusesAWriteInARead() {
        assertThatThrownBy(() -> database.agencies().read(here, jdbc -> insert(jdbc, here.agency(), "late")))
                .hasStackTraceContaining("read-only");
        assertThatThrownBy(() -> database.agencies().read(here, jdbc -> {
                    note(here, "late");
                    return 0;
                }))
                .hasMessageContaining("begin the outer one as WRITE");
        note(here, "again"); // the thread is free after both
    }

    @Test
    void runsWorkAgainWhenTransactionsGetInEachOthersWay() throws InterruptedException {
        note(here, "a");
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch bothHaveRead = new CountDownLatch(2);
        Runnable skew = () -> database.agencies().serializable(here, jdbc -> {
            runs.incrementAndGet();
            int count = notes(here).size();
            bothHaveRead.countDown();
            await(bothHaveRead);
            return insert(jdbc, here.agency(), "after " + count);
        });
        Thread first = Thread.ofVirtual().start(skew);
        Thread second = Thread.ofVirtual().start(skew);
        first.join();
        second.join();
        assertThat(runs).hasValue(3);
        assertThat(notes(here)).containsExactlyInAnyOrder("a", "after 1", "after 2");
    }

    @Test
    void givesUpAfterFiveRepeatsAndNeverRepeatsAnythingElse() {
        AtomicInteger runs = new AtomicInteger();
        assertThatThrownBy(() -> database.agencies().write(here, jdbc -> {
                    runs.incrementAndGet();
                    throw new IllegalStateException(new SQLException("always in the way", "40P01"));
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(runs).hasValue(6);
        runs.set(0);
        assertThatThrownBy(() -> database.agencies().write(here, jdbc -> {
                    runs.incrementAndGet();
                    throw new IllegalStateException(new SQLException("a duplicate", "23505"));
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(runs).hasValue(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void note(Actor actor, String note) {
        database.agencies().write(actor, jdbc -> insert(jdbc, actor.agency(), note));
    }

    private static int insert(JdbcClient jdbc, AgencyId agency, String note) {
        return jdbc.sql("INSERT INTO shore.sightings (agency, id, note) VALUES (?, ?, ?)")
                .params(agency.value(), Ids.create(), note)
                .update();
    }

    private static List<String> notes(Actor actor) {
        return database.agencies()
                .read(
                        actor,
                        jdbc -> jdbc.sql("SELECT note FROM shore.sightings ORDER BY note")
                                .query(String.class)
                                .list());
    }
}
