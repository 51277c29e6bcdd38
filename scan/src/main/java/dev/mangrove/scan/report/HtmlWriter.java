package dev.mangrove.scan.report;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/// Writes a page from fixed templates with values in them. A value can never become markup, and no
/// character in it can hide, reorder or break what stands around it.
final class HtmlWriter implements Closeable {

    /// Longer values are shortened in their middle; the CSV report has them whole.
    static final int SHOWN_CHARACTERS_MAX = 480;

    private final Writer out;

    HtmlWriter(Writer out) {
        this.out = out;
    }

    /// Writes a template and a line end, with each `{}` replaced by the next value, escaped. Numbers get
    /// their thousands set apart. A template is always a literal.
    HtmlWriter put(String template, Object... values) throws IOException {
        int from = 0;
        for (Object value : values) {
            int hole = template.indexOf("{}", from);
            out.write(template, from, hole - from);
            write(value);
            from = hole + 2;
        }
        if (template.indexOf("{}", from) >= 0) {
            throw new IllegalArgumentException("fewer values than places in: " + template);
        }
        out.write(template, from, template.length() - from);
        out.write('\n');
        return this;
    }

    /// Writes a style sheet of this program, unescaped.
    void putStyle(String css) throws IOException {
        out.write("<style>" + css + "</style>\n");
    }

    private void write(Object value) throws IOException {
        if (value instanceof Long || value instanceof Integer) {
            out.write(String.format(Locale.ROOT, "%,d", ((Number) value).longValue()));
        } else {
            escape(String.valueOf(value));
        }
    }

    private void escape(String text) throws IOException {
        int length = text.length();
        if (length > SHOWN_CHARACTERS_MAX) {
            int head = boundary(text, SHOWN_CHARACTERS_MAX * 2 / 3);
            int tail = boundary(text, length - SHOWN_CHARACTERS_MAX / 3);
            escape(text, 0, head);
            out.write(" […" + String.format(Locale.ROOT, "%,d", tail - head) + " characters more…] ");
            escape(text, tail, length);
        } else {
            escape(text, 0, length);
        }
    }

    /// Never between the two halves of a character.
    private static int boundary(String text, int index) {
        return Character.isLowSurrogate(text.charAt(index)) ? index + 1 : index;
    }

    private void escape(String text, int from, int to) throws IOException {
        for (int i = from; i < to; ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            switch (point) {
                case '&' -> out.write("&amp;");
                case '<' -> out.write("&lt;");
                case '>' -> out.write("&gt;");
                case '"' -> out.write("&quot;");
                case '\'' -> out.write("&#39;");
                default -> {
                    if (Visible.hides(point)) {
                        out.write(String.format(Locale.ROOT, "\\u%04X", point));
                    } else {
                        out.write(Character.toChars(point));
                    }
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
