package dev.mangrove.scan.jail;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Cuts standard error into lines for a listener. The rest of a line beyond [#LINE_BYTES_MAX] is left out.
final class ErrorLines {

    private static final int LINE_BYTES_MAX = 4096;

    private final Consumer<String> listener;
    private final byte[] line = new byte[LINE_BYTES_MAX];
    private int length;

    ErrorLines(Consumer<String> listener) {
        this.listener = listener;
    }

    void add(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                end();
            } else if (length < LINE_BYTES_MAX) {
                line[length++] = bytes[i];
            }
        }
    }

    void end() {
        if (length > 0) {
            listener.accept(new String(line, 0, length, StandardCharsets.UTF_8));
            length = 0;
        }
    }
}
