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
        random.ints(0, PdqHash.BITS).distinct().limit(setBits).forEach(bit -> flip(words, bit));
        return new PdqHash(words[0], words[1], words[2], words[3]);
    }

    /// A hash at exactly this distance, which has no more bits set: as many are cleared as set, or one more.
    PdqHash neighbour(PdqHash hash, int distanceBits) {
        long[] words = {hash.word0(), hash.word1(), hash.word2(), hash.word3()};
        int clear = (distanceBits + 1) / 2;
        random.ints(0, PdqHash.BITS)
                .distinct()
                .filter(bit -> isSet(hash, bit))
                .limit(clear)
                .forEach(bit -> flip(words, bit));
        random.ints(0, PdqHash.BITS)
                .distinct()
                .filter(bit -> !isSet(hash, bit))
                .limit(distanceBits - clear)
                .forEach(bit -> flip(words, bit));
        return new PdqHash(words[0], words[1], words[2], words[3]);
    }

    private static boolean isSet(PdqHash hash, int bit) {
        long[] words = {hash.word0(), hash.word1(), hash.word2(), hash.word3()};
        return (words[bit >>> 6] >>> (bit & 63) & 1) != 0;
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
