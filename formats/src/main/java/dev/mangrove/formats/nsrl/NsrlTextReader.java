package dev.mangrove.formats.nsrl;

import dev.mangrove.formats.csv.CsvHeader;
import dev.mangrove.formats.csv.CsvRecords;
import dev.mangrove.formats.row.RowBuilder;
import dev.mangrove.formats.row.RowSink;
import dev.mangrove.hash.DigestKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Reads RDSv2 text (`NSRLFile.txt`) in either order of columns. Rows whose `SpecialCode` marks them
/// malicious or special are refused: they must not pass as harmless. Names, often in no known encoding,
/// are not kept.
public final class NsrlTextReader {

    private NsrlTextReader() {}

    /// Whether a table with this header is RDSv2.
    public static boolean isNsrl(CsvHeader header) {
        return header.hasAll("SHA-1", "MD5", "FileName", "ProductCode", "SpecialCode");
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
                row.begin(() -> "line " + line);
                row(row, header, records.fields());
            }
        }
    }

    private static void row(RowBuilder row, CsvHeader header, List<String> fields) throws IOException {
        if (fields.size() != header.columns()) {
            row.refuse("it has " + fields.size() + " fields, the header names " + header.columns());
            return;
        }
        String special = header.value(fields, "SpecialCode").strip().toUpperCase(Locale.ROOT);
        if (!special.isEmpty()) {
            row.refuse(
                    switch (special) {
                        case "M" -> "its SpecialCode M marks it malicious, which is not harmless";
                        case "S" -> "its SpecialCode S marks it special, which is not harmless";
                        default -> "its SpecialCode is not known, so it may not be harmless";
                    });
            return;
        }
        row.digest(DigestKind.SHA1, header.value(fields, "SHA-1"));
        row.digest(DigestKind.MD5, header.value(fields, "MD5"));
        row.sizeBytes(header.value(fields, "FileSize"));
        row.end();
    }
}
