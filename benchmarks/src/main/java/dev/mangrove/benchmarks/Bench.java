package dev.mangrove.benchmarks;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/// The door to every measurement: `./mangrove bench NAME [--OPTION VALUE]...`. `benchmarks/README.md` tells the names.
public final class Bench {

    private static final Map<String, Benchmark> ALL = new TreeMap<>(Map.ofEntries(
            Map.entry("pdq", PdqBench::run),
            Map.entry("jpeg", JpegBench::run),
            Map.entry("search", SearchBench::run),
            Map.entry("build", BuildBench::build),
            Map.entry("open", BuildBench::open),
            Map.entry("lookups", LookupBench::run),
            Map.entry("digests", DigestBench::run),
            Map.entry("scan-rate", ScanRateBench::run),
            Map.entry("vics-import", ImportBench::vics),
            Map.entry("nsrl-import", ImportBench::nsrl),
            Map.entry("growth", GrowthBench::run),
            Map.entry("charts", GrowthBench::charts)));

    private Bench() {}

    @FunctionalInterface
    interface Benchmark {
        void run(Options options) throws IOException;
    }

    /// Runs the program.
    public static void main(String[] arguments) throws IOException {
        Benchmark benchmark = arguments.length == 0 ? null : ALL.get(arguments[0]);
        if (benchmark == null) {
            System.err.println("usage: ./mangrove bench NAME [--OPTION VALUE]..., NAME one of "
                    + String.join(", ", ALL.keySet()) + "; benchmarks/README.md tells the rest");
            System.exit(2);
            return;
        }
        Options options = Options.parse(arguments);
        System.out.println(Machine.line());
        benchmark.run(options);
    }
}
