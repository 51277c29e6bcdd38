package dev.mangrove.formats.vpdq;

import dev.mangrove.formats.row.RowBuilder;
import dev.mangrove.formats.row.RowSink;
import dev.mangrove.formats.text.TextLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads lines of `frame,quality,hash,timestamp` without a header: number, 0..100, 64 hex digits, seconds. One file
/// is one video, called by the file's name without its ending.
public final class VpdqReader {

    private static final Pattern LINE =
            Pattern.compile("\\s*(\\d{1,9}),(\\d{1,3}),([0-9a-fA-F]{64}),(\\d{1,9}(?:\\.\\d{1,9})?)\\s*");

    private VpdqReader() {}

    /// Whether a line is one of this form.
    public static boolean isFrameLine(String line) {
        return LINE.matcher(line).matches();
    }

    public static void read(Path file, RowSink sink) throws IOException {
        String id = withoutEnding(String.valueOf(file.getFileName()));
        RowBuilder row = new RowBuilder(sink);
        long number = 0;
        try (TextLines lines = TextLines.open(file)) {
            while (lines.advance()) {
                long place = ++number;
                if (lines.line().isBlank()) {
                    continue;
                }
                row.begin(() -> "line " + place);
                Matcher line = LINE.matcher(lines.line());
                if (!line.matches()) {
                    row.refuse("it is not frame,quality,hash,timestamp");
                    continue;
                }
                row.id(id);
                row.quality(line.group(2));
                row.pdq(line.group(3));
                row.timestamp(line.group(4));
                row.end();
            }
        }
    }

    private static String withoutEnding(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
