package dev.mangrove.formats.csv;

import dev.mangrove.formats.text.TextLines;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Reads CSV records one by one, leniently: a quote inside an unquoted field is an ordinary character,
/// and a quoted field may run over several lines within bounds. A quote that is opened and not closed
/// within those bounds costs its own line only. Blank lines are skipped. Not safe for use by several threads.
public final class CsvRecords implements Closeable {

    private static final int JOINED_LINES_MAX = 64;
    private static final int JOINED_CHARS_MAX = 1 << 16;

    private final TextLines lines;
    private final char delimiter;
    private final boolean multiline;
    private final Deque<String> waiting = new ArrayDeque<>();
    private long nextNumber = 1;
    private long number;
    private boolean broken;
    private List<String> fields = List.of();

    private CsvRecords(TextLines lines, char delimiter, boolean multiline) {
        this.lines = lines;
        this.delimiter = delimiter;
        this.multiline = multiline;
    }

    /// @param multiline whether a quoted field may hold line ends
    public static CsvRecords open(Path file, char delimiter, boolean multiline) throws IOException {
        return new CsvRecords(TextLines.open(file), delimiter, multiline);
    }

    /// The delimiter of a table whose first line is `header`: whichever of `,`, `;` and tab it holds most of.
    public static char delimiterOf(String header) {
        char best = ',';
        long most = 0;
        for (char candidate : new char[] {',', ';', '\t'}) {
            long count = header.chars().filter(c -> c == candidate).count();
            if (count > most) {
                most = count;
                best = candidate;
            }
        }
        return best;
    }

    /// Moves to the next record.
    ///
    /// @return false at the end
    public boolean advance() throws IOException {
        String first;
        do {
            if (!more(0)) {
                return false;
            }
            first = waiting.removeFirst();
            number = nextNumber++;
        } while (first.isBlank());
        StringBuilder record = new StringBuilder(first);
        boolean open = hasOpenQuote(first);
        int taken = 0;
        while (multiline && open && taken < JOINED_LINES_MAX && record.length() < JOINED_CHARS_MAX && more(taken)) {
            String line = nth(taken++);
            record.append('\n').append(line);
            open ^= hasOpenQuote(line);
        }
        broken = open;
        if (open) {
            fields = split(first, delimiter);
        } else {
            for (int i = 0; i < taken; i++) {
                waiting.removeFirst();
            }
            nextNumber += taken;
            fields = split(record.toString(), delimiter);
        }
        return true;
    }

    private boolean more(int ahead) throws IOException {
        while (waiting.size() <= ahead) {
            if (!lines.advance()) {
                return false;
            }
            waiting.addLast(lines.line());
        }
        return true;
    }

    private String nth(int index) {
        int i = 0;
        for (String line : waiting) {
            if (i++ == index) {
                return line;
            }
        }
        throw new IllegalStateException("line " + index + " of " + waiting.size() + " was not read ahead");
    }

    private static boolean hasOpenQuote(String line) {
        boolean open = false;
        for (int i = line.indexOf('"'); i >= 0; i = line.indexOf('"', i + 1)) {
            open = !open;
        }
        return open;
    }

    /// The record's fields, without their quotes.
    public List<String> fields() {
        return fields;
    }

    /// The line on which the record begins; the first is 1.
    public long line() {
        return number;
    }

    /// Whether the record opens a quote that is never closed.
    public boolean isBroken() {
        return broken;
    }

    static List<String> split(String record, char delimiter) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        boolean begun = false;
        for (int i = 0; i < record.length(); i++) {
            char c = record.charAt(i);
            if (quoted) {
                if (c != '"') {
                    field.append(c);
                } else if (i + 1 < record.length() && record.charAt(i + 1) == '"') {
                    field.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == delimiter) {
                fields.add(field.toString());
                field.setLength(0);
                begun = false;
            } else if (c == '"' && !begun) {
                quoted = true;
                begun = true;
            } else {
                begun |= c != ' ';
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
