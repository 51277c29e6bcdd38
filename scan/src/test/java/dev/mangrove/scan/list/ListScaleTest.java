package dev.mangrove.scan.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.index.HashList;
import dev.mangrove.testkit.Seed;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Builds lists in a JVM whose heap could not hold them. By default that is 40,000 media and 100,000 rows of NSRL
/// in a heap of 40 MB. `-Dmangrove.lists.scale=25` makes a VICS file of a million media (about 0.7 GB) and, with
/// `=100`, one of four million and a database of ten million rows; `-Dmangrove.lists.heap-mb=` sets the heap.
class ListScaleTest {

    private static final int SCALE = Integer.getInteger("mangrove.lists.scale", 1);
    private static final int HEAP_MB = Integer.getInteger("mangrove.lists.heap-mb", 40);
    private static final HexFormat HEX = HexFormat.of();

    @TempDir
    Path folder;

    private final SplittableRandom random = Seed.random("lists at scale");

    private String hex(int bytes) {
        byte[] value = new byte[bytes];
        random.nextBytes(value);
        return HEX.formatHex(value);
    }

    private Path vics(int media) throws IOException {
        Path file = folder.resolve("media.json");
        String photoDna = "A".repeat(192);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("{\"@odata.context\":\"x/2.0.xml/US/$metadata#Media\",\"value\":[");
            for (int i = 0; i < media; i++) {
                out.write((i == 0 ? "" : ",") + "\n{\"MD5\":\"" + hex(16) + "\",\"MediaID\":" + i + ",\"Category\":"
                        + i % 6
                        + ",\"SHA1\":\"" + hex(20) + "\",\"MediaSize\":\"" + random.nextInt(9_000_000)
                        + "\",\"IsPrecategorized\":true,\"Series\":\"Series " + i % 1_000 + "\",\"PhotoDNA\":\""
                        + photoDna
                        + "\",\"AlternativeHashes\":[{\"HashName\":\"PDQ\",\"HashValue\":\"" + balanced()
                        + "\"}],\"MediaFiles\":["
                        + "{\"MediaFileID\":1,\"FileName\":\"name" + i
                        + ".jpg\",\"FilePath\":\"folder/of/some/depth\"}]}");
            }
            out.write("]}");
        }
        return file;
    }

    /// A hash with 128 bits set.
    private String balanced() {
        long a = random.nextLong();
        long b = random.nextLong();
        return HEX.toHexDigits(a) + HEX.toHexDigits(~a) + HEX.toHexDigits(b) + HEX.toHexDigits(~b);
    }

    private Path nsrl(int rows) throws Exception {
        Path file = folder.resolve("rds.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = OFF");
            statement.execute("PRAGMA synchronous = OFF");
            statement.execute(
                    "CREATE TABLE FILE (sha256 VARCHAR, sha1 VARCHAR, md5 VARCHAR, crc32 VARCHAR, file_name VARCHAR,"
                            + " file_size INTEGER, package_id INTEGER,"
                            + " PRIMARY KEY (sha256, sha1, md5, crc32, file_name, file_size, package_id))");
            connection.setAutoCommit(false);
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO FILE VALUES (?, ?, ?, '00000000', ?, ?, 1)")) {
                for (int i = 0; i < rows; i++) {
                    insert.setString(1, HEX.toHexDigits(i).toUpperCase(java.util.Locale.ROOT) + hex(28));
                    insert.setString(2, hex(20));
                    insert.setString(3, hex(16));
                    insert.setString(4, "name" + i);
                    insert.setInt(5, random.nextInt(1 << 30));
                    insert.execute();
                }
            }
            connection.commit();
        }
        return file;
    }

    private void builds(Path source, int rows) throws Exception {
        Path output = folder.resolve(source.getFileName() + ".mgl");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP_MB + "m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ListBuildProgram.class.getName(),
                        source.toString(),
                        output.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        System.err.printf("%s, %d MB, heap %d MB: %s", source.getFileName(), Files.size(source) >> 20, HEAP_MB, said);
        try (HashList list = HashList.open(output)) {
            assertThat(list.header().entries()).isEqualTo(rows);
        }
    }

    @Test
    void aVicsListIsBuiltInAHeapThatCouldNotHoldIt() throws Exception {
        builds(vics(40_000 * SCALE), 40_000 * SCALE);
    }

    @Test
    void anNsrlDatabaseIsBuiltInAHeapThatCouldNotHoldIt() throws Exception {
        builds(nsrl(100_000 * SCALE), 100_000 * SCALE);
    }
}
