package dev.mangrove.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mangrove.testkit.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A backup is what can be restored: each test does.
class BackupTest {

    @TempDir
    static Path temporary;

    private static DataFolder data;
    private static EmbeddedPostgres postgres;

    private static Path backups;
    private static Backup.Taken taken;
    private static Instant beforeTheMistake;
    private static long countedDuringTheCopy;

    /// One history for all tests: rows written during the copy, a time, a mistake, a last row.
    @BeforeAll
    static void writeHistory() throws Exception {
        data = DataFolder.open(TestFolders.withPrograms(temporary.resolve("data")));
        postgres = EmbeddedPostgres.start(data);
        backups = temporary.resolve("backups");
        Files.writeString(data.secrets().resolve("a-key"), "of a domain");
        execute("CREATE TABLE story (n bigint PRIMARY KEY, told text)");

        AtomicBoolean copying = new AtomicBoolean(true);
        AtomicLong last = new AtomicLong();
        Thread writer = Thread.ofPlatform().start(() -> writeWhile(copying, last));
        taken = Backup.take(PostgresAccess.find(data.root()).orElseThrow(), backups);
        copying.set(false);
        writer.join();
        countedDuringTheCopy = last.get();

        TimeUnit.MILLISECONDS.sleep(50);
        beforeTheMistake = Instant.now();
        TimeUnit.MILLISECONDS.sleep(50);
        execute("UPDATE story SET told = 'mistake' WHERE n <= 10");
        execute("INSERT INTO story VALUES (-1, 'last')");
        finishPiece();
        execute("INSERT INTO story VALUES (-2, 'in a piece of its own')");
        finishPiece();
        TestFolders.await(() -> Shipment.waiting(data.walOutgoing()).isEmpty());
    }

    /// Lets the server hand over what it has, as it does by itself after four minutes.
    private static void finishPiece() throws Exception {
        String piece = ask("SELECT pg_walfile_name(pg_switch_wal())");
        TestFolders.await(() -> ask("SELECT last_archived_wal >= '" + piece + "' FROM pg_stat_archiver")
                .equals("t"));
    }

    @AfterAll
    static void stop() {
        postgres.close();
        data.close();
    }

    @Test
    void bringsBackEverything() throws Exception {
        Path folder = temporary.resolve("everything");
        Restore.Restored restored = Restore.run(backups, folder, Optional.empty());
        assertThat(restored.lastChangeAt())
                .hasValueSatisfying(at -> assertThat(at).isAfter(beforeTheMistake));
        assertThat(Files.readString(folder.resolve("secrets/a-key"))).isEqualTo("of a domain");
        assertThat(folder.resolve("wal-restored")).doesNotExist();
        try (DataFolder again = DataFolder.open(folder);
                EmbeddedPostgres server = EmbeddedPostgres.start(again)) {
            assertThat(ask(server, "SELECT count(*) FROM story WHERE n > 0"))
                    .isEqualTo(Long.toString(countedDuringTheCopy));
            assertThat(ask(server, DIGEST)).isEqualTo(ask(postgres, DIGEST));
            assertThat(BackupDestination.read(folder)).isEmpty();
        }
    }

    @Test
    void goesBackToATime() throws Exception {
        Path folder = temporary.resolve("before");
        Restore.run(backups, folder, Optional.of(beforeTheMistake));
        try (DataFolder again = DataFolder.open(folder);
                EmbeddedPostgres server = EmbeddedPostgres.start(again)) {
            assertThat(ask(server, "SELECT count(*) FROM story WHERE told = 'mistake' OR n < 0"))
                    .isEqualTo("0");
            assertThat(ask(server, "SELECT max(n) FROM story")).isEqualTo(Long.toString(countedDuringTheCopy));
        }
    }

    @Test
    void saysHowFarBackItReaches() {
        Instant early = taken.finishedAt().minusSeconds(3600);
        assertThatThrownBy(() -> Restore.run(backups, temporary.resolve("early"), Optional.of(early)))
                .hasMessageContaining("begin at " + taken.finishedAt());
    }

    @Test
    void refusesATimeThatItsLogDoesNotReach() {
        Instant future = Instant.now().plusSeconds(3600);
        Path folder = temporary.resolve("future");
        assertThatThrownBy(() -> Restore.run(backups, folder, Optional.of(future)))
                .hasMessageContaining("recovery ended before configured recovery target was reached");
    }

    @Test
    void findsADamagedFileOfTheCopy() throws Exception {
        Path damaged = copyOfBackups("damaged-file");
        Path file = damaged.resolve(taken.folder().getFileName()).resolve("database/global/pg_control");
        flipOneBit(file);
        assertThatThrownBy(() -> Restore.run(damaged, temporary.resolve("from-damaged"), Optional.empty()))
                .hasMessageContaining("database/global/pg_control")
                .hasMessageContaining("not as it was written");
    }

    @Test
    void findsADamagedOrMissingPieceOfTheLog() throws Exception {
        Path damaged = copyOfBackups("damaged-log");
        List<Path> pieces = pieces(damaged);
        assertThat(pieces).hasSizeGreaterThan(2);
        Path last = pieces.getLast();
        byte[] bytes = Files.readAllBytes(last);
        bytes[bytes.length - 6] ^= 4; // in the checksum
        Files.write(last, bytes);
        assertThatThrownBy(() -> Restore.run(damaged, temporary.resolve("from-damaged-log"), Optional.empty()))
                .hasMessageContaining(last.getFileName().toString())
                .hasMessageContaining("is damaged");
        Path older = temporary.resolve("before-the-damage");
        Restore.run(damaged, older, Optional.of(beforeTheMistake)); // what lies before it can be had
        assertThat(older.resolve("database/PG_VERSION")).exists();
        Path between = pieces.get(pieces.size() - 2);
        Files.delete(between);
        assertThatThrownBy(() -> Restore.run(damaged, temporary.resolve("from-missing-log"), Optional.empty()))
                .hasMessageContaining(between.getFileName().toString())
                .hasMessageContaining("is missing");
    }

    @Test
    void noFlippedBitChangesWhatIsRestored() throws Exception {
        SplittableRandom random = Seed.random("flipped bits of the log");
        Path flipped = copyOfBackups("flipped-log");
        Manifest base = new BackupFolder(flipped).manifests().getFirst();
        Path piece = flipped.resolve("wal").resolve(base.firstSegment() + ".gz");
        byte[] whole = Files.readAllBytes(piece);
        Path target = Files.createDirectory(temporary.resolve("flipped"));
        RestoredLog.unpack(flipped.resolve("wal"), base, target, false);
        byte[] expected = Files.readAllBytes(target.resolve(base.firstSegment()));
        int refused = 0;
        for (int i = 0; i < 20; i++) {
            byte[] bytes = whole.clone();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(piece, bytes);
            try {
                RestoredLog.unpack(flipped.resolve("wal"), base, target, false);
                // A run of zeros can be told in two ways; the bits of its header mean nothing.
                assertThat(Files.readAllBytes(target.resolve(base.firstSegment())))
                        .isEqualTo(expected);
            } catch (PostgresException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(5);
    }

    @Test
    void findsAPieceUnderAnotherName() throws Exception {
        Path swapped = copyOfBackups("swapped-log");
        List<Path> pieces = pieces(swapped);
        Files.copy(pieces.getFirst(), pieces.getLast(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> Restore.run(swapped, temporary.resolve("from-swapped"), Optional.empty()))
                .hasMessageContaining("it holds another piece");
    }

    @Test
    void neverUsesACopyThatWasNotFinished() throws Exception {
        Path cut = copyOfBackups("cut");
        Files.delete(cut.resolve(taken.folder().getFileName()).resolve(Manifest.NAME));
        assertThatThrownBy(() -> Restore.run(cut, temporary.resolve("from-cut"), Optional.empty()))
                .hasMessageContaining("no whole backup");
    }

    @Test
    void findsAChangedManifest() throws Exception {
        Path changed = copyOfBackups("changed");
        Path manifest = changed.resolve(taken.folder().getFileName()).resolve(Manifest.NAME);
        Files.writeString(manifest, Files.readString(manifest).replaceFirst("file\t[0-9a-f]", "file\tx"));
        assertThatThrownBy(() -> Restore.run(changed, temporary.resolve("from-changed"), Optional.empty()))
                .hasMessageContaining("nothing in this copy can be trusted");
    }

    @Test
    void refusesAFolderThatIsNotEmptyAndOneInsideTheData() throws Exception {
        Path full = Files.createDirectory(temporary.resolve("full"));
        Files.writeString(full.resolve("something"), "needed");
        assertThatThrownBy(() -> Restore.run(backups, full, Optional.empty())).hasMessageContaining("is not empty");
        assertThatThrownBy(() ->
                        Backup.take(PostgresAccess.of(postgres), data.root().resolve("backups")))
                .hasMessageContaining("outside the data folder");
    }

    @Test
    void waitsForABackupDiskThatIsAway() throws Exception {
        Path away = temporary.resolve("away");
        Files.move(backups, away);
        try {
            execute("CREATE TABLE meanwhile AS SELECT 1 AS n");
            finishPiece();
            TestFolders.await(() -> postgres.trouble().isPresent());
            assertThat(postgres.trouble().orElseThrow())
                    .contains("is the disk connected?)")
                    .contains("Nothing is lost");
            assertThat(Shipment.waiting(data.walOutgoing())).isNotEmpty();
        } finally {
            Files.move(away, backups);
        }
        TestFolders.await(() -> postgres.trouble().isEmpty()
                && Shipment.waiting(data.walOutgoing()).isEmpty());
    }

    @Test
    void losesAtMostFiveMinutes() throws Exception {
        assertThat(Integer.parseInt(ask("SELECT setting FROM pg_settings WHERE name = 'archive_timeout'")))
                .isLessThanOrEqualTo(290);
    }

    @Test
    void namesTheNextPieceAsPostgresDoes() {
        assertThat(RestoredLog.next("000000010000000000000001")).isEqualTo("000000010000000000000002");
        assertThat(RestoredLog.next("0000000100000000000000FF")).isEqualTo("000000010000000100000000");
    }

    private static final String DIGEST =
            "SELECT md5(string_agg(concat(n, ':', told), ',' ORDER BY n)) || ' ' || count(*) FROM story";

    private static void writeWhile(AtomicBoolean copying, AtomicLong last) {
        try (Connection connection = postgres.connectAsAdministrator("postgres");
                Statement statement = connection.createStatement()) {
            while (copying.get()) {
                long n = last.get() + 1;
                statement.execute("INSERT INTO story VALUES (" + n + ", repeat('told', 100))");
                last.set(n);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Path> pieces(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("wal"))) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9A-F]{24}\\.gz"))
                    .sorted()
                    .toList();
        }
    }

    private static Path copyOfBackups(String name) {
        Path copy = temporary.resolve(name);
        Program.run(List.of("cp", "-a", backups.toString(), copy.toString()), java.time.Duration.ofSeconds(30));
        return copy;
    }

    private static void flipOneBit(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 4;
        Files.write(file, bytes);
    }

    private static String ask(String question) throws SQLException {
        return ask(postgres, question);
    }

    private static String ask(EmbeddedPostgres server, String question) throws SQLException {
        try (Connection connection = server.connectAsAdministrator("postgres");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = postgres.connectAsAdministrator("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
