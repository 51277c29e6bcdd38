package dev.mangrove.benchmarks;

import dev.mangrove.benchmarks.Rounds.Spread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Results for people, and as one JSON line each for charts: on standard output, and added to the file that
/// `--json-file` names.
final class Report {

    private Report() {}

    /// Reports a comparison.
    ///
    /// @param facts what else belongs to it: sizes, rates, what the sides agree on
    static void rounds(Options options, String benchmark, String what, Rounds rounds, Map<String, Object> facts)
            throws IOException {
        System.out.printf(
                Locale.ROOT,
                "%n%s: %s, %d rounds%n  %-34s %12s %12s %12s   times the first%n",
                benchmark,
                what,
                rounds.nanos()[0].length,
                "",
                "median",
                "min",
                "max");
        Map<String, Object> sides = new LinkedHashMap<>();
        for (int side = 0; side < rounds.sides().size(); side++) {
            Spread spread = rounds.spread(side);
            Spread ratio = rounds.ratio(side);
            String name = rounds.sides().get(side).name();
            System.out.printf(
                    "  %-34s %12s %12s %12s   %s%n",
                    name,
                    time(spread.median()),
                    time(spread.min()),
                    time(spread.max()),
                    side == 0
                            ? ""
                            : String.format(
                                    Locale.ROOT, "%.2f (%.2f to %.2f)", ratio.median(), ratio.min(), ratio.max()));
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("medianNanos", spread.median());
            values.put("minNanos", spread.min());
            values.put("maxNanos", spread.max());
            values.put("ratioToFirst", ratio.median());
            values.put("ratioMin", ratio.min());
            values.put("ratioMax", ratio.max());
            sides.put(name, values);
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("sides", sides);
        line.putAll(facts);
        facts(options, benchmark, what, line);
    }

    /// Reports plain figures; nested ones only in the JSON line.
    static void facts(Options options, String benchmark, String what, Map<String, Object> facts) throws IOException {
        facts.forEach((name, value) -> {
            if (!(value instanceof Map)) {
                System.out.printf("  %-34s %s%n", name, value instanceof Double d ? rounded(d) : value);
            }
        });
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("benchmark", benchmark);
        line.put("case", what);
        line.putAll(facts);
        line.put("machine", Machine.facts());
        String json = json(line);
        System.out.println(json);
        String file = options.text("json-file", "");
        if (!file.isEmpty()) {
            Files.writeString(Path.of(file), json + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    static String time(double nanos) {
        if (nanos < 1e3) {
            return String.format(Locale.ROOT, nanos < 10 ? "%.3f ns" : "%.1f ns", nanos);
        }
        if (nanos < 1e6) {
            return String.format(Locale.ROOT, "%.2f us", nanos / 1e3);
        }
        return nanos < 1e9
                ? String.format(Locale.ROOT, "%.2f ms", nanos / 1e6)
                : String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
    }

    /// Four figures are more than a measurement is good for.
    private static String rounded(double value) {
        return Math.abs(value) >= 1000
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.4g", value);
    }

    private static String json(Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> json(entry.getKey()) + ":" + json(entry.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
            case Double number -> Double.isFinite(number) ? String.format(Locale.ROOT, "%.6g", number) : "null";
            case Number number -> number.toString();
            case Boolean truth -> truth.toString();
            default -> '"' + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        };
    }
}
