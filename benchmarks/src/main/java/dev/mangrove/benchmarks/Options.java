package dev.mangrove.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What stands behind a measurement's name: `--rounds 7 --folder /data/drawn`.
final class Options {

    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = values;
    }

    /// @throws IllegalArgumentException naming the argument that is not understood
    static Options parse(String[] arguments) {
        Map<String, String> values = new HashMap<>();
        for (int i = 1; i < arguments.length; i += 2) {
            if (!arguments[i].startsWith("--") || i + 1 == arguments.length) {
                throw new IllegalArgumentException("options are pairs, --NAME VALUE; not understood: " + arguments[i]);
            }
            values.put(arguments[i].substring(2), arguments[i + 1]);
        }
        return new Options(values);
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    /// A whole number; `_` may part its digits.
    long number(String name, long otherwise) {
        String value = values.get(name);
        return value == null ? otherwise : Long.parseLong(value.replace("_", ""));
    }

    /// Numbers parted by commas.
    long[] numbers(String name, long... otherwise) {
        String value = values.get(name);
        return value == null
                ? otherwise
                : Stream.of(value.replace("_", "").split(","))
                        .mapToLong(Long::parseLong)
                        .toArray();
    }

    int rounds(int otherwise) {
        return Math.toIntExact(number("rounds", otherwise));
    }

    /// How long one turn of one side lasts.
    double seconds(double otherwise) {
        return Double.parseDouble(text("seconds", Double.toString(otherwise)));
    }

    /// Where drawn inputs lie, so that the next run finds them. Default: `benchmarks/target/drawn`.
    Path folder() throws IOException {
        Path folder = Path.of(
                text("folder", Machine.home().resolve("benchmarks/target/drawn").toString()));
        return Files.createDirectories(folder);
    }

    boolean isOn(String name, boolean otherwise) {
        return List.of("true", "yes", "1").contains(text(name, Boolean.toString(otherwise)));
    }
}
