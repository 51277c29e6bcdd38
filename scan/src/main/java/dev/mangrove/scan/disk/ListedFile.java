package dev.mangrove.scan.disk;

import dev.mangrove.scan.item.RawName;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One line of `fls -l -p -r -z UTC`: a name of a volume, and what the file system says of it. The kit writes
/// control characters as `^`, so that no name can break the line or its columns; other bytes are raw.
///
/// @param kind of the file
/// @param deleted the name is not in use any more
/// @param reallocated the record it names belongs to another file by now
/// @param address as `icat` takes it: a number, on NTFS with the attribute's type and number
/// @param inode the number alone; 0 where the record is lost
/// @param path within the volume, parts separated by `/`; on NTFS a stream is written `file:stream`
/// @param sizeBytes as declared
public record ListedFile(
        Kind kind,
        boolean deleted,
        boolean reallocated,
        String address,
        long inode,
        RawName path,
        Optional<Instant> modifiedAt,
        long sizeBytes) {

    /// What a name stands for.
    public enum Kind {
        FILE,
        FOLDER,
        /// A link, device, pipe or socket.
        SPECIAL,
        /// Made up by the kit.
        VIRTUAL,
        /// A deleted name whose record tells nothing.
        UNKNOWN
    }

    private static final int COLUMNS_BEHIND = 7;
    private static final Pattern HEAD =
            Pattern.compile("(.)/(.) (\\* )?((\\d{1,19})(?:-(\\d{1,9})-(\\d{1,9}))?)(\\(realloc\\))?:");
    private static final Pattern TIME =
            Pattern.compile("(\\d{4,6})-(\\d\\d)-(\\d\\d) (\\d\\d):(\\d\\d):(\\d\\d)(?:\\.\\d+)? \\(UTC\\)");
    private static final String NTFS_DATA = "128";

    /// Reads a line; empty where it is none that `fls` writes.
    public static Optional<ListedFile> parse(byte[] line) {
        int tab = indexOf(line, '\t', 0);
        if (tab < 0) {
            return Optional.empty();
        }
        Matcher head = HEAD.matcher(ascii(line, 0, tab));
        int nameEnd = line.length;
        int columnsFrom = -1;
        for (int i = 0; i < COLUMNS_BEHIND && nameEnd > tab; i++) {
            columnsFrom = nameEnd;
            nameEnd = lastIndexOf(line, '\t', nameEnd - 1);
        }
        if (!head.matches() || nameEnd <= tab || columnsFrom < 0) {
            return Optional.empty();
        }
        String[] columns = ascii(line, nameEnd + 1, line.length).split("\t", -1);
        Optional<Long> inode = number(head.group(5));
        Optional<Long> size = number(columns[4]);
        if (inode.isEmpty() || size.isEmpty()) {
            return Optional.empty();
        }
        boolean isData = head.group(6) == null || head.group(6).equals(NTFS_DATA);
        Kind kind = isData ? kind(head.group(1).charAt(0), head.group(2).charAt(0)) : Kind.VIRTUAL;
        return Optional.of(new ListedFile(
                kind,
                head.group(3) != null,
                head.group(8) != null,
                head.group(4),
                inode.get(),
                RawName.of(Arrays.copyOfRange(line, tab + 1, nameEnd)),
                time(columns[0]),
                size.get()));
    }

    /// The record decides, where there is one: a reused record may be of another kind than the name.
    private static Kind kind(char name, char record) {
        char kind = record == '-' ? name : record;
        if (name == 'd' && record == 'r') {
            return Kind.FOLDER;
        }
        return switch (kind) {
            case 'r' -> record == '-' ? Kind.UNKNOWN : Kind.FILE;
            case 'd' -> Kind.FOLDER;
            case 'v', 'V' -> Kind.VIRTUAL;
            case '-' -> Kind.UNKNOWN;
            default -> Kind.SPECIAL;
        };
    }

    private static Optional<Instant> time(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.of(
                            Integer.parseInt(time.group(1)),
                            Integer.parseInt(time.group(2)),
                            Integer.parseInt(time.group(3)),
                            Integer.parseInt(time.group(4)),
                            Integer.parseInt(time.group(5)),
                            Integer.parseInt(time.group(6)))
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            // No time at all is written as zeros.
            return Optional.empty();
        }
    }

    private static Optional<Long> number(String digits) {
        try {
            long value = Long.parseLong(digits);
            return value < 0 ? Optional.empty() : Optional.of(value);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String ascii(byte[] line, int from, int to) {
        return new String(line, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static int indexOf(byte[] line, char wanted, int from) {
        for (int i = from; i < line.length; i++) {
            if (line[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static int lastIndexOf(byte[] line, char wanted, int from) {
        for (int i = from; i >= 0; i--) {
            if (line[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
