package dev.mangrove.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutsideBackupTest {

    @TempDir
    static Path temporary;

    @Test
    void copiesAnOutsideServerByItsOwnTools() throws Exception {
        assumeTrue(
                DebianPostgres.isInstalled() && Program.isInstalled("pg_basebackup"),
                "there is no outside PostgreSQL here (Debian postgresql-15)");
        Path data = temporary.resolve("data");
        DataFolder.open(data).close();
        Files.writeString(data.resolve("key"), "of a domain");
        Path copy;
        try (DebianPostgres outside = DebianPostgres.make(temporary.resolve("outside"))) {
            outside.execute("postgres", "CREATE TABLE kept AS SELECT 7 AS n");
            copy = OutsideBackup.take(
                    outside.jdbcUrl("postgres"), outside.superuser(), data, temporary.resolve("backups"));
            outside.execute("postgres", "CREATE ROLE other LOGIN PASSWORD 'of another'");
            assertThatThrownBy(() -> OutsideBackup.take(
                            outside.jdbcUrl("postgres"),
                            new Credentials("other", "of another"),
                            data,
                            temporary.resolve("refused")))
                    .hasMessageContaining("needs REPLICATION")
                    .hasMessageNotContaining("of another");
        }
        assertThat(copy.resolve("other/key")).hasContent("of a domain");
        try (DebianPostgres restored = DebianPostgres.start(copy.resolve("database"))) {
            restored.execute("postgres", "INSERT INTO kept SELECT 1 / (count(*) - 0) FROM kept WHERE n = 7");
        }
    }
}
