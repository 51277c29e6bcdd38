package dev.mangrove.benchmarks;

import dev.mangrove.testkit.DrawnLists;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// `mangrove list build` from a drawn source, start to end, in the heap given.
final class ImportBench {

    private static final long SEED = 7;

    private ImportBench() {}

    static void vics(Options options) throws IOException {
        long rows = options.number("rows", 4_000_000);
        Path source = options.folder().resolve("vics-" + rows + ".json");
        if (!Files.exists(source)) {
            Path part = options.folder().resolve("vics.part");
            DrawnLists.vics(part, rows, new SplittableRandom(SEED));
            Files.move(part, source);
        }
        measure(options, "vics-import", source, rows, options.text("heap", "256m"));
    }

    static void nsrl(Options options) throws IOException {
        int rows = Math.toIntExact(options.number("rows", 20_000_000));
        Path source = options.folder().resolve("nsrl-" + rows + ".db");
        if (!Files.exists(source)) {
            Path part = options.folder().resolve("nsrl.part");
            Files.deleteIfExists(part);
            try {
                DrawnLists.nsrl(part, rows, new SplittableRandom(SEED));
            } catch (SQLException e) {
                throw new IOException("the drawn database could not be written", e);
            }
            Files.move(part, source);
        }
        measure(options, "nsrl-import", source, rows, options.text("heap", "512m"));
    }

    private static void measure(Options options, String name, Path source, long rows, String heap) throws IOException {
        Path output = options.folder().resolve("imported.mgl");
        List<Commands.Cost> costs = new ArrayList<>();
        Rounds rounds =
                Rounds.runWarm(options.rounds(3), 0, List.of(new Rounds.Side("mangrove list build, a row", _ -> {
                    Files.deleteIfExists(output);
                    Commands.Cost cost = Commands.mangrove(
                            heap,
                            "list",
                            "build",
                            source.toString(),
                            "--output",
                            output.toString(),
                            "--name",
                            "drawn",
                            "--origin",
                            "benchmarks",
                            "--scheme",
                            "us",
                            "--json");
                    costs.add(cost);
                    return cost.seconds() * 1e9 / rows;
                })));
        double nanos = rounds.spread(0).median();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("heap", heap);
        facts.put("rowsASecond", 1e9 / nanos);
        facts.put("megabytesASecond", Files.size(source) / (double) rows * 1e3 / nanos);
        facts.put("sourceMegabytes", Files.size(source) / 1e6);
        facts.put("listMegabytes", Files.size(output) / 1e6);
        facts.put("seconds", nanos * rows / 1e9);
        facts.put(
                "peakResidentMb",
                costs.stream().mapToLong(Commands.Cost::residentBytes).max().orElse(0) >> 20);
        facts.put(
                "peakAnonymousMb",
                costs.stream().mapToLong(Commands.Cost::anonymousBytes).max().orElse(0) >> 20);
        Files.delete(output);
        Report.rounds(options, name, String.format("%,d rows", rows), rounds, facts);
    }
}
