package dev.mangrove.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.server.database.DatabaseRole;
import dev.mangrove.server.database.TestDatabase;
import dev.mangrove.testkit.Seed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A server that writes and seals is killed without warning, again and again: what it acknowledged is there, and
/// each change has its entry. Twice; the long form is `-Dmangrove.kills=20`.
class AuditKillTest {

    private static final int KILLS = Integer.getInteger("mangrove.kills", 2);
    private static final int WAIT_SECONDS_MAX = 120;

    @RegisterExtension
    final TestDatabase database = TestDatabase.with("audit");

    @Test
    void keepsWhatWasAcknowledgedAndOneEntryForEachChange(@TempDir Path folder) throws Exception {
        database.administer(
                "CREATE SCHEMA trial",
                "CREATE TABLE trial.changes (agency uuid NOT NULL, id uuid PRIMARY KEY)",
                "ALTER TABLE trial.changes ENABLE ROW LEVEL SECURITY",
                "ALTER TABLE trial.changes FORCE ROW LEVEL SECURITY",
                "CREATE POLICY agency ON trial.changes USING (agency = mangrove.current_agency())"
                        + " WITH CHECK (agency = mangrove.current_agency())",
                "GRANT USAGE ON SCHEMA trial TO mangrove_app",
                "GRANT INSERT ON trial.changes TO mangrove_app");
        List<String> passwords = new ArrayList<>();
        for (DatabaseRole role : DatabaseRole.values()) {
            if (role.mayLogIn()) {
                passwords.add(role.sqlName() + "="
                        + database.server().passwords().of(role).password());
            }
        }
        Files.write(folder.resolve("roles.properties"), passwords);
        SplittableRandom random = Seed.random("kills");
        Set<String> acknowledged = new HashSet<>();
        for (int kill = 0; kill < KILLS; kill++) {
            acknowledged.addAll(runAndKill(folder, 50 + random.nextInt(1500)));
        }
        try (AuditLog log = AuditLog.open(
                database.agencies(), database.database().audit(), folder, "unit.example/audit", PersonNames.UNKNOWN)) {
            log.seal();
            Set<String> changes = ids("SELECT id::text FROM trial.changes");
            Set<String> entries = ids("SELECT record FROM audit.entries");
            assertThat(acknowledged).isNotEmpty();
            assertThat(changes).containsAll(acknowledged).isEqualTo(entries);
            VerifyReport report = log.verify(List.of());
            assertThat(report.findings()).isEmpty();
            assertThat(report.entries()).isEqualTo(changes.size());
        }
    }

    private Set<String> runAndKill(Path folder, int afterLines) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                AuditChild.class.getName(),
                folder.toString(),
                database.server().jdbcUrl(),
                database.server().administrator().name());
        builder.environment()
                .put("MANGROVE_TEST_PASSWORD", database.server().administrator().password());
        Path output = Files.createTempFile(folder, "acknowledged", ".txt");
        builder.command().add(output.toString());
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.redirectError(folder.resolve("child.log").toFile());
        Process child = builder.start();
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS_MAX);
            while (Files.size(output) < afterLines * 37L && child.isAlive() && System.nanoTime() < end) {
                Thread.sleep(5);
            }
        } finally {
            child.destroyForcibly();
            child.waitFor();
        }
        // The last line may have been cut by the kill, and then it was not acknowledged.
        Set<String> acknowledged = new HashSet<>();
        Files.readAllLines(output).stream().filter(line -> line.length() == 36).forEach(acknowledged::add);
        assertThat(acknowledged)
                .as(Files.readString(folder.resolve("child.log")))
                .hasSizeGreaterThanOrEqualTo(afterLines);
        return acknowledged;
    }

    private Set<String> ids(String sql) throws Exception {
        Set<String> ids = new HashSet<>();
        try (var connection = database.connectAsAdministrator();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                assertThat(ids.add(rows.getString(1))).isTrue();
            }
        }
        return ids;
    }
}
