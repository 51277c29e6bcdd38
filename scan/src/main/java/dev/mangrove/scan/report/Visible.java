package dev.mangrove.scan.report;

import java.util.Locale;

/// Text in which nothing hides: control, bidirectional, invisible and unpaired characters are shown by
/// their number, as `\u202E`, so that no name can reorder or break what stands around it.
final class Visible {

    private Visible() {}

    static String text(String text) {
        if (text.codePoints().noneMatch(Visible::hides)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> append(shown, point));
        return shown.toString();
    }

    private static void append(StringBuilder shown, int point) {
        if (hides(point)) {
            shown.append(String.format(Locale.ROOT, "\\u%04X", point));
        } else {
            shown.appendCodePoint(point);
        }
    }

    static boolean hides(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
