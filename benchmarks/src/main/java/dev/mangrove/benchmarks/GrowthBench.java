package dev.mangrove.benchmarks;

import dev.mangrove.hash.PdqHash;
import dev.mangrove.index.HammingIndexes;
import dev.mangrove.index.HashList;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How time grows: a query with the length of the list, a scan with the number of pictures. Points go to CSV files
/// beside the charts, from which `charts` draws them again.
final class GrowthBench {

    private static final int QUERIES = 5_000;

    /// A scan of more hashes has no place in memory beside the list.
    private static final long SCANNED_MAX = 20_000_000;

    private static final String SEARCH = "search-time";
    private static final String CAPTURE = "scan-time";

    private GrowthBench() {}

    static void run(Options options) throws IOException {
        if (options.isOn("search", true)) {
            List<Chart.Point> points = new ArrayList<>();
            for (long count : options.numbers("hashes", 10_000, 100_000, 1_000_000, 10_000_000)) {
                search(options, count, points);
            }
            Chart.write(csv(options, SEARCH), points);
        }
        if (options.isOn("scan", true)) {
            List<Chart.Point> points = new ArrayList<>();
            for (long count : options.numbers("items", 1_000, 10_000, 100_000)) {
                scan(options, count, points);
            }
            Chart.write(csv(options, CAPTURE), points);
        }
        charts(options);
    }

    /// Draws the charts of the points that are there.
    static void charts(Options options) throws IOException {
        draw(options, SEARCH, new Chart.Labels("Exact near search, 31 bits, one thread", "N: hashes in the list"));
        draw(options, CAPTURE, new Chart.Labels("A whole scan, two workers", "N: pictures in the capture"));
    }

    private static void draw(Options options, String name, Chart.Labels labels) throws IOException {
        Path csv = csv(options, name);
        if (!Files.exists(csv)) {
            return;
        }
        List<Chart.Point> points = Chart.read(csv);
        Files.writeString(csv.resolveSibling(name + ".svg"), new Chart(labels, points).svg());
        Chart.bySeries(points)
                .forEach((series, line) -> System.out.println(name + ", " + series + ": " + Chart.growth(line)));
    }

    private static Path csv(Options options, String name) throws IOException {
        Path folder = Path.of(options.text(
                "charts-folder", Machine.home().resolve("docs/performance").toString()));
        return Files.createDirectories(folder).resolve(name + ".csv");
    }

    private static void search(Options options, long count, List<Chart.Point> points) throws IOException {
        try (Arena arena = Arena.ofShared()) {
            DrawnHashes hashes = DrawnHashes.of(options.folder(), count, arena);
            List<PdqHash> queries = hashes.queries(QUERIES);
            try (HashList list = HashList.open(SearchBench.list(options, hashes));
                    HammingIndexes.Held scan = HammingIndexes.scanOf(
                            count <= SCANNED_MAX
                                    ? hashes.words()
                                    : hashes.words().asSlice(0, 0))) {
                List<Rounds.Side> sides = new ArrayList<>();
                sides.add(SearchBench.side("list", list.near(), queries, 1));
                if (count <= SCANNED_MAX) {
                    sides.add(SearchBench.side("scan of every hash", scan, queries, 1));
                }
                Rounds rounds = Rounds.run(options.rounds(5), options.seconds(1), sides);
                Report.rounds(options, "growth", String.format("search of %,d hashes", count), rounds, Map.of());
                for (int side = 0; side < sides.size(); side++) {
                    points.add(new Chart.Point(
                            sides.get(side).name(), count, rounds.spread(side).median() / 1e9));
                }
            }
        }
    }

    private static void scan(Options options, long count, List<Chart.Point> points) throws IOException {
        Path capture = options.folder().resolve("drawn-pictures-" + count);
        if (!Files.exists(capture)) {
            Path part = options.folder().resolve("drawn-pictures-part");
            ScaleCapture.main(new String[] {part.toString(), Long.toString(count), "20000"});
            Files.move(part, capture);
        }
        Path list;
        try (Arena arena = Arena.ofConfined()) {
            list = SearchBench.list(options, DrawnHashes.of(options.folder(), 1_000_000, arena));
        }
        Path workspace = options.folder().resolve("workspace");
        Rounds rounds = Rounds.runWarm(
                options.rounds(3),
                0,
                List.of(new Rounds.Side(
                        "scan",
                        _ -> ScanRateBench.scan(capture, list, workspace, options.text("heap", "512m")) * 1e9)));
        Report.rounds(options, "growth", String.format("scan of %,d pictures", count), rounds, Map.of("items", count));
        points.add(new Chart.Point("scan", count, rounds.spread(0).median() / 1e9));
    }
}
