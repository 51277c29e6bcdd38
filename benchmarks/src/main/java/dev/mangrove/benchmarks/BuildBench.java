package dev.mangrove.benchmarks;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Building a list, file written, and opening it, each in a fresh JVM.
final class BuildBench {

    private static final long HASHES = 10_000_000;

    private BuildBench() {}

    static void build(Options options) throws IOException {
        build(options, false);
        if (options.isOn("digests", true)) {
            build(options, true);
        }
    }

    private static void build(Options options, boolean digests) throws IOException {
        Path folder = options.folder();
        long count = options.number("hashes", HASHES);
        try (Arena arena = Arena.ofConfined()) {
            DrawnHashes.of(folder, count, arena);
        }
        String heap = options.text("heap", "1g");
        Path file = folder.resolve("built.mgl");
        List<Commands.Cost> costs = new ArrayList<>();
        Rounds rounds = Rounds.runWarm(options.rounds(5), 0, List.of(new Rounds.Side("build, file written", _ -> {
            Commands.Cost cost = Commands.java(
                    heap,
                    BuildProgram.class,
                    folder.toString(),
                    Long.toString(count),
                    file.toString(),
                    Boolean.toString(digests));
            costs.add(cost);
            return Double.parseDouble(cost.output().strip());
        })));
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("heap", heap);
        facts.put("bytesAHash", Files.size(file) / (double) count);
        facts.put(
                "peakResidentMb",
                most(costs.stream()
                        .mapToLong(Commands.Cost::residentBytes)
                        .max()
                        .orElse(0)));
        facts.put(
                "peakAnonymousMb",
                most(costs.stream()
                        .mapToLong(Commands.Cost::anonymousBytes)
                        .max()
                        .orElse(0)));
        Files.delete(file);
        String what = String.format("%,d entries, %s", count, digests ? "PDQ, MD5, SHA-1 and SHA-256" : "PDQ only");
        Report.rounds(options, "build", what, rounds, facts);
    }

    private static long most(long bytes) {
        return bytes >> 20;
    }

    static void open(Options options) throws IOException {
        long count = options.number("hashes", HASHES);
        Path list;
        try (Arena arena = Arena.ofConfined()) {
            list = SearchBench.list(options, DrawnHashes.of(options.folder(), count, arena));
        }
        double[] first = new double[options.rounds(11)];
        int[] round = new int[1];
        Rounds rounds = Rounds.runWarm(first.length, 0, List.of(new Rounds.Side("opening, in a fresh JVM", _ -> {
            String[] nanos = Commands.java("256m", OpenProgram.class, list.toString())
                    .output()
                    .strip()
                    .split(" ");
            first[round[0]++] = Double.parseDouble(nanos[1]);
            return Double.parseDouble(nanos[0]);
        })));
        Rounds.Spread query = Rounds.Spread.of(first);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("firstQueryMillis", query.median() / 1e6);
        facts.put("firstQueryMillisMax", query.max() / 1e6);
        Report.rounds(options, "open", String.format("list of %,d", count), rounds, facts);
    }
}
