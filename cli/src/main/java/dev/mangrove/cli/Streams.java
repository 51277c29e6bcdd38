package dev.mangrove.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/// What a command reads from and writes to besides its options.
///
/// @param out results: text for people, or one JSON object a line
/// @param err progress and messages
/// @param raw the arguments as bytes
record Streams(PrintStream out, PrintStream err, RawArguments raw) {

    JsonLines json() {
        return new JsonLines(out);
    }

    static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
