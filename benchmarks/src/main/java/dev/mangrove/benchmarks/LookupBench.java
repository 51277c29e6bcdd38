package dev.mangrove.benchmarks;

import dev.mangrove.hash.Digest;
import dev.mangrove.hash.DigestKind;
import dev.mangrove.hash.HashProfile;
import dev.mangrove.index.HashList;
import dev.mangrove.index.HashListBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/// Exact look-ups of SHA-256 in a list of nothing else: absent ones, as nearly all of a capture's are, and present
/// ones, which are confirmed byte by byte.
final class LookupBench {

    private static final int ASKED = 1_000_000;

    private LookupBench() {}

    static void run(Options options) throws IOException {
        long count = options.number("digests", 10_000_000);
        Path file = options.folder().resolve("sha256-" + count + ".mgl");
        List<Digest> present = new ArrayList<>();
        if (!options.isOn("keep-lists", false) || !Files.exists(file)) {
            build(file, count);
        }
        SplittableRandom same = new SplittableRandom(5);
        for (int i = 0; i < Math.min(ASKED, count); i++) {
            present.add(DrawnEntries.digest(DigestKind.SHA256, same));
        }
        SplittableRandom other = new SplittableRandom(6);
        List<Digest> absent = new ArrayList<>();
        for (int i = 0; i < ASKED; i++) {
            absent.add(DrawnEntries.digest(DigestKind.SHA256, other));
        }
        try (HashList list = HashList.open(file)) {
            Rounds rounds = Rounds.run(
                    options.rounds(7),
                    options.seconds(2),
                    List.of(side("absent", list, absent, 0), side("present", list, present, present.size())));
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("absentLookupsASecond", 1e9 / rounds.spread(0).median());
            facts.put("presentLookupsASecond", 1e9 / rounds.spread(1).median());
            facts.put("bytesADigest", Files.size(file) / (double) count);
            long begun = System.nanoTime();
            list.verify();
            facts.put("verifyMegabytesASecond", Files.size(file) * 1e3 / (System.nanoTime() - begun));
            Report.rounds(options, "lookups", String.format("%,d SHA-256", count), rounds, facts);
        }
    }

    private static Rounds.Side side(String name, HashList list, List<Digest> digests, long expected) {
        return Rounds.repeated(name, digests.size(), () -> {
            long[] found = new long[1];
            for (Digest digest : digests) {
                list.exactMatches(digest, ordinal -> found[0]++);
            }
            if (found[0] != expected) {
                throw new IllegalStateException(name + ": " + found[0] + " found, there are " + expected
                        + "; the measurement is worth nothing");
            }
        });
    }

    private static void build(Path file, long count) throws IOException {
        var description = new HashListBuilder.Description(
                "digests", Optional.of("1"), "benchmarks", Optional.empty(), HashProfile.REFERENCE);
        SplittableRandom random = new SplittableRandom(5);
        long begun = System.nanoTime();
        try (HashListBuilder builder = HashListBuilder.create(file, description)) {
            for (long i = 0; i < count; i++) {
                builder.add(DrawnEntries.entry(
                        "", Set.of(DrawnEntries.digest(DigestKind.SHA256, random)), Optional.empty()));
            }
            builder.finish(List.of());
        }
        System.out.printf("list of %,d digests built in %.1f s%n", count, (System.nanoTime() - begun) / 1e9);
    }
}
