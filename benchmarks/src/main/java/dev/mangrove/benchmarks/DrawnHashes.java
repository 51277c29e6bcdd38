package dev.mangrove.benchmarks;

import dev.mangrove.hash.PdqHash;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Hashes of even bits with at most 128 set, as hashes of pictures have, in a file that peers read too; and queries
/// that lie 0 to 31 bits from some of them. Drawn once and kept.
final class DrawnHashes {

    static final int HASH_BYTES = 32;
    static final int RADIUS_BITS = PdqHash.DEFAULT_DISTANCE_BITS_MAX;

    private static final long SEED = 2611;
    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Path file;
    private final MemorySegment words;

    private DrawnHashes(Path file, MemorySegment words) {
        this.file = file;
        this.words = words;
    }

    static DrawnHashes of(Path folder, long count, Arena arena) throws IOException {
        Path file = folder.resolve("hashes-" + count + ".bin");
        if (!Files.exists(file)) {
            draw(file, count);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new DrawnHashes(file, channel.map(FileChannel.MapMode.READ_ONLY, 0, count * HASH_BYTES, arena));
        }
    }

    private static void draw(Path file, long count) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 20);
                DataOutputStream data = new DataOutputStream(out)) {
            for (long i = 0; i < count; i++) {
                write(data, hash(random));
            }
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void write(DataOutputStream out, PdqHash hash) throws IOException {
        out.writeLong(Long.reverseBytes(hash.word0()));
        out.writeLong(Long.reverseBytes(hash.word1()));
        out.writeLong(Long.reverseBytes(hash.word2()));
        out.writeLong(Long.reverseBytes(hash.word3()));
    }

    static PdqHash hash(SplittableRandom random) {
        long[] words = {random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()};
        int set = Long.bitCount(words[0]) + Long.bitCount(words[1]) + Long.bitCount(words[2]) + Long.bitCount(words[3]);
        while (set > PdqHash.SET_BITS_MAX) {
            int bit = random.nextInt(PdqHash.BITS);
            set -= (int) (words[bit >>> 6] >>> (bit & 63) & 1);
            words[bit >>> 6] &= ~(1L << (bit & 63));
        }
        return new PdqHash(words[0], words[1], words[2], words[3]);
    }

    Path file() {
        return file;
    }

    /// Four little-endian words a hash.
    MemorySegment words() {
        return words;
    }

    long count() {
        return words.byteSize() / HASH_BYTES;
    }

    PdqHash get(long place) {
        long at = place * HASH_BYTES;
        return new PdqHash(
                words.get(WORD, at), words.get(WORD, at + 8), words.get(WORD, at + 16), words.get(WORD, at + 24));
    }

    /// Queries, the same at each run.
    List<PdqHash> queries(int howMany) {
        SplittableRandom random = new SplittableRandom(SEED + 1);
        List<PdqHash> queries = new ArrayList<>();
        for (int i = 0; i < howMany; i++) {
            PdqHash hash = get(random.nextLong(count()));
            long[] word = {hash.word0(), hash.word1(), hash.word2(), hash.word3()};
            for (int flips = random.nextInt(RADIUS_BITS + 1); flips > 0; flips--) {
                int bit = random.nextInt(PdqHash.BITS);
                word[bit >>> 6] ^= 1L << (bit & 63);
            }
            queries.add(new PdqHash(word[0], word[1], word[2], word[3]));
        }
        return queries;
    }

    /// Writes the queries for a peer.
    Path queryFile(List<PdqHash> queries) throws IOException {
        Path queryFile = file.resolveSibling("queries-" + count() + ".bin");
        try (DataOutputStream data = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(queryFile)))) {
            for (PdqHash query : queries) {
                write(data, query);
            }
        }
        return queryFile;
    }
}
