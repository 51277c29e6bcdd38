package dev.mangrove.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mangrove.server.database.Actor;
import dev.mangrove.server.database.AgencyId;
import dev.mangrove.server.database.DatabaseRole;
import dev.mangrove.server.database.Ids;
import dev.mangrove.server.database.PersonId;
import dev.mangrove.server.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SealingTest {

    @RegisterExtension
    final TestDatabase database = TestDatabase.with("audit");

    private final LogSigningKey key = LogSigningKey.generate("unit.example/audit");
    private final Actor actor = new Actor.Person(new AgencyId(Ids.create()), PersonId.create());
    private final Actor other = new Actor.Person(new AgencyId(Ids.create()), PersonId.create());
    private Audit audit;
    private Sealing sealing;

    @BeforeEach
    void open() {
        audit = new Audit(database.agencies(), database.database().audit(), person -> List.of("Nguyễn Thị Đào"));
        sealing = new Sealing(database.database().audit(), key);
    }

    private void act(String detail) {
        database.agencies()
                .write(
                        actor,
                        jdbc -> audit.record(AuditEntry.of(AuditsOwnAct.ENTRIES_READ, RecordRef.all("auditEntry"))
                                .because(Purpose.OVERSIGHT, "monthly check")
                                .about(detail)));
    }

    private long count(String table) {
        return database.database()
                .audit()
                .read(jdbc -> jdbc.sql("SELECT count(*) FROM audit." + table)
                        .query(Long.class)
                        .single());
    }

    private VerifyReport verify() throws Exception {
        return new AuditVerification(new DatabaseLog(database.database().audit()), key.publicKey(), List.of()).run();
    }

    @Test
    void givesEachRowItsPlaceAndTheLogIsSound() throws Exception {
        assertThat(sealing.seal()).isZero();
        for (int round = 0; round < 6; round++) {
            for (int i = 0; i < 60; i++) {
                act("search " + i);
            }
            assertThat(sealing.seal()).isEqualTo(60);
            if (round % 2 == 0) {
                // Another process, or the same one after a start: it goes on from what is stored.
                sealing = new Sealing(database.database().audit(), key);
            }
        }
        assertThat(count("unsealed")).isZero();
        assertThat(count("entries")).isEqualTo(360);
        VerifyReport report = verify();
        assertThat(report.findings()).isEmpty();
        assertThat(report.remarks()).isEmpty();
        assertThat(report.entries()).isEqualTo(360);
        assertThat(report.openingsChecked()).isEqualTo(360);
        assertThat(report.checkpointsChecked()).isEqualTo(7);
    }

    @Test
    void isCommittedWithTheActOrNotAtAll() {
        assertThatThrownBy(() -> database.agencies().write(actor, jdbc -> {
                    audit.record(AuditEntry.of(AuditsOwnAct.ENTRIES_READ, RecordRef.all("auditEntry")));
                    throw new IllegalStateException("the act failed");
                }))
                .hasMessage("the act failed");
        assertThat(count("unsealed")).isZero();
    }

    @Test
    void keepsARefusalWhenTheActIsRolledBack() {
        assertThatThrownBy(() -> database.agencies().write(actor, jdbc -> {
                    audit.recordRefusal(actor, AuditEntry.of(AuditsOwnAct.LOG_EXPORTED, RecordRef.all("auditEntry")));
                    throw new IllegalStateException("not allowed");
                }))
                .hasMessage("not allowed");
        assertThat(count("unsealed")).isEqualTo(1);
        assertThat(sealing.seal()).isEqualTo(1);
    }

    @Test
    void doesNotSkipWhatCommitsAfterALaterRowWasSealed() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        try (ExecutorService late = Executors.newSingleThreadExecutor()) {
            Future<?> transaction = late.submit(() -> database.agencies().write(actor, jdbc -> {
                audit.record(AuditEntry.of(AuditsOwnAct.LOG_VERIFIED, RecordRef.all("auditEntry")));
                written.countDown();
                try {
                    return mayCommit.await(60, java.util.concurrent.TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }));
            assertThat(written.await(60, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
            act("written later, committed earlier");
            assertThat(sealing.seal()).isEqualTo(1);
            mayCommit.countDown();
            transaction.get();
        }
        assertThat(sealing.seal()).isEqualTo(1);
        assertThat(verify().findings()).isEmpty();
    }

    @Test
    void showsAnAgencyOnlyItsOwn() {
        act("one");
        sealing.seal();
        act("two");
        for (String table : List.of("unsealed", "entries", "openings")) {
            assertThat(database.agencies()
                            .<Long>read(
                                    actor,
                                    jdbc -> jdbc.sql("SELECT count(*) FROM audit." + table)
                                            .query(Long.class)
                                            .single()))
                    .as(table)
                    .isEqualTo(1);
            assertThat(database.agencies()
                            .<Long>read(
                                    other,
                                    jdbc -> jdbc.sql("SELECT count(*) FROM audit." + table)
                                            .query(Long.class)
                                            .single()))
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void letsTheApplicationNeitherChangeNorSealNorSpeakForAnother() throws SQLException {
        act("one");
        sealing.seal();
        act("two");
        String asActor =
                "SELECT set_config('mangrove.agency', '" + actor.agency().value()
                        + "', false), set_config('mangrove.person', '"
                        + actor.personId().orElseThrow().value() + "', false)";
        List<String> forbidden = List.of(
                "UPDATE audit.unsealed SET act = 'a.b'",
                "DELETE FROM audit.unsealed",
                "UPDATE audit.entries SET act = 'a.b'",
                "DELETE FROM audit.entries",
                "UPDATE audit.openings SET person = NULL",
                "DELETE FROM audit.openings",
                "UPDATE audit.tiles SET hashes = ''",
                "DELETE FROM audit.checkpoints",
                "TRUNCATE audit.unsealed",
                "INSERT INTO audit.checkpoints VALUES (9, now(), '')",
                "INSERT INTO audit.entries (index, agency, id, at, sealed_at, act, kind, record, outcome) VALUES (9,"
                        + " mangrove.current_agency(), gen_random_uuid(), now(), now(), 'a.b', 'k', 'r', 'done')",
                "INSERT INTO audit.unsealed (at, agency, id, act, kind, record, outcome, person) VALUES (now(),"
                        + " mangrove.current_agency(), gen_random_uuid(), 'a.b', 'k', 'r', 'done',"
                        + " mangrove.current_person())",
                "INSERT INTO audit.unsealed (agency, id, act, kind, record, outcome, person) VALUES ("
                        + " mangrove.current_agency(), gen_random_uuid(), 'a.b', 'k', 'r', 'done', gen_random_uuid())",
                "INSERT INTO audit.unsealed (agency, id, act, kind, record, outcome, person) VALUES ("
                        + " gen_random_uuid(), gen_random_uuid(), 'a.b', 'k', 'r', 'done', mangrove.current_person())");
        try (Connection connection = database.connect(DatabaseRole.APP);
                Statement statement = connection.createStatement()) {
            statement.execute(asActor);
            for (String sql : forbidden) {
                assertThatThrownBy(() -> statement.execute(sql))
                        .as(sql)
                        .hasMessageMatching("(?s).*(permission denied|row-level security policy).*");
            }
        }
    }

    @Test
    void sealsNothingBehindALogThatWasTamperedWith() {
        act("one");
        sealing.seal();
        database.administer("UPDATE audit.tiles SET hashes = decode(repeat('00', 32), 'hex')");
        act("two");
        Sealing started = new Sealing(database.database().audit(), key);
        assertThatThrownBy(started::seal).isInstanceOf(BrokenLogException.class);
        assertThat(count("unsealed")).isEqualTo(1);
    }

    @Test
    void notesASearchForTheOwnName() {
        act("dao thi NGUYEN passport");
        act("Nguyễn Văn An");
        assertThat(database.database()
                        .audit()
                        .<List<String>>read(
                                jdbc -> jdbc.sql("SELECT coalesce(marks, '') FROM audit.unsealed ORDER BY at")
                                        .query(String.class)
                                        .list()))
                .containsExactly(OwnName.MARK, "");
    }

    @Test
    void givesLeaveToSeeContentOnlyToAPersonAndAfterItIsWritten() {
        RecordRef stack = RecordRef.of("stack", Ids.create());
        ContentAccess access = database.agencies()
                .write(
                        actor,
                        jdbc -> audit.openContent(
                                stack, Ids.create(), Purpose.VICTIM_IDENTIFICATION, "to read the sign in the window"));
        access.require(stack);
        assertThat(count("unsealed")).isEqualTo(1);
        assertThatThrownBy(() -> access.require(RecordRef.all("stack"))).isInstanceOf(IllegalStateException.class);
        Actor job = new Actor.Job(actor.agency(), "retention");
        assertThatThrownBy(() -> database.agencies()
                        .write(job, jdbc -> audit.openContent(stack, Ids.create(), Purpose.INVESTIGATION, "none")))
                .isInstanceOf(IllegalStateException.class);
    }
}
