package dev.mangrove.formats.tsk;

import dev.mangrove.formats.row.RowBuilder;
import dev.mangrove.formats.row.RowSink;
import dev.mangrove.formats.sqlite.ForeignDatabase;
import dev.mangrove.hash.DigestKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads a hash database of The Sleuth Kit: the table `hashes`, with the first comment on each.
public final class KdbReader {

    private static final Map<String, DigestKind> DIGESTS =
            Map.of("md5", DigestKind.MD5, "sha1", DigestKind.SHA1, "sha2_256", DigestKind.SHA256);

    private KdbReader() {}

    /// Whether a database is The Sleuth Kit's.
    public static boolean isKdb(ForeignDatabase database) throws IOException {
        Set<String> columns = database.columns("hashes");
        return columns.contains("id") && DIGESTS.keySet().stream().anyMatch(columns::contains);
    }

    public static void read(Path file, RowSink sink) throws IOException {
        RowBuilder row = new RowBuilder(sink);
        try (ForeignDatabase database = ForeignDatabase.open(file)) {
            Set<String> columns = database.columns("hashes");
            StringBuilder query = new StringBuilder("SELECT h.id");
            for (String name : DIGESTS.keySet()) {
                if (columns.contains(name)) {
                    query.append(", h.").append(name);
                }
            }
            if (database.columns("comments").contains("hash_id")) {
                query.append(", c.comment FROM hashes h LEFT JOIN comments c ON c.hash_id = h.id ORDER BY h.id");
            } else {
                query.append(", NULL AS comment FROM hashes h ORDER BY h.id");
            }
            long[] last = {Long.MIN_VALUE};
            database.each(query.toString(), row::rows, found -> {
                long id = found.getLong("id");
                if (id != last[0]) {
                    last[0] = id;
                    row(found, id, columns, row);
                }
            });
        }
    }

    private static void row(ResultSet found, long id, Set<String> columns, RowBuilder row)
            throws SQLException, IOException {
        row.begin(() -> "row " + id + " of hashes");
        row.id(String.valueOf(id));
        for (Map.Entry<String, DigestKind> digest : DIGESTS.entrySet()) {
            if (!columns.contains(digest.getKey())) {
                continue;
            }
            byte[] value = Optional.ofNullable(found.getBytes(digest.getKey())).orElse(new byte[0]);
            if (value.length == 2 * digest.getValue().bytes()) {
                row.digest(digest.getValue(), new String(value, StandardCharsets.US_ASCII));
            } else if (value.length > 0) {
                row.digest(digest.getValue(), value);
            }
        }
        row.comment(Optional.ofNullable(found.getString("comment")).orElse(""));
        row.end();
    }
}
