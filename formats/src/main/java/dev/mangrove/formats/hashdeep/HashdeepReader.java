package dev.mangrove.formats.hashdeep;

import dev.mangrove.formats.row.HashListFormatException;
import dev.mangrove.formats.row.RowBuilder;
import dev.mangrove.formats.row.RowSink;
import dev.mangrove.formats.text.TextLines;
import dev.mangrove.hash.DigestKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads the output of `hashdeep`: a line with its version, one that names the columns, comments that
/// begin with `##`, and rows whose last column is a file name that may hold commas.
public final class HashdeepReader {

    /// The beginning of every such file.
    public static final String MARK = "%%%% HASHDEEP-";

    private HashdeepReader() {}

    public static void read(Path file, RowSink sink) throws IOException {
        RowBuilder row = new RowBuilder(sink);
        try (TextLines lines = TextLines.open(file)) {
            Optional<List<String>> columns = Optional.empty();
            while (lines.advance()) {
                String line = lines.line();
                if (line.startsWith("%%%% ") && !line.startsWith(MARK)) {
                    columns = Optional.of(List.of(line.substring(5).strip().split(",", -1)));
                } else if (!line.isBlank() && !line.startsWith("##") && !line.startsWith("%%%%")) {
                    long number = lines.number();
                    row.begin(() -> "line " + number);
                    row(line, columns.orElseThrow(() -> noColumns(file)), row);
                }
            }
            if (columns.isEmpty()) {
                throw noColumns(file);
            }
        }
    }

    private static HashListFormatException noColumns(Path file) {
        return new HashListFormatException(
                file + " is hashdeep's, but no line beginning with `%%%% ` names its columns. Ask for a whole copy.");
    }

    private static void row(String line, List<String> columns, RowBuilder row) throws IOException {
        String[] fields = line.split(",", columns.size());
        if (fields.length < columns.size()) {
            row.refuse("it has " + fields.length + " fields, the header names " + columns.size());
            return;
        }
        for (int i = 0; i < fields.length; i++) {
            switch (columns.get(i)) {
                case "size" -> row.sizeBytes(fields[i]);
                case "md5" -> row.digest(DigestKind.MD5, fields[i]);
                case "sha1" -> row.digest(DigestKind.SHA1, fields[i]);
                case "sha256" -> row.digest(DigestKind.SHA256, fields[i]);
                case "filename" -> row.comment(fields[i]);
                default -> {
                    // tiger and whirlpool are not matched here
                }
            }
        }
        row.end();
    }
}
