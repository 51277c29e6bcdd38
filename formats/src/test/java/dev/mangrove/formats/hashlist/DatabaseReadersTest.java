package dev.mangrove.formats.hashlist;

import static dev.mangrove.formats.row.ReadRows.MD5;
import static dev.mangrove.formats.row.ReadRows.SHA1;
import static dev.mangrove.formats.row.ReadRows.SHA256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mangrove.formats.row.HashListFormatException;
import dev.mangrove.formats.row.ReadRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// NSRL RDSv3 and The Sleuth Kit's kdb.
class DatabaseReadersTest {

    private static final String OTHER_MD5 = "f".repeat(32);

    @TempDir
    Path folder;

    private static String insert(String md5, String name, int size) {
        return "INSERT INTO FILE VALUES ('" + SHA256.toUpperCase(Locale.ROOT) + "', '" + SHA1 + "', '" + md5
                + "', '00', '" + name + "', " + size + ", 1)";
    }

    @Test
    void nsrlGivesEachContentOnceThoughItHasManyNames() throws Exception {
        Path file = Databases.make(
                folder.resolve("a b?#%.db"),
                Databases.NSRL_FILE,
                insert(MD5, "a", 5),
                insert(OTHER_MD5, "b", 5),
                insert(MD5, "c", 5));
        ReadRows read = ReadRows.of(file);
        assertThat(read.format).isEqualTo(HashListFormat.NSRL_RDS_3);
        assertThat(read.rows).hasSize(2);
        assertThat(read.digests()).containsExactly(MD5, SHA1, SHA256, OTHER_MD5, SHA1, SHA256);
        assertThat(read.rows.getFirst().sizeBytes()).hasValue(5);
    }

    @Test
    void nsrlBindsColumnsByNameLacksCrc32AndMayBeAView() throws Exception {
        Path file = Databases.make(
                folder.resolve("view.db"),
                "CREATE TABLE METADATA (md5 TEXT, package_id INTEGER, file_size INTEGER, SHA256 TEXT, sha1 TEXT)",
                "CREATE VIEW FILE AS SELECT package_id, md5, sha1, sha256, file_size FROM METADATA",
                "INSERT INTO METADATA VALUES ('" + MD5 + "', 1, 9, '" + SHA256 + "', '" + SHA1 + "')",
                "INSERT INTO METADATA VALUES ('zz', 1, 9, '', NULL)");
        ReadRows read = ReadRows.of(file);
        assertThat(read.format).isEqualTo(HashListFormat.NSRL_RDS_3);
        assertThat(read.digests()).containsExactly(MD5, SHA1, SHA256);
        assertThat(read.problems).hasSize(1).allMatch(problem -> problem.startsWith("row 2 of FILE: its MD5"));
    }

    @Test
    void kdbHoldsDigestsAsBytesAndComments() throws Exception {
        Path file = Databases.make(
                folder.resolve("set.kdb"),
                "CREATE TABLE db_properties (name TEXT NOT NULL, value TEXT)",
                "CREATE TABLE hashes (id INTEGER PRIMARY KEY, md5 BINARY(16) UNIQUE, sha1 BINARY(20), sha2_256 BINARY(32))",
                "CREATE TABLE comments (comment TEXT NOT NULL, hash_id INTEGER NOT NULL)",
                "INSERT INTO db_properties VALUES ('Schema Version', '1')",
                "INSERT INTO hashes VALUES (5, x'" + MD5 + "', NULL, x'" + SHA256 + "')",
                "INSERT INTO hashes VALUES (6, x'" + OTHER_MD5 + "', x'00', NULL)",
                "INSERT INTO comments VALUES ('first', 5)",
                "INSERT INTO comments VALUES ('second', 5)");
        ReadRows read = ReadRows.of(file);
        assertThat(read.format).isEqualTo(HashListFormat.TSK_KDB);
        assertThat(read.rows).hasSize(2);
        assertThat(read.digests()).containsExactly(MD5, SHA256, OTHER_MD5);
        assertThat(read.rows.getFirst().id()).contains("5");
        assertThat(read.rows.getFirst().comment()).contains("first");
        assertThat(read.remarks).containsExactly("row 6 of hashes: its SHA-1 has 1 bytes, not 20");
    }

    @Test
    void nothingIsWrittenBesideADatabaseEvenInWriteAheadMode() throws Exception {
        Path file = Databases.make(
                folder.resolve("wal.db"), "PRAGMA journal_mode = WAL", Databases.NSRL_FILE, insert(MD5, "a", 5));
        byte[] before = Files.readAllBytes(file);
        assertThat(ReadRows.of(file).rows).hasSize(1);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void changesThatStillLieBesideADatabaseAreNotLostSilently() throws Exception {
        Path file = Databases.make(folder.resolve("open.db"), Databases.NSRL_FILE, insert(MD5, "a", 5));
        Files.write(folder.resolve("open.db-wal"), new byte[100]);
        assertThatThrownBy(() -> ReadRows.of(file))
                .isInstanceOf(HashListFormatException.class)
                .hasMessageContaining("open.db-wal");
    }

    @Test
    void aDatabaseThatIsCutOffIsRefused() throws Exception {
        String[] statements = Stream.concat(
                        Stream.of(Databases.NSRL_FILE, "BEGIN"),
                        Stream.concat(
                                Stream.iterate(0, i -> i + 1).limit(2_000).map(i -> insert(MD5, "name" + i, i)),
                                Stream.of("COMMIT")))
                .toArray(String[]::new);
        Path file = Databases.make(folder.resolve("whole.db"), statements);
        Path cut = folder.resolve("cut.db");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> ReadRows.of(cut))
                .isInstanceOf(HashListFormatException.class)
                .hasMessageContaining("cut off");
    }

    @Test
    void anotherDatabaseIsNamedAsSuch() throws Exception {
        Path file = Databases.make(folder.resolve("x.db"), "CREATE TABLE x (a)");
        assertThatThrownBy(() -> ReadRows.of(file))
                .isInstanceOf(HashListFormatException.class)
                .hasMessageContaining("SQLite database without");
    }
}
