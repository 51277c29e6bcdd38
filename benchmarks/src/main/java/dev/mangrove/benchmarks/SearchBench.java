package dev.mangrove.benchmarks;

import dev.mangrove.hash.HashProfile;
import dev.mangrove.hash.PdqHash;
import dev.mangrove.index.HammingIndex;
import dev.mangrove.index.HammingIndexes;
import dev.mangrove.index.HashList;
import dev.mangrove.index.HashListBuilder;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/// Exact near search in a mapped list, against a scan of the same hashes and against faiss: one thread, one query at a
/// time, radius 31. Every side's answers to some queries are compared with reading every hash; a difference ends the
/// run.
final class SearchBench {

    private static final int QUERIES = 5_000;
    private static final int CHECKED = 20;

    /// Beyond this a scan and faiss have no place in memory beside the list.
    private static final long PEERS_HASHES_MAX = 20_000_000;

    private SearchBench() {}

    static void run(Options options) throws IOException {
        boolean faiss = options.isOn("faiss", true) && FaissPeer.isThere();
        for (long count : options.numbers("hashes", 1_000_000, 10_000_000)) {
            measure(options, count, faiss && count <= PEERS_HASHES_MAX);
        }
    }

    private static void measure(Options options, long count, boolean faiss) throws IOException {
        try (Arena arena = Arena.ofShared()) {
            DrawnHashes hashes = DrawnHashes.of(options.folder(), count, arena);
            Path file = list(options, hashes);
            List<PdqHash> queries = hashes.queries(QUERIES);
            List<PdqHash> checked = queries.subList(0, CHECKED);
            Set<SearchAnswers.Match> expected = SearchAnswers.plainly(hashes, checked);
            List<FaissPeer> peers = new ArrayList<>();
            try (HashList list = HashList.open(file);
                    HammingIndexes.Held scan = HammingIndexes.scanOf(
                            count <= PEERS_HASHES_MAX
                                    ? hashes.words()
                                    : hashes.words().asSlice(0, 0))) {
                SearchAnswers.requireEqual(
                        "the list", SearchAnswers.of(list.near(), checked, list::nearEntry), expected);
                List<Rounds.Side> sides = new ArrayList<>();
                sides.add(side("mangrove list", list.near(), queries, 1));
                sides.add(side("mangrove list, batches of 8", list.near(), queries, 8));
                if (count <= PEERS_HASHES_MAX) {
                    SearchAnswers.requireEqual("the scan", SearchAnswers.of(scan, checked, o -> o), expected);
                    sides.add(1, side("mangrove scan", scan, queries, 1));
                }
                if (faiss) {
                    peers.addAll(peers(options, hashes, queries, expected));
                    peers.forEach(peer -> sides.add(peer.side()));
                }
                Rounds rounds = Rounds.run(options.rounds(7), options.seconds(2), sides);
                Map<String, Object> facts = new LinkedHashMap<>();
                facts.put("queriesASecond", 1e9 / rounds.spread(0).median());
                if (count <= PEERS_HASHES_MAX) {
                    facts.put("scanGigahashesASecond", count / rounds.spread(1).median());
                }
                facts.put("listBytesAHash", Files.size(file) / (double) count);
                facts.put("answersChecked", CHECKED);
                facts.put("matchesOfThose", expected.size());
                peers.forEach(peer -> {
                    facts.put(peer.name() + ": seconds to build", peer.buildSeconds());
                    facts.put(peer.name() + ": bytes a hash", peer.bytes() / (double) count);
                });
                Report.rounds(options, "search", String.format("%,d hashes", count), rounds, facts);
            } finally {
                peers.forEach(FaissPeer::close);
            }
        }
    }

    private static List<FaissPeer> peers(
            Options options, DrawnHashes hashes, List<PdqHash> queries, Set<SearchAnswers.Match> expected)
            throws IOException {
        Path queryFile = hashes.queryFile(queries);
        List<FaissPeer> peers = new ArrayList<>();
        for (String kind :
                options.text("faiss-kinds", "flat,multi:16:16:1,multi:11:23:2").split(",")) {
            FaissPeer peer = FaissPeer.start(kind, hashes, queryFile);
            peers.add(peer);
            SearchAnswers.requireEqual(peer.name(), peer.answers(CHECKED), expected);
        }
        return peers;
    }

    /// Asks one batch after another, each query in its turn.
    static Rounds.Side side(String name, HammingIndex index, List<PdqHash> queries, int batch) {
        List<List<PdqHash>> batches = new ArrayList<>();
        for (int from = 0; from + batch <= queries.size(); from += batch) {
            batches.add(List.copyOf(queries.subList(from, from + batch)));
        }
        long[] found = new long[1];
        Iterator<List<PdqHash>> endless = endless(batches);
        return Rounds.repeated(name, batch, () -> {
            index.matchesWithin(
                    endless.next(), DrawnHashes.RADIUS_BITS, (query, ordinal, distanceBits) -> found[0] += ordinal);
            Sink.take(found[0]);
        });
    }

    private static <T> Iterator<T> endless(List<T> values) {
        return new Iterator<>() {
            private int at;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public T next() {
                T value = values.get(at);
                at = at + 1 == values.size() ? 0 : at + 1;
                return value;
            }
        };
    }

    /// The hashes as a list, built by the program as it is now, unless `--keep-lists` says to take an earlier one.
    static Path list(Options options, DrawnHashes hashes) throws IOException {
        Path file = options.folder().resolve("pdq-" + hashes.count() + ".mgl");
        if (!Files.exists(file) || !options.isOn("keep-lists", false)) {
            long begun = System.nanoTime();
            build(file, hashes, false);
            System.out.printf(
                    "list of %,d hashes built in %.1f s%n", hashes.count(), (System.nanoTime() - begun) / 1e9);
        }
        return file;
    }

    /// @param digests whether each entry has an MD5, a SHA-1 and a SHA-256 besides its hash
    static void build(Path file, DrawnHashes hashes, boolean digests) throws IOException {
        var description = new HashListBuilder.Description(
                "drawn", Optional.of("1"), "benchmarks", Optional.empty(), HashProfile.REFERENCE);
        SplittableRandom random = new SplittableRandom(3);
        try (HashListBuilder builder = HashListBuilder.create(file, description)) {
            for (long place = 0; place < hashes.count(); place++) {
                builder.add(DrawnEntries.entry(
                        "", digests ? DrawnEntries.digests(random) : Set.of(), Optional.of(hashes.get(place))));
            }
            builder.finish(List.of());
        }
    }
}
