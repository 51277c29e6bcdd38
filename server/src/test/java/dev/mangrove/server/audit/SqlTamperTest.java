package dev.mangrove.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.server.database.Actor;
import dev.mangrove.server.database.AgencyId;
import dev.mangrove.server.database.Ids;
import dev.mangrove.server.database.PersonId;
import dev.mangrove.server.database.TestDatabase;
import dev.mangrove.testkit.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Does to the database, as its superuser, what somebody with all rights there could do, and lets the verification
/// find it. Once in each way; the long form is `-Dmangrove.tamperings.sql=1000`.
class SqlTamperTest {

    private static final int TAMPERINGS = Integer.getInteger("mangrove.tamperings.sql", 35);
    private static final int BATCHES = 6;
    private static final int OF_BATCH = 45;
    private static final int EARLIER = 4 * OF_BATCH;
    private static final List<String> TABLES = List.of("entries", "openings", "tiles", "checkpoints");

    /// Each of them changes something, whatever `N` is.
    private static final List<String> KINDS = List.of(
            "UPDATE audit.entries SET act = act || 'x' WHERE index = N",
            "UPDATE audit.entries SET kind = kind || 'x' WHERE index = N",
            "UPDATE audit.entries SET record = record || E'\\ncase x' WHERE index = N",
            "UPDATE audit.entries SET case_id = gen_random_uuid() WHERE index = N",
            "UPDATE audit.entries SET purpose = NULL WHERE index = N",
            "UPDATE audit.entries SET basis = 'another law' WHERE index = N",
            "UPDATE audit.entries SET outcome = 'refused' WHERE index = N",
            "UPDATE audit.entries SET request = gen_random_uuid() WHERE index = N",
            "UPDATE audit.entries SET marks = 'none' WHERE index = N",
            "UPDATE audit.entries SET machine = repeat('x', 70000) WHERE index = N",
            "UPDATE audit.entries SET at = at - interval '1 microsecond' WHERE index = N",
            "UPDATE audit.entries SET sealed_at = sealed_at + interval '1 day' WHERE index = N",
            "UPDATE audit.entries SET agency = gen_random_uuid() WHERE index = N",
            "UPDATE audit.entries SET id = gen_random_uuid() WHERE index = N",
            "UPDATE audit.entries SET person_commitment = NULL WHERE index = N",
            "UPDATE audit.entries SET words_commitment = sha256('x') WHERE index = N",
            "DELETE FROM audit.entries WHERE index = N",
            "DELETE FROM audit.entries WHERE index = N; DELETE FROM audit.openings WHERE index = N",
            "UPDATE audit.entries SET index = -1 WHERE index = N; UPDATE audit.entries SET index = N WHERE index = N + 1;"
                    + " UPDATE audit.entries SET index = N + 1 WHERE index = -1",
            "INSERT INTO audit.entries SELECT 270 + N, agency, gen_random_uuid(), at, sealed_at, machine, act, kind,"
                    + " record, case_id, purpose, basis, outcome, request, marks FROM audit.entries WHERE index = N",
            "INSERT INTO audit.entries SELECT N, gen_random_uuid(), id, at, sealed_at, machine, act, kind, record, case_id,"
                    + " purpose, basis, outcome, request, marks FROM audit.entries WHERE index = N",
            "UPDATE audit.openings SET person = gen_random_uuid() WHERE index = N",
            "UPDATE audit.openings SET reason = 'because' WHERE index = N",
            "UPDATE audit.openings SET person = NULL, person_salt = NULL WHERE index = N",
            "UPDATE audit.openings SET words_salt = NULL, reason = NULL, detail = NULL WHERE index = N",
            "DELETE FROM audit.openings WHERE index = N",
            "UPDATE audit.tiles SET hashes = set_byte(hashes, N % 32, get_byte(hashes, N % 32) # 1) WHERE level = N % 2"
                    + " AND index = 0",
            "DELETE FROM audit.tiles WHERE level = N % 2 AND index = 0",
            "INSERT INTO audit.tiles VALUES (3, N, sha256('x'))",
            "DELETE FROM audit.checkpoints WHERE size = 270",
            "DELETE FROM audit.checkpoints",
            "UPDATE audit.checkpoints SET note = replace(note, E'\\n' || size, E'\\n' || (size - 1))"
                    + " WHERE size = 45 * (1 + N % 6)",
            // The tail is cut to a checkpoint, with everything that would tell of it.
            "DELETE FROM audit.entries WHERE index >= 45 * (1 + N % 3);"
                    + " DELETE FROM audit.openings WHERE index >= 45 * (1 + N % 3);"
                    + " DELETE FROM audit.checkpoints WHERE size > 45 * (1 + N % 3);"
                    + " UPDATE audit.tiles SET hashes = substring(hashes FROM 1 FOR 32 * 45 * (1 + N % 3))"
                    + " WHERE level = 0 AND index = 0; DELETE FROM audit.tiles WHERE level > 0 OR index > 0",
            "REWRITE",
            "REWRITE WITH ANOTHER KEY");

    @RegisterExtension
    final TestDatabase database = TestDatabase.with("audit");

    private final LogSigningKey key = LogSigningKey.generate("unit.example/audit");

    @Test
    void findsEveryTampering() throws Exception {
        record();
        String note = database.database()
                .audit()
                .read(jdbc -> jdbc.sql("SELECT note FROM audit.checkpoints WHERE size = ?")
                        .param(EARLIER)
                        .query(String.class)
                        .single());
        List<Checkpoint> earlier = AuditVerify.earlier(List.of(note), key.publicKey());
        for (String table : TABLES) {
            database.administer("CREATE TABLE audit.sound_" + table + " AS TABLE audit." + table);
        }
        assertThat(verify(earlier).findings()).isEmpty();
        SplittableRandom random = Seed.random("tamperings by SQL");
        List<String> missed = new ArrayList<>();
        for (int i = 0; i < TAMPERINGS; i++) {
            String kind = KINDS.get(i % KINDS.size());
            int victim = random.nextInt(EARLIER - 1);
            if (kind.startsWith("REWRITE")) {
                rewrite(victim, kind.equals("REWRITE") ? key : LogSigningKey.generate("unit.example/audit"));
            } else {
                database.administer(kind.replaceAll("\\bN\\b", Integer.toString(victim)));
            }
            if (verify(earlier).isSound()) {
                missed.add(kind + " with N = " + victim);
            }
            for (String table : TABLES) {
                database.administer(
                        "TRUNCATE audit." + table,
                        "INSERT INTO audit." + table + " SELECT * FROM audit.sound_" + table);
            }
        }
        assertThat(missed).isEmpty();
        assertThat(verify(earlier).findings()).isEmpty();
    }

    private VerifyReport verify(List<Checkpoint> earlier) throws Exception {
        return new AuditVerification(new DatabaseLog(database.database().audit()), key.publicKey(), earlier).run();
    }

    private void record() {
        Actor actor = new Actor.Person(new AgencyId(Ids.create()), PersonId.create());
        Audit audit = new Audit(database.agencies(), database.database().audit(), PersonNames.UNKNOWN);
        Sealing sealing = new Sealing(database.database().audit(), key);
        for (int batch = 0; batch < BATCHES; batch++) {
            for (int i = 0; i < OF_BATCH; i++) {
                database.agencies()
                        .write(
                                actor,
                                jdbc -> audit.record(
                                        AuditEntry.of(AuditsOwnAct.ENTRIES_READ, RecordRef.all("auditEntry"))
                                                .because(Purpose.OVERSIGHT, "monthly check")
                                                .about("a search")));
            }
            assertThat(sealing.seal()).isEqualTo(OF_BATCH);
        }
    }

    /// Makes the whole log anew with one entry changed: every hash and signature fits.
    private void rewrite(int victim, LogSigningKey signer) {
        database.administer(
                "INSERT INTO audit.unsealed (agency, id, at, machine, act, kind, record, case_id, purpose, basis, outcome,"
                        + " request, marks, person_commitment, words_commitment, person, person_salt, words_salt, reason,"
                        + " recipient, detail) SELECT e.agency, id, at, CASE WHEN index = " + victim
                        + " THEN 'job other' END, act, kind, record, case_id, purpose, basis, outcome, request, marks,"
                        + " person_commitment, words_commitment, person, person_salt, words_salt, reason, recipient, detail"
                        + " FROM audit.entries e JOIN audit.openings USING (index)",
                "TRUNCATE audit.entries, audit.openings, audit.tiles, audit.checkpoints");
        new Sealing(database.database().audit(), signer).seal();
    }
}
