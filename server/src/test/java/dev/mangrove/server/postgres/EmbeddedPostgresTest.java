package dev.mangrove.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real server in a folder of its own, killed in the ways that happen.
class EmbeddedPostgresTest {

    @TempDir
    static Path temporary;

    private static Path folder;

    private DataFolder data;
    private EmbeddedPostgres postgres;

    @BeforeAll
    static void makeFolder() throws Exception {
        folder = TestFolders.withPrograms(temporary.resolve("data"));
    }

    @BeforeEach
    void start() {
        data = DataFolder.open(folder);
        postgres = EmbeddedPostgres.start(data);
    }

    @AfterEach
    void stop() {
        postgres.close();
        data.close();
        assertThat(Leftovers.processesIn(folder.resolve("database"))).isEmpty();
    }

    @Test
    void isTheVersionThatItSaysWithSafeSettings() throws Exception {
        assertThat(ask("SHOW server_version")).isEqualTo(PostgresBinaries.VERSION);
        assertThat(ask("SHOW data_checksums")).isEqualTo("on");
        assertThat(ask("SHOW fsync")).isEqualTo("on");
        assertThat(ask("SHOW synchronous_commit")).isEqualTo("on");
        assertThat(ask("SHOW listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(ask("SHOW server_encoding")).isEqualTo("UTF8");
        assertThat(ask("SELECT string_agg(DISTINCT auth_method, ',') FROM pg_hba_file_rules"))
                .isEqualTo("scram-sha-256");
        assertThat(permissions("database")).isEqualTo("rwx------");
        assertThat(permissions("socket")).isEqualTo("rwx------");
        assertThat(permissions("secrets/administrator-password")).isEqualTo("rw-------");
    }

    @Test
    void letsNobodyInWithoutThePassword() {
        String name = postgres.administrator().name();
        assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl("postgres"), name, "guess"))
                .hasMessageContaining("authentication failed");
    }

    @Test
    void keepsWhatWasCommittedOverAStop() throws Exception {
        execute("CREATE TABLE kept AS SELECT 7 AS number");
        postgres.close();
        postgres = EmbeddedPostgres.start(data);
        assertThat(ask("SELECT number FROM kept")).isEqualTo("7");
    }

    @Test
    void isStartedAgainOnTheSamePortWhenItIsKilled() throws Exception {
        execute("CREATE TABLE counted (n int)");
        int port = postgres.port();
        for (int kill = 1; kill <= 2; kill++) {
            execute("INSERT INTO counted VALUES (" + kill + ")");
            kill("KILL", postgres.processId());
            String expected = Integer.toString(kill);
            TestFolders.await(() -> ask("SELECT count(*) FROM counted").equals(expected));
        }
        assertThat(postgres.port()).isEqualTo(port);
        TestFolders.await(() -> postgres.trouble().isEmpty());
    }

    @Test
    void comesBackWhenAllItsSessionsAreKilled() throws Exception {
        execute("CREATE TABLE survives AS SELECT 1 AS n");
        for (ProcessHandle process : Leftovers.processesIn(folder.resolve("database"))) {
            if (process.pid() != postgres.processId()) {
                kill("KILL", process.pid());
            }
        }
        TestFolders.await(() -> ask("SELECT n FROM survives").equals("1"));
    }

    @Test
    void comesBackWhenEverythingIsKilledAtOnce() throws Exception {
        execute("CREATE TABLE survives_all AS SELECT 1 AS n");
        for (ProcessHandle process : Leftovers.processesIn(folder.resolve("database"))) {
            process.destroyForcibly();
        }
        TestFolders.await(() -> ask("SELECT n FROM survives_all").equals("1"));
    }

    @Test
    void stopsAServerLeftOverFromAKilledMangrove() throws Exception {
        execute("CREATE TABLE left_over AS SELECT 3 AS n");
        postgres.close();
        data.close();
        Process mangrove = UntilKilled.start(folder);
        long server = PidFile.read(folder.resolve("database")).orElseThrow().pid();
        mangrove.destroyForcibly().waitFor();
        assertThat(ProcessHandle.of(server))
                .hasValueSatisfying(process -> assertThat(process.isAlive()).isTrue());

        data = DataFolder.open(folder);
        postgres = EmbeddedPostgres.start(data);

        assertThat(postgres.processId()).isNotEqualTo(server);
        assertThat(Leftovers.worksIn(ProcessHandle.of(server).orElse(ProcessHandle.current()), data.database()))
                .isFalse();
        assertThat(ask("SELECT n FROM left_over")).isEqualTo("3");
    }

    @Test
    void doesNotTakeAnotherProgramForItsServer() throws Exception {
        postgres.close();
        Process innocent = new ProcessBuilder("sleep", "60").start();
        Path pidFile = PidFile.in(data.database());
        Files.writeString(
                pidFile, innocent.pid() + "\n" + data.database() + "\n1795545047\n5432\n\n127.0.0.1\n1 2\nready\n");
        postgres = EmbeddedPostgres.start(data);
        assertThat(ask("SELECT 1")).isEqualTo("1");
        assertThat(innocent.isAlive()).isTrue();
        innocent.destroyForcibly().waitFor();
    }

    @Test
    void refusesAFolderInWhichAnotherMangroveWorks() throws Exception {
        assertThatThrownBy(() -> DataFolder.open(folder))
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("in use by another Mangrove (process "
                        + ProcessHandle.current().pid());
        assertThat(DataFolder.isInUse(folder)).isTrue();
        Process other = UntilKilled.launch(folder);
        assertThat(other.waitFor()).isEqualTo(1);
        assertThat(new String(other.getErrorStream().readAllBytes())).contains("in use by another Mangrove");
        assertThat(ask("SELECT 1")).isEqualTo("1");
    }

    private String ask(String question) throws SQLException {
        try (Connection connection = postgres.connectAsAdministrator("postgres");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = postgres.connectAsAdministrator("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void kill(String signal, long pid) throws Exception {
        new ProcessBuilder(List.of("kill", "-" + signal, Long.toString(pid)))
                .start()
                .waitFor();
    }

    private static String permissions(String name) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
    }
}
