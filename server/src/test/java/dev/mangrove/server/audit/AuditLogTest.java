package dev.mangrove.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.server.database.Actor;
import dev.mangrove.server.database.AgencyId;
import dev.mangrove.server.database.Ids;
import dev.mangrove.server.database.PersonId;
import dev.mangrove.server.database.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AuditLogTest {

    @RegisterExtension
    final TestDatabase database = TestDatabase.with("audit");

    @TempDir
    Path folder;

    private final AgencyId agency = new AgencyId(Ids.create());
    private final Actor.Person linh = new Actor.Person(agency, PersonId.create());
    private final Actor.Person minh = new Actor.Person(agency, PersonId.create());
    private AuditLog log;

    @BeforeEach
    void open() throws Exception {
        log = AuditLog.open(
                database.agencies(),
                database.database().audit(),
                folder,
                "unit.example/audit",
                person -> person.equals(linh.person()) ? List.of("Trần Linh") : List.of());
    }

    private UUID act(Actor actor, String detail) {
        return database.agencies()
                .write(
                        actor,
                        jdbc -> log.audit()
                                .record(AuditEntry.of(AuditsOwnAct.ENTRIES_READ, RecordRef.all("auditEntry"))
                                        .because(Purpose.OVERSIGHT, "monthly check")
                                        .underLaw("Directive (EU) 2016/680, Art. 25")
                                        .about(detail)));
    }

    @Test
    void findsEntriesPageByPageSealedOrNot() {
        for (int i = 0; i < 12; i++) {
            act(i % 3 == 0 ? minh : linh, "search 100%_" + i);
            if (i == 7) {
                log.seal();
            }
        }
        List<String> seen = new ArrayList<>();
        AuditQuery query = AuditQuery.newest(5);
        for (List<AuditRow> page = log.trail().find(linh, query);
                !page.isEmpty();
                page = log.trail().find(linh, query.behind(page.getLast().cursor()))) {
            page.forEach(row -> seen.add(row.why().detail().orElse("") + (row.isSealed() ? "" : " unsealed")));
        }
        assertThat(seen).hasSize(12).startsWith("search 100%_11 unsealed").endsWith("search 100%_0");
        assertThat(seen).filteredOn(text -> text.endsWith("unsealed")).hasSize(4);
        AuditQuery all = AuditQuery.newest(100);
        assertThat(log.trail().find(linh, all.of(minh.person()))).hasSize(4);
        assertThat(log.trail().find(linh, all.containing("0%_1"))).hasSize(3);
        assertThat(log.trail().find(linh, all.containing("0_1"))).isEmpty();
        assertThat(log.trail().find(linh, all.withAct("audit.logExported"))).isEmpty();
        assertThat(log.trail().find(linh, all.aboutRecord("all"))).hasSize(12);
        assertThat(log.trail().find(new Actor.Person(new AgencyId(Ids.create()), linh.person()), all))
                .isEmpty();
    }

    @Test
    void erasesWithProofAndShowsThatItDid() throws Exception {
        UUID one = act(minh, "who is the girl in red");
        UUID two = act(minh, "another");
        log.seal();
        Path target = folder.resolve("export");
        log.audit()
                .erase(
                        linh,
                        one,
                        ErasedPart.WORDS,
                        entry -> entry.because(Purpose.DATA_SUBJECT_REQUEST, "request 17")
                                .underLaw("Art. 16"));
        log.audit().erase(linh, two, ErasedPart.PERSON, entry -> entry.underLaw("retention over"));
        log.seal();
        AuditRow erased = log.trail().find(linh, one).orElseThrow();
        assertThat(erased.wordsErased()).isTrue();
        assertThat(erased.why().detail()).isEmpty();
        assertThat(erased.person()).contains(minh.person());
        assertThat(log.trail().find(linh, two).orElseThrow().personErased()).isTrue();
        log.export(target, true);
        VerifyReport report = AuditVerify.folder(target, log.publicKey(), List.of());
        assertThat(report.findings()).isEmpty();
        assertThat(report.wordsErased()).isEqualTo(1);
        assertThat(report.personsErased()).isEqualTo(1);
        try (var files = Files.walk(target)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
                        .doesNotContain("girl in red")
                        .doesNotContain(java.util.Base64.getEncoder()
                                .encodeToString("who is the girl".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            }
        }
    }

    @Test
    void raisesWhatIsWorthAQuestionByRulesThatAreTold() {
        ZoneId zone = ZoneId.of("Asia/Ho_Chi_Minh");
        act(linh, "linh tran");
        for (int i = 0; i < 30; i++) {
            act(minh, "search " + i);
        }
        log.seal();
        // Times are the database's; so the test moves them, as nobody else could unnoticed.
        database.administer(
                "UPDATE audit.entries SET at = timestamptz '2026-11-10 10:00+07' + index * interval '1 minute'",
                "UPDATE audit.entries SET at = timestamptz '2026-11-11 02:30+07' WHERE index = 5",
                "INSERT INTO audit.entries (index, agency, id, at, sealed_at, act, kind, record, outcome)"
                        + " SELECT 1000 + d, agency, id, timestamptz '2026-11-01 12:00+07' + d * interval '1 day', at, act,"
                        + " kind, record, outcome FROM audit.entries, generate_series(0, 6) d WHERE index = 2",
                "INSERT INTO audit.openings (index, agency, person)"
                        + " SELECT 1000 + d, agency, person FROM audit.openings, generate_series(0, 6) d WHERE index = 2");
        List<Anomaly> found = log.anomalies()
                .between(linh, LocalDate.of(2026, 11, 10), LocalDate.of(2026, 11, 11), zone, Anomalies.FACTOR);
        assertThat(found)
                .containsExactlyInAnyOrder(
                        new Anomaly(Anomaly.Rule.OWN_NAME, linh.person(), LocalDate.of(2026, 11, 10), 1, 0),
                        new Anomaly(Anomaly.Rule.NIGHT_USE, minh.person(), LocalDate.of(2026, 11, 10), 1, 0),
                        new Anomaly(Anomaly.Rule.VOLUME, minh.person(), LocalDate.of(2026, 11, 10), 29, 1));
    }

    @Test
    void tellsHowItStandsAndNoticesWhatWasDoneToTheDatabase() throws Exception {
        act(linh, "one");
        assertThat(log.integrity().unsealed()).isEqualTo(1);
        assertThat(log.integrity().checkpoint()).isEmpty();
        log.start();
        long end = System.nanoTime() + 20_000_000_000L;
        while (log.integrity().unsealed() > 0 && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        log.close();
        assertThat(log.integrity().entries()).isEqualTo(1);
        assertThat(log.verify(List.of()).isSound()).isTrue();
        assertThat(log.integrity().isWell()).isTrue();
        // Everything is cut off, consistently: only what the last check saw, outside the database, tells.
        database.administer("TRUNCATE audit.entries, audit.openings, audit.tiles, audit.checkpoints");
        assertThat(log.verify(List.of()).isSound()).isFalse();
        assertThat(log.integrity().isWell()).isFalse();
    }

    @Test
    void provesOneEntryToWhoeverHoldsTheKey() {
        for (int i = 0; i < 300; i++) {
            act(linh, "search " + i);
        }
        log.seal();
        byte[] entry = EntryBundle.parse(new DatabaseLog(database.database().audit())
                        .entries(0, 256)
                        .orElseThrow())
                .entries()
                .get(77);
        TlogProof proof = TlogProof.parse(log.proof(77));
        assertThat(proof.proves(entry, log.publicKey())).isTrue();
        entry[40] ^= 1;
        assertThat(proof.proves(entry, log.publicKey())).isFalse();
    }

    @Test
    void exportsAndVerifiesFromTheCommandLine() throws Exception {
        for (int i = 0; i < 5; i++) {
            act(linh, "search " + i);
        }
        log.seal();
        Path target = folder.resolve("out");
        StringWriter out = new StringWriter();
        CommandLine command = AuditCommand.commandLine(_ -> log, folder)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out));
        assertThat(command.execute("export", target.toString())).isEqualTo(AuditCommand.SOUND);
        Path earlier = Files.copy(target.resolve("checkpoint"), folder.resolve("checkpoint-november.txt"));
        String key = log.publicKey().toString();
        assertThat(command.execute("verify", target.toString(), "--key", key, "--earlier", earlier.toString()))
                .isEqualTo(AuditCommand.SOUND);
        Path bundle = target.resolve(TilePath.entries(0, 5));
        byte[] bytes = Files.readAllBytes(bundle);
        bytes[bytes.length / 2] ^= 1;
        Files.write(bundle, bytes);
        assertThat(command.execute("verify", target.toString(), "--key", key)).isEqualTo(AuditCommand.TAMPERED);
        assertThat(out.toString()).contains("FOUND entry 2: an entry was changed after it was recorded");
        assertThat(command.execute("verify", folder.resolve("nothing").toString(), "--key", key))
                .isEqualTo(AuditCommand.WRONG_USE);
        assertThat(command.execute("verify", target.toString(), "--key", "x+y+z"))
                .isEqualTo(AuditCommand.WRONG_USE);
        assertThat(command.execute()).isEqualTo(AuditCommand.WRONG_USE);
    }
}
