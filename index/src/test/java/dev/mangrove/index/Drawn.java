package dev.mangrove.index;

import dev.mangrove.hash.Digest;
import dev.mangrove.hash.DigestKind;
import dev.mangrove.hash.PdqHash;
import dev.mangrove.testkit.Seed;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Hashes and entries drawn from the run's seed.
final class Drawn {

    private final RandomGenerator random;

    private Drawn(RandomGenerator random) {
        this.random = random;
    }

    static Drawn fresh() {
        return new Drawn(Seed.random("index"));
    }

    RandomGenerator random() {
        return random;
    }

    /// A hash with exactly half of its bits set, as PDQ hashes have.
    PdqHash hash() {
        return hash(PdqHash.SET_BITS_MAX);
    }

    PdqHash hash(int setBits) {
        long[] words = new long[4];
        flipSome(words, words.clone(), 0, setBits);
        return new PdqHash(words[0], words[1], words[2], words[3]);
    }

    /// A hash of evenly spread bits, of which at most half are set; drawn quickly, for hundreds of thousands.
    PdqHash anyHash() {
        PdqHash hash = new PdqHash(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
        return hash.bitCount() <= PdqHash.SET_BITS_MAX
                ? hash
                : new PdqHash(~hash.word0(), ~hash.word1(), ~hash.word2(), ~hash.word3());
    }

    /// A hash at exactly this distance, which has no more bits set: as many are cleared as set, or one more.
    PdqHash neighbour(PdqHash hash, int distanceBits) {
        long[] words = {hash.word0(), hash.word1(), hash.word2(), hash.word3()};
        long[] before = words.clone();
        int clear = (distanceBits + 1) / 2;
        flipSome(words, before, 1, clear);
        flipSome(words, before, 0, distanceBits - clear);
        return new PdqHash(words[0], words[1], words[2], words[3]);
    }

    /// Flips so many of the bits that had a value before.
    private void flipSome(long[] words, long[] before, int value, int bits) {
        int flipped = 0;
        while (flipped < bits) {
            int bit = random.nextInt(PdqHash.BITS);
            if (bit(before, bit) == value && bit(words, bit) == value) {
                flip(words, bit);
                flipped++;
            }
        }
    }

    private static int bit(long[] words, int bit) {
        return (int) (words[bit >>> 6] >>> (bit & 63) & 1);
    }

    private static void flip(long[] words, int bit) {
        words[bit >>> 6] ^= 1L << (bit & 63);
    }

    Digest digest(DigestKind kind) {
        byte[] bytes = new byte[kind.bytes()];
        random.nextBytes(bytes);
        return Digest.of(kind, bytes);
    }

    /// An entry that has some or all of what an entry can have, and always something to match.
    HashListEntry entry(String id) {
        Set<Digest> digests = new LinkedHashSet<>();
        for (DigestKind kind : DigestKind.values()) {
            if (random.nextInt(3) > 0) {
                digests.add(digest(kind));
            }
        }
        boolean hasPdq = digests.isEmpty() || random.nextBoolean();
        return new HashListEntry(
                id,
                digests,
                hasPdq ? Optional.of(hash()) : Optional.empty(),
                hasPdq && random.nextBoolean() ? OptionalInt.of(random.nextInt(101)) : OptionalInt.empty(),
                random.nextBoolean() ? OptionalLong.of(random.nextLong(1L << 40)) : OptionalLong.empty(),
                text("category"),
                text("series"),
                text("Ghi chú ✓ "),
                EntryRole.values()[random.nextInt(3)]);
    }

    List<HashListEntry> entries(int count) {
        List<HashListEntry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(entry("e" + i));
        }
        return entries;
    }

    private Optional<String> text(String prefix) {
        return random.nextBoolean() ? Optional.of(prefix + random.nextInt(10)) : Optional.empty();
    }

    static HashListEntry entryOf(String id, Optional<PdqHash> pdq, OptionalInt quality, Digest... digests) {
        return new HashListEntry(
                id,
                Set.of(digests),
                pdq,
                quality,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                EntryRole.ALERT);
    }

    static long[] words(List<PdqHash> hashes) {
        long[] words = new long[4 * hashes.size()];
        int at = 0;
        for (PdqHash hash : hashes) {
            words[at++] = hash.word0();
            words[at++] = hash.word1();
            words[at++] = hash.word2();
            words[at++] = hash.word3();
        }
        return words;
    }
}
