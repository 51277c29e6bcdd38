package dev.mangrove.testkit;

import java.io.BufferedWriter;
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
import java.util.SplittableRandom;

/// Known lists of any length as units exchange them, filled with drawn values.
public final class DrawnLists {

    private static final HexFormat HEX = HexFormat.of();
    private static final String PHOTO_DNA = "A".repeat(192);

    private DrawnLists() {}

    /// A VICS 2.0 file: for each medium MD5, SHA-1, PDQ, category, series, a value as long as PhotoDNA's and a file's
    /// name and path; about 590 bytes.
    public static void vics(Path file, long media, SplittableRandom random) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("{\"@odata.context\":\"x/2.0.xml/US/$metadata#Media\",\"value\":[");
            for (long i = 0; i < media; i++) {
                out.write((i == 0 ? "" : ",") + "\n{\"MD5\":\"" + hex(16, random) + "\",\"MediaID\":" + i
                        + ",\"Category\":" + i % 6
                        + ",\"SHA1\":\"" + hex(20, random) + "\",\"MediaSize\":\"" + random.nextInt(9_000_000)
                        + "\",\"IsPrecategorized\":true,\"Series\":\"Series " + i % 1_000 + "\",\"PhotoDNA\":\""
                        + PHOTO_DNA
                        + "\",\"AlternativeHashes\":[{\"HashName\":\"PDQ\",\"HashValue\":\"" + balanced(random)
                        + "\"}],\"MediaFiles\":["
                        + "{\"MediaFileID\":1,\"FileName\":\"name" + i
                        + ".jpg\",\"FilePath\":\"folder/of/some/depth\"}]}");
            }
            out.write("]}");
        }
    }

    /// An NSRL RDSv3 database: a table `FILE` of SHA-256, SHA-1, MD5, name and size; about 360 bytes a row. Needs an
    /// SQLite driver on the class path.
    public static void nsrl(Path file, int rows, SplittableRandom random) throws SQLException {
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
                    // Ascending, so that the key's tree grows at its end, and evenly spread, as digests are.
                    int first = (int) (((long) i << Integer.SIZE) / rows);
                    insert.setString(1, HEX.toHexDigits(first).toUpperCase(Locale.ROOT) + hex(28, random));
                    insert.setString(2, hex(20, random));
                    insert.setString(3, hex(16, random));
                    insert.setString(4, "name" + i);
                    insert.setInt(5, random.nextInt(1 << 30));
                    insert.execute();
                }
            }
            connection.commit();
        }
    }

    private static String hex(int bytes, SplittableRandom random) {
        byte[] value = new byte[bytes];
        random.nextBytes(value);
        return HEX.formatHex(value);
    }

    /// A hash with 128 bits set.
    private static String balanced(SplittableRandom random) {
        long a = random.nextLong();
        long b = random.nextLong();
        return HEX.toHexDigits(a) + HEX.toHexDigits(~a) + HEX.toHexDigits(b) + HEX.toHexDigits(~b);
    }
}
