package dev.mangrove.server.console;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Rows as RFC 4180 has them. A cell that a spreadsheet would take for a formula gets an apostrophe before it.
public final class Csv {

    private static final String FORMULA = "=+-@\t\r";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public Csv(String... columns) {
        row(columns);
    }

    public void row(String... cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            line.append(i == 0 ? "" : ",").append(cell(cells[i]));
        }
        bytes.writeBytes(line.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    public byte[] bytes() {
        return bytes.toByteArray();
    }

    private static String cell(String text) {
        String safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
