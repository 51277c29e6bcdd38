package dev.mangrove.benchmarks;

import dev.mangrove.hash.Digest;
import dev.mangrove.hash.DigestKind;
import dev.mangrove.hash.HashProfile;
import dev.mangrove.index.EntryRole;
import dev.mangrove.index.HashList;
import dev.mangrove.index.HashListBuilder;
import dev.mangrove.index.HashListEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;

/// Builds a known list of entries that have a SHA-256 and nothing else, as reference lists of harmless files do, and
/// looks digests up that are in it and that are not.
///
/// Arguments: `FILE.mgl ENTRIES`. A list that is there already is only asked.
public final class DigestScale {

    private static final int LOOKUPS = 1_000_000;
    private static final int ROUNDS = 7;
    private static final long SEED = 74;

    private DigestScale() {}

    /// Runs the program.
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        long entries = Long.parseLong(arguments[1]);
        if (Files.notExists(file)) {
            build(file, entries);
        }
        System.out.printf("%,d bytes, %.2f an entry%n", Files.size(file), Files.size(file) / (double) entries);
        try (HashList list = HashList.open(file)) {
            Digest[] present = digests(new SplittableRandom(SEED), entries);
            Digest[] absent = digests(new SplittableRandom(SEED + 1), LOOKUPS);
            for (int round = 0; round < ROUNDS; round++) {
                System.out.printf(
                        "absent %,d a second, present %,d a second%n",
                        lookUp(list, absent, 0), lookUp(list, present, present.length));
            }
        }
    }

    private static void build(Path file, long entries) throws IOException {
        long begun = System.nanoTime();
        var description = new HashListBuilder.Description(
                "scale", Optional.of("1"), "drawn", Optional.empty(), HashProfile.REFERENCE);
        SplittableRandom random = new SplittableRandom(SEED);
        try (HashListBuilder builder = HashListBuilder.create(file, description)) {
            for (long i = 0; i < entries; i++) {
                builder.add(entry(digest(random)));
            }
            System.out.printf("added in %.1f s%n", seconds(begun));
            builder.finish(List.of());
        }
        System.out.printf(
                "built in %.1f s, heap at most %d MB%n",
                seconds(begun), Runtime.getRuntime().maxMemory() >> 20);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    /// Look-ups in a second.
    private static long lookUp(HashList list, Digest[] digests, long expected) {
        long[] found = new long[1];
        long begun = System.nanoTime();
        for (Digest digest : digests) {
            list.exactMatches(digest, ordinal -> found[0]++);
        }
        long nanos = System.nanoTime() - begun;
        if (found[0] != expected) {
            throw new IllegalStateException(found[0] + " found, not " + expected);
        }
        return digests.length * 1_000_000_000L / nanos;
    }

    /// Digests out of all that a list was built from, evenly apart, in an order without meaning.
    private static Digest[] digests(SplittableRandom random, long entries) {
        int count = (int) Math.min(entries, LOOKUPS);
        Digest[] digests = new Digest[count];
        for (long i = 0, taken = 0; taken < count; i++) {
            Digest digest = digest(random);
            if (i >= taken * entries / count) {
                digests[(int) taken++] = digest;
            }
        }
        return digests;
    }

    private static Digest digest(SplittableRandom random) {
        byte[] bytes = new byte[DigestKind.SHA256.bytes()];
        random.nextBytes(bytes);
        return Digest.of(DigestKind.SHA256, bytes);
    }

    private static HashListEntry entry(Digest digest) {
        return new HashListEntry(
                "",
                Set.of(digest),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                EntryRole.KNOWN_GOOD);
    }
}
