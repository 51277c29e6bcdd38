package dev.mangrove.formats.hashkeeper;

import dev.mangrove.formats.csv.CsvHeader;
import dev.mangrove.formats.csv.CsvRecords;
import dev.mangrove.formats.row.RowBuilder;
import dev.mangrove.formats.row.RowSink;
import dev.mangrove.hash.DigestKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Reads a HashKeeper set: CSV whose column `hash` holds MD5.
public final class HashkeeperReader {

    private HashkeeperReader() {}

    /// Whether a table with this header is HashKeeper's.
    public static boolean isHashkeeper(CsvHeader header) {
        return header.hasAll("file_id", "hashset_id", "hash");
    }

    public static void read(Path file, RowSink sink) throws IOException {
        RowBuilder row = new RowBuilder(sink);
        try (CsvRecords records = CsvRecords.open(file, ',', false)) {
            if (!records.advance()) {
                return;
            }
            CsvHeader header = CsvHeader.of(records.fields());
            while (records.advance()) {
                long line = records.line();
                List<String> fields = records.fields();
                row.begin(() -> "line " + line);
                row.id(header.value(fields, "file_id"));
                row.digest(DigestKind.MD5, header.value(fields, "hash"));
                row.sizeBytes(header.value(fields, "file_size"));
                String comments = header.value(fields, "comments");
                row.comment(comments.isBlank() ? header.value(fields, "file_name") : comments);
                row.end();
            }
        }
    }
}
