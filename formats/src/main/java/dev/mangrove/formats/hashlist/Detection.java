package dev.mangrove.formats.hashlist;

import dev.mangrove.formats.csv.CsvHeader;
import dev.mangrove.formats.csv.CsvListReader;
import dev.mangrove.formats.digestlines.DigestLine;
import dev.mangrove.formats.encase.EncaseReader;
import dev.mangrove.formats.hashdeep.HashdeepReader;
import dev.mangrove.formats.hashkeeper.HashkeeperReader;
import dev.mangrove.formats.icse.IcseReader;
import dev.mangrove.formats.nsrl.NsrlDatabaseReader;
import dev.mangrove.formats.nsrl.NsrlTextReader;
import dev.mangrove.formats.row.HashListFormatException;
import dev.mangrove.formats.sqlite.ForeignDatabase;
import dev.mangrove.formats.text.TextLines;
import dev.mangrove.formats.tsk.KdbReader;
import dev.mangrove.formats.vpdq.VpdqReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Tells the format of a file from its beginning.
final class Detection {

    private static final int HEAD_BYTES = 1 << 16;
    private static final int LINES_BEFORE_DIGESTS_MAX = 16;

    private Detection() {}

    static HashListFormat of(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new HashListFormatException(file + " is a folder, not a list of known hashes");
        }
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD_BYTES);
        }
        if (head.length == 0) {
            throw new HashListFormatException(file + " is empty. Ask its sender for the whole file.");
        }
        if (EncaseReader.isEncase(head)) {
            return HashListFormat.ENCASE;
        }
        if (ForeignDatabase.isSqlite(head)) {
            return database(file);
        }
        if (!isText(head)) {
            throw refuse(file, "is not text, and no binary list that is known");
        }
        return text(file, head);
    }

    private static HashListFormat database(Path file) throws IOException {
        try (ForeignDatabase database = ForeignDatabase.open(file)) {
            if (NsrlDatabaseReader.isNsrl(database)) {
                return HashListFormat.NSRL_RDS_3;
            }
            if (KdbReader.isKdb(database)) {
                return HashListFormat.TSK_KDB;
            }
        }
        throw refuse(file, "is a SQLite database without the table FILE of NSRL or the table hashes of The Sleuth Kit");
    }

    /// Text holds no control characters but white space; UTF-16 is told by its mark.
    private static boolean isText(byte[] head) {
        if (head.length >= 2
                && (head[0] == (byte) 0xFF && head[1] == (byte) 0xFE
                        || head[0] == (byte) 0xFE && head[1] == (byte) 0xFF)) {
            return !startsWithZeroes(head);
        }
        for (byte b : head) {
            boolean space = b == '\t' || b == '\n' || b == '\r' || b == '\f';
            if (b >= 0 && b < 0x20 && !space || b == 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static boolean startsWithZeroes(byte[] head) {
        return head.length >= 4 && head[2] == 0 && head[3] == 0;
    }

    /// The first line that says something decides; before lines of digests some others may stand, such as
    /// those of a signature.
    private static HashListFormat text(Path file, byte[] head) throws IOException {
        Optional<String> first = Optional.empty();
        try (TextLines lines = TextLines.of(new ByteArrayInputStream(head))) {
            for (int said = 0; said < LINES_BEFORE_DIGESTS_MAX && lines.advance(); ) {
                String line = lines.line();
                if (line.isBlank()) {
                    continue;
                }
                if (first.isEmpty()) {
                    Optional<HashListFormat> format = structured(file, line, head);
                    if (format.isPresent()) {
                        return format.get();
                    }
                    first = Optional.of(line);
                }
                said++;
                if (DigestLine.parse(line) instanceof DigestLine.Named) {
                    return HashListFormat.DIGEST_LINES;
                }
            }
        }
        throw unknownText(file, first.orElse(""));
    }

    private static Optional<HashListFormat> structured(Path file, String line, byte[] head) throws IOException {
        String start = line.stripLeading();
        if (start.startsWith("{") || start.startsWith("[")) {
            return Optional.of(json(file, head, head.length == HEAD_BYTES));
        }
        if (line.startsWith(HashdeepReader.MARK)) {
            return Optional.of(HashListFormat.HASHDEEP);
        }
        if (VpdqReader.isFrameLine(line)) {
            return Optional.of(HashListFormat.VPDQ);
        }
        return table(CsvHeader.ofLine(line));
    }

    private static Optional<HashListFormat> table(CsvHeader header) {
        if (NsrlTextReader.isNsrl(header)) {
            return Optional.of(HashListFormat.NSRL_RDS_2);
        }
        if (HashkeeperReader.isHashkeeper(header)) {
            return Optional.of(HashListFormat.HASHKEEPER);
        }
        if (IcseReader.isIcse(header)) {
            return Optional.of(HashListFormat.ICSE_CSV);
        }
        return CsvListReader.isList(header) ? Optional.of(HashListFormat.CSV) : Optional.empty();
    }

    private static HashListFormatException unknownText(Path file, String first) {
        String start = first.stripLeading().toUpperCase(Locale.ROOT);
        if (start.startsWith("INSERT INTO") || start.startsWith("BEGIN TRANSACTION") || start.startsWith("PRAGMA ")) {
            return refuse(
                    file,
                    "is an SQL script, such as a quarterly change of NSRL: apply it to the full database first,"
                            + " and give that");
        }
        if (first.strip().matches("[0-9a-fA-F]{64}")) {
            return new HashListFormatException(file + ": "
                    + "64 hex digits alone may be SHA-256 or PDQ. Put a first line `sha256` or `pdq` above them.");
        }
        return refuse(file, "begins neither with a header that names a hash nor with a digest");
    }

    private static HashListFormat json(Path file, byte[] head, boolean goesOn) throws IOException {
        String text = decoded(head);
        if (text.contains("\"odata.metadata\"")) {
            return HashListFormat.VICS_1;
        }
        if (text.contains("\"@odata.context\"")) {
            return HashListFormat.VICS_2;
        }
        if (text.contains("\"value\"") && (goesOn || text.contains("\"MD5\""))) {
            return HashListFormat.VICS_2;
        }
        throw refuse(file, "is JSON, but without the `odata.metadata`, `@odata.context` or `value` of VICS");
    }

    private static String decoded(byte[] head) throws IOException {
        StringBuilder text = new StringBuilder();
        try (TextLines lines = TextLines.of(new ByteArrayInputStream(head))) {
            while (lines.advance()) {
                text.append(lines.line()).append('\n');
            }
        }
        return text.toString();
    }

    private static HashListFormatException refuse(Path file, String what) {
        String formats = Arrays.stream(HashListFormat.values())
                .map(HashListFormat::title)
                .collect(Collectors.joining("; "));
        return new HashListFormatException(
                file + " is not a list of known hashes: it " + what + ". Lists that can be read: " + formats + ".");
    }
}
