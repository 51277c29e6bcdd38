package dev.mangrove.formats.csv;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/// Writes CSV as a stream: RFC 4180, UTF-8, lines ending in CR LF. Safe to open in a spreadsheet: a field
/// that begins with `=`, `+`, `-`, `@`, a tab or a line end, or with a full-width form of these, is given a
/// `'` in front, since it could otherwise be run as a formula. A plain number such as `-12.5` stays as it is.
/// Not safe for use by several threads.
public final class CsvWriter implements Closeable {

    private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,30}(\\.\\d{1,30})?");

    private final BufferedWriter writer;

    /// @param out closed with the writer
    public CsvWriter(OutputStream out) {
        writer = new BufferedWriter(
                new OutputStreamWriter(
                        out,
                        StandardCharsets.UTF_8
                                .newEncoder()
                                .onMalformedInput(CodingErrorAction.REPLACE)
                                .onUnmappableCharacter(CodingErrorAction.REPLACE)),
                1 << 16);
    }

    /// Writes one record.
    public void row(String... fields) throws IOException {
        row(List.of(fields));
    }

    /// Writes one record.
    public void row(List<String> fields) throws IOException {
        for (int i = 0; i < fields.size(); i++) {
            if (i > 0) {
                writer.write(',');
            }
            field(safe(fields.get(i)), fields.size());
        }
        writer.write("\r\n");
    }

    private void field(String text, int fields) throws IOException {
        boolean quote = text.isEmpty() && fields == 1;
        for (int i = 0; i < text.length() && !quote; i++) {
            char c = text.charAt(i);
            quote = c == ',' || c == '"' || c == '\r' || c == '\n' || (c == ' ' && (i == 0 || i == text.length() - 1));
        }
        if (!quote) {
            writer.write(text);
            return;
        }
        writer.write('"');
        writer.write(text.replace("\"", "\"\""));
        writer.write('"');
    }

    /// The field as it is written, before quoting.
    static String safe(String text) {
        boolean formula = !text.isEmpty()
                && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0
                && !NUMBER.matcher(text).matches();
        return formula ? "'" + text : text;
    }

    /// Hands what was written to the stream below.
    public void flush() throws IOException {
        writer.flush();
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
