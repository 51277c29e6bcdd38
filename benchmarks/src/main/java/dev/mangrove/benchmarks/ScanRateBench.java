package dev.mangrove.benchmarks;

import dev.mangrove.benchmarks.CameraFiles.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// A whole scan of 6 MP camera-like files with two workers, start to end, against a pass that only makes their digests
/// in two threads. Files are copies of few pictures, each with a comment of its own, so that every digest differs
/// while the pixels cost the same.
final class ScanRateBench {

    private static final Kind KIND = new Kind("6 MP baseline", 2_832, 2_128, 9, 90, false);
    private static final int PICTURES = 6;
    private static final int WORKERS = 2;

    /// So that the digests' side does not begin cold; a scan is a process of its own, whose start counts.
    private static final int WARM_UP_PASSES = 3;

    private ScanRateBench() {}

    static void run(Options options) throws IOException {
        int count = Math.toIntExact(options.number("files", 300));
        Path capture = capture(options.folder(), count);
        Path one = capture(options.folder(), 1);
        Path list = smallList(options);
        String heap = options.text("heap", "512m");
        List<Path> files = files(capture);
        double bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        Path workspace = options.folder().resolve("workspace");
        for (int i = 0; i < WARM_UP_PASSES; i++) {
            digests(files);
        }
        Rounds rounds = Rounds.runWarm(
                options.rounds(5),
                0,
                List.of(
                        new Rounds.Side("digests only, two threads", _ -> {
                            long begun = System.nanoTime();
                            digests(files);
                            return (double) (System.nanoTime() - begun) / count;
                        }),
                        new Rounds.Side(
                                "mangrove scan, two workers", _ -> scan(capture, list, workspace, heap) * 1e9 / count),
                        new Rounds.Side(
                                "scan of one file, for the start",
                                _ -> scan(one, list, workspace, heap) * 1e9 / count)));
        double scan = rounds.spread(1).median();
        double start = rounds.spread(2).median();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("rateOfDigestsOnly", 1 / rounds.ratio(1).median());
        facts.put("rateWithoutTheStart", rounds.spread(0).median() / (scan - start));
        facts.put("filesASecond", 1e9 / scan);
        facts.put("megabytesASecond", bytes / count * 1e3 / scan);
        facts.put("megabytes", bytes / 1e6);
        Report.rounds(options, "scan-rate", count + " files of 6 MP, one file", rounds, facts);
    }

    static double scan(Path capture, Path list, Path workspace, String heap) throws IOException {
        delete(workspace);
        return Commands.mangrove(
                        heap,
                        "scan",
                        capture.toString(),
                        "--list",
                        list.toString(),
                        "--workspace",
                        workspace.toString(),
                        "--workers",
                        Integer.toString(WORKERS),
                        "--json")
                .seconds();
    }

    private static void digests(List<Path> files) throws IOException {
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(WORKERS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                running.add(threads.submit(() -> {
                    for (int at = next.getAndIncrement(); at < files.size(); at = next.getAndIncrement()) {
                        Sink.take(DigestBench.digest(files.get(at)).sizeBytes());
                    }
                    return null;
                }));
            }
            for (Future<?> future : running) {
                future.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("a file could not be digested", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static Path smallList(Options options) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            return SearchBench.list(options, DrawnHashes.of(options.folder(), 1_000, arena));
        }
    }

    private static Path capture(Path folder, int count) throws IOException {
        Path capture = folder.resolve("camera-" + count);
        if (Files.exists(capture)) {
            return capture;
        }
        Path part = Files.createDirectories(folder.resolve("camera-part"));
        byte[][] pictures = new byte[Math.min(count, PICTURES)][];
        for (int i = 0; i < pictures.length; i++) {
            pictures[i] = Files.readAllBytes(CameraFiles.file(folder, KIND, i + 1));
        }
        for (int i = 0; i < count; i++) {
            byte[] picture = pictures[i % pictures.length];
            byte[] comment = ("file " + i).getBytes(StandardCharsets.US_ASCII);
            try (OutputStream out = Files.newOutputStream(part.resolve("IMG_" + i + ".jpg"))) {
                out.write(picture, 0, 2);
                out.write(new byte[] {(byte) 0xff, (byte) 0xfe, 0, (byte) (comment.length + 2)});
                out.write(comment);
                out.write(picture, 2, picture.length - 2);
            }
        }
        return Files.move(part, capture);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
