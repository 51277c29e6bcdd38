package dev.mangrove.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// What this process and its ended children have cost: a measure that other work on the machine does not change.
final class ProcessorTime {

    private static final Path STATUS = Path.of("/proc/self/stat");
    private static final int TICK_MILLIS = 10;
    private static final int FIRST_FIELD = 11;

    private ProcessorTime() {}

    /// So far, or always zero where the system does not tell.
    static Duration sinceStart() throws IOException {
        if (!Files.exists(STATUS)) {
            return Duration.ZERO;
        }
        String text = Files.readString(STATUS);
        // The name of the program, in brackets, may hold spaces.
        String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = 0;
        for (int i = FIRST_FIELD; i < FIRST_FIELD + 4; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return Duration.ofMillis(ticks * TICK_MILLIS);
    }
}
