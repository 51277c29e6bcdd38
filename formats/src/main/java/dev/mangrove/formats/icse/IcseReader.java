package dev.mangrove.formats.icse;

import dev.mangrove.formats.csv.CsvHeader;
import dev.mangrove.formats.csv.CsvRecords;
import dev.mangrove.formats.row.RowBuilder;
import dev.mangrove.formats.row.RowSink;
import dev.mangrove.hash.DigestKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Reads an ICSE baseline list: CSV with `;` and the header `MD5; SHA1; PhotoDNA; Image ID; ...; Baseline`.
/// The value of `Baseline` is kept in the row's comment; it is not a category of any scheme.
public final class IcseReader {

    private IcseReader() {}

    /// Whether a table with this header is ICSE's.
    public static boolean isIcse(CsvHeader header) {
        return header.hasAll("md5", "image id", "series name", "baseline");
    }

    public static void read(Path file, RowSink sink) throws IOException {
        RowBuilder row = new RowBuilder(sink);
        try (CsvRecords records = CsvRecords.open(file, ';', true)) {
            if (!records.advance()) {
                return;
            }
            CsvHeader header = CsvHeader.of(records.fields());
            while (records.advance()) {
                long line = records.line();
                row.begin(() -> "line " + line);
                if (records.isBroken()) {
                    row.refuse("it opens a quote that is not closed");
                    continue;
                }
                fill(row, header, records.fields());
                row.end();
            }
        }
    }

    private static void fill(RowBuilder row, CsvHeader header, List<String> fields) {
        row.digest(DigestKind.MD5, header.value(fields, "md5"));
        row.digest(DigestKind.SHA1, header.value(fields, "sha1"));
        row.namedHash("PhotoDNA", header.value(fields, "photodna"));
        row.id(header.value(fields, "image id"));
        row.series(header.value(fields, "series name"));
        String baseline = header.value(fields, "baseline").strip();
        if (!baseline.isEmpty()) {
            row.comment("baseline: " + baseline);
        }
    }
}
