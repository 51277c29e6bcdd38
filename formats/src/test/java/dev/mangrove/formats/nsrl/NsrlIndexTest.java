package dev.mangrove.formats.nsrl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.formats.row.HashListFormatException;
import dev.mangrove.formats.row.ReadRows;
import dev.mangrove.formats.sqlite.ForeignDatabase;
import dev.mangrove.testkit.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is read from the pages of an index is what SQLite gives, whatever lies in them. `-Dmangrove.pages.rounds=`
/// sets how many databases are drawn and how many times 100 damaged copies are compared, 30 and 4 otherwise.
class NsrlIndexTest {

    private static final int ROUNDS = Integer.getInteger("mangrove.pages.rounds", 30);
    private static final int DAMAGED = 100 * Integer.getInteger("mangrove.pages.rounds", 4);
    private static final int[] PAGES = {512, 1_024, 4_096, 65_536};

    private final SplittableRandom random = Seed.random("nsrl-index");

    @TempDir
    Path folder;

    @Test
    void ordinaryRowsComeFromTheIndexWithoutSqlite() throws Exception {
        Path file = drawn("ordinary", 4_096, 5_000, 0);
        try (ForeignDatabase database = ForeignDatabase.open(file)) {
            long[] taken = {0};
            boolean all = database.orderedIndex(
                            "FILE",
                            "SELECT sha256, sha1, md5, file_size FROM FILE ORDER BY sha256, sha1, md5",
                            Set.of("file_size"))
                    .orElseThrow()
                    .each(_ -> ++taken[0] > 0);
            assertThat(all).isTrue();
            assertThat(taken[0]).isEqualTo(5_000);
        }
        assertSame(file);
        assertThat(answer(file, true)).doesNotContain("REFUSED");
    }

    @Test
    void extraordinaryValuesAreReadAsSqliteReadsThem() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            int pageBytes = PAGES[random.nextInt(PAGES.length)];
            assertSame(drawn("values" + round, pageBytes, random.nextInt(600), 1 + random.nextInt(100)));
        }
    }

    @Test
    void damageIsToldAsSqliteTellsIt() throws Exception {
        Path sound = drawn("sound", 512, 300, 300);
        byte[] bytes = Files.readAllBytes(sound);
        Path file = folder.resolve("damaged.db");
        for (int round = 0; round < DAMAGED; round++) {
            byte[] damaged = bytes.clone();
            for (int hit = random.nextInt(3); hit >= 0; hit--) {
                // Not in the first page: the schema would be another one.
                int page = 1 + random.nextInt(bytes.length / 512 - 1);
                int within = random.nextInt(random.nextBoolean() ? 40 : 512);
                damaged[page * 512 + within] = (byte) random.nextInt();
            }
            Files.write(file, damaged);
            assertSame(file);
        }
    }

    private void assertSame(Path file) throws IOException {
        assertThat(answer(file, true)).isEqualTo(answer(file, false));
    }

    /// Rows that come before a refusal count for nothing.
    private static String answer(Path file, boolean pages) throws IOException {
        ReadRows read = new ReadRows();
        try {
            NsrlDatabaseReader.read(file, read, pages);
        } catch (HashListFormatException e) {
            return "REFUSED";
        }
        return read.rows + "\n" + read.problems + "\n" + read.remarks;
    }

    private Path drawn(String name, int pageBytes, int rows, int oneOddIn) throws SQLException {
        Path file = folder.resolve(name + ".db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA page_size = " + pageBytes);
            statement.execute("CREATE TABLE FILE (sha256 VARCHAR, sha1 VARCHAR, md5 VARCHAR, crc32 VARCHAR,"
                    + " file_name VARCHAR, file_size INTEGER, package_id INTEGER,"
                    + " PRIMARY KEY (sha256, sha1, md5, crc32, file_name, file_size, package_id))");
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO FILE VALUES (?,?,?,'0',?,?,1)")) {
                for (int row = 0; row < rows; row++) {
                    for (int copy = random.nextInt(8) == 0 && oneOddIn > 0 ? 2 : 1; copy > 0; copy--) {
                        insert.setObject(4, "é" + "n".repeat(oneOddIn > 0 ? random.nextInt(1_500) : 5) + copy + row);
                        if (copy == 1) {
                            insert.setObject(1, digest(32, oneOddIn));
                            insert.setObject(2, digest(20, oneOddIn));
                            insert.setObject(3, digest(16, oneOddIn));
                            insert.setObject(5, size(oneOddIn));
                        }
                        insert.execute();
                    }
                }
            }
            connection.commit();
        }
        return file;
    }

    private Object digest(int bytes, int oneOddIn) {
        byte[] value = new byte[bytes];
        random.nextBytes(value);
        String hex = HexFormat.of().formatHex(value);
        if (oneOddIn == 0 || random.nextInt(oneOddIn) > 0) {
            return random.nextBoolean() ? hex : hex.toUpperCase(Locale.ROOT);
        }
        return switch (random.nextInt(9)) {
            case 0 -> value;
            case 1 -> "";
            case 2 -> hex.substring(1);
            case 3 -> hex.substring(2);
            case 4 -> hex.replace('a', 'g');
            case 5 -> "é" + hex;
            case 6 -> hex + "\0";
            case 7 -> random.nextLong();
            default -> new byte[0];
        };
    }

    private Object size(int oneOddIn) {
        if (oneOddIn == 0 || random.nextInt(oneOddIn) > 0) {
            return random.nextLong() >>> random.nextInt(1, 64);
        }
        return switch (random.nextInt(6)) {
            case 0 -> -random.nextInt(1_000);
            case 1 -> random.nextInt(100) + 0.5;
            case 2 -> "many";
            case 3 -> new byte[] {1};
            case 4 -> "17";
            default -> random.nextInt(2);
        };
    }
}
