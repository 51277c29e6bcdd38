package dev.mangrove.scan.examine;

import dev.mangrove.scan.item.MediaType;
import java.util.Locale;

/// Tells text, and HTML and XML among text. Anything with control bytes is not text.
final class TextSniffer {

    private static final String[] HTML_BEGINNINGS = {
        "<!doctype html", "<html", "<head", "<body", "<title", "<script", "<table", "<div", "<!--"
    };

    private static final int LOOK_BYTES = 4096;

    private TextSniffer() {}

    static MediaType sniff(Head h) {
        int bomBytes = h.has(0, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        if (h.has(0, 0xFF, 0xFE) || h.has(0, 0xFE, 0xFF)) {
            return MediaType.TEXT;
        }
        if (h.length() == bomBytes) {
            return MediaType.UNKNOWN;
        }
        for (int i = bomBytes; i < Math.min(h.length(), LOOK_BYTES); i++) {
            int c = h.at(i);
            boolean white = c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == 0x1B;
            if (c == 0x7F || (c < 0x20 && !white)) {
                return MediaType.UNKNOWN;
            }
        }
        String start = h.text(bomBytes, 512).stripLeading().toLowerCase(Locale.ROOT);
        if (start.startsWith("<?xml") || start.startsWith("<svg")) {
            return start.contains("<html") ? MediaType.HTML : MediaType.XML;
        }
        for (String beginning : HTML_BEGINNINGS) {
            if (start.startsWith(beginning)) {
                return MediaType.HTML;
            }
        }
        return MediaType.TEXT;
    }
}
