package dev.mangrove.formats.nsrl;

import dev.mangrove.formats.row.HashListFormatException;
import dev.mangrove.formats.row.RowBuilder;
import dev.mangrove.formats.row.RowSink;
import dev.mangrove.formats.sqlite.ForeignDatabase;
import dev.mangrove.hash.DigestKind;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads RDSv3: the table or view `FILE` of a SQLite database, its columns found by name. One content
/// is listed under many names and packages; rows that follow each other with equal digests and size
/// are given once. Where an index gives the rows in the order of their digests that is every content.
public final class NsrlDatabaseReader {

    private static final List<String> WANTED = List.of("sha256", "sha1", "md5", "file_size");

    private NsrlDatabaseReader() {}

    /// Whether a database is RDSv3.
    public static boolean isNsrl(ForeignDatabase database) throws IOException {
        Set<String> columns = database.columns("FILE");
        return columns.contains("package_id") && (columns.contains("sha1") || columns.contains("sha256"));
    }

    public static void read(Path file, RowSink sink) throws IOException {
        RowBuilder row = new RowBuilder(sink);
        try (ForeignDatabase database = ForeignDatabase.open(file)) {
            Set<String> columns = database.columns("FILE");
            List<String> wanted = WANTED.stream().filter(columns::contains).toList();
            List<String> digests =
                    wanted.stream().filter(name -> !name.equals("file_size")).toList();
            if (digests.isEmpty()) {
                throw new HashListFormatException(file + " has no table FILE with any of sha256, sha1 and md5");
            }
            String query = wanted.stream()
                    .map(NsrlDatabaseReader::expression)
                    .collect(Collectors.joining(", ", "SELECT ", " FROM FILE"));
            String sorted = query + " ORDER BY " + String.join(", ", digests);
            Rows rows = new Rows(row, wanted);
            database.each(database.isSorted(sorted) ? sorted : query, row::rows, rows::accept);
        }
    }

    /// Digests come as bytes, which is quicker than as text; what is no hex comes as it stands.
    private static String expression(String column) {
        return column.equals("file_size") ? column : "ifnull(unhex(" + column + "), " + column + ")";
    }

    private static final class Rows {
        private final RowBuilder row;
        private final List<String> wanted;
        private Object[] earlier = {};
        private long number;

        Rows(RowBuilder row, List<String> wanted) {
            this.row = row;
            this.wanted = wanted;
        }

        void accept(ResultSet found) throws SQLException, IOException {
            number++;
            Object[] values = new Object[wanted.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = Optional.ofNullable(found.getObject(i + 1)).orElse("");
            }
            if (Arrays.deepEquals(values, earlier)) {
                return;
            }
            earlier = values;
            long place = number;
            row.begin(() -> "row " + place + " of FILE");
            for (int i = 0; i < values.length; i++) {
                switch (wanted.get(i)) {
                    case "sha256" -> digest(DigestKind.SHA256, values[i]);
                    case "sha1" -> digest(DigestKind.SHA1, values[i]);
                    case "md5" -> digest(DigestKind.MD5, values[i]);
                    default -> size(values[i]);
                }
            }
            row.end();
        }

        private void digest(DigestKind kind, Object value) {
            if (value instanceof byte[] bytes && bytes.length == kind.bytes()) {
                row.digest(kind, bytes);
            } else if (value instanceof byte[] bytes) {
                row.digest(kind, bytes.length == 0 ? "" : HexFormat.of().formatHex(bytes));
            } else {
                row.digest(kind, value.toString());
            }
        }

        private void size(Object value) {
            if (value instanceof Number number && !(value instanceof Double)) {
                row.sizeBytes(number.longValue());
            } else {
                row.sizeBytes(value.toString());
            }
        }
    }
}
