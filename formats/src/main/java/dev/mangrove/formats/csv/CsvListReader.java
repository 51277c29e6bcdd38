package dev.mangrove.formats.csv;

import dev.mangrove.formats.row.HashListFormatException;
import dev.mangrove.formats.row.RowBuilder;
import dev.mangrove.formats.row.RowSink;
import dev.mangrove.formats.text.TextLines;
import dev.mangrove.hash.DigestKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads a list in CSV whose header names any of `md5`, `sha1`, `sha256`, `pdq`, `quality`, `category`,
/// `series`, `id`, `comment` and `size`. Other columns are passed over.
///
/// A row with a `pdq` and a time (`atMillis`, or `timestamp` in seconds) is a frame of a video; `repeats` says for
/// how many further frames it stands. Rows of one `id` that follow each other are one video.
public final class CsvListReader {

    private enum Column {
        MD5,
        SHA1,
        SHA256,
        PDQ,
        QUALITY,
        CATEGORY,
        SERIES,
        ID,
        COMMENT,
        SIZE,
        AT_MILLIS,
        TIMESTAMP,
        REPEATS,
        PHOTODNA;

        static Optional<Column> called(String name) {
            return switch (name) {
                case "md5", "md5hash", "hashmd5" -> Optional.of(MD5);
                case "sha1", "sha1hash", "hashsha1" -> Optional.of(SHA1);
                case "sha256", "sha2256", "sha256hash", "hashsha256" -> Optional.of(SHA256);
                case "pdq", "pdqhash" -> Optional.of(PDQ);
                case "quality", "pdqquality" -> Optional.of(QUALITY);
                case "category" -> Optional.of(CATEGORY);
                case "series", "seriesname" -> Optional.of(SERIES);
                case "id", "imageid", "mediaid", "entryid" -> Optional.of(ID);
                case "comment", "comments" -> Optional.of(COMMENT);
                case "size", "sizebytes", "bytes", "filesize", "mediasize" -> Optional.of(SIZE);
                case "atmillis" -> Optional.of(AT_MILLIS);
                case "timestamp" -> Optional.of(TIMESTAMP);
                case "repeats" -> Optional.of(REPEATS);
                case "photodna" -> Optional.of(PHOTODNA);
                default -> Optional.empty();
            };
        }

        boolean isHash() {
            return this == MD5 || this == SHA1 || this == SHA256 || this == PDQ;
        }
    }

    private CsvListReader() {}

    /// Whether a table with this header is a list of hashes.
    public static boolean isList(CsvHeader header) {
        for (int i = 0; i < header.columns(); i++) {
            if (Column.called(header.name(i)).filter(Column::isHash).isPresent()) {
                return true;
            }
        }
        return false;
    }

    public static void read(Path file, RowSink sink) throws IOException {
        try (CsvRecords records = CsvRecords.open(file, delimiter(file), true)) {
            if (!records.advance()) {
                throw new HashListFormatException(file + " is empty");
            }
            CsvHeader header = CsvHeader.of(records.fields());
            if (!isList(header)) {
                throw new HashListFormatException(
                        file + ": no column of its first line is called md5, sha1, sha256 or pdq");
            }
            RowBuilder row = new RowBuilder(sink);
            while (records.advance()) {
                long line = records.line();
                row.begin(() -> "line " + line);
                List<String> fields = records.fields();
                if (records.isBroken()) {
                    row.refuse("it opens a quote that is not closed");
                } else if (hasSurplus(fields, header)) {
                    row.refuse("it has " + fields.size() + " fields, the header names " + header.columns());
                } else {
                    fill(row, header, fields);
                    row.end();
                }
            }
        }
    }

    private static char delimiter(Path file) throws IOException {
        try (TextLines lines = TextLines.open(file)) {
            while (lines.advance()) {
                if (!lines.line().isBlank()) {
                    return CsvRecords.delimiterOf(lines.line());
                }
            }
        }
        return ',';
    }

    private static boolean hasSurplus(List<String> fields, CsvHeader header) {
        for (int i = header.columns(); i < fields.size(); i++) {
            if (!fields.get(i).isBlank()) {
                return true;
            }
        }
        return false;
    }

    private static void fill(RowBuilder row, CsvHeader header, List<String> fields) {
        int columns = Math.min(fields.size(), header.columns());
        for (int i = 0; i < columns; i++) {
            Optional<Column> column = Column.called(header.name(i));
            String value = fields.get(i);
            if (column.isEmpty() || value.isBlank()) {
                continue;
            }
            switch (column.get()) {
                case MD5 -> row.digest(DigestKind.MD5, value);
                case SHA1 -> row.digest(DigestKind.SHA1, value);
                case SHA256 -> row.digest(DigestKind.SHA256, value);
                case PDQ -> row.pdq(value);
                case QUALITY -> row.quality(value);
                case CATEGORY -> row.category(value);
                case SERIES -> row.series(value);
                case ID -> row.id(value);
                case COMMENT -> row.comment(value);
                case SIZE -> row.sizeBytes(value);
                case AT_MILLIS -> row.atMillis(value);
                case TIMESTAMP -> row.timestamp(value);
                case REPEATS -> row.repeats(value);
                case PHOTODNA -> row.unmatchable("PhotoDNA");
            }
        }
    }
}
