package dev.mangrove.benchmarks;

import dev.mangrove.hash.ContentDigester;
import dev.mangrove.hash.ContentDigests;
import dev.mangrove.hash.Digest;
import dev.mangrove.hash.DigestKind;
import dev.mangrove.hash.HashProfile;
import dev.mangrove.index.HashListBuilder;
import dev.mangrove.index.HashListEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/// Builds a known list of random entries, and of the exact digests of some pictures of [ScaleCapture].
///
/// Arguments: `FILE.mgl ENTRIES PICTURES`: the first PICTURES entries are those of the pictures 0, 1000,
/// 2000, ...; the others are drawn at random.
public final class ScaleList {

    private ScaleList() {}

    /// Runs the program.
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        long entries = Long.parseLong(arguments[1]);
        long pictures = Long.parseLong(arguments[2]);
        SplittableRandom random = new SplittableRandom(1);
        var description = new HashListBuilder.Description(
                "scale", Optional.of("1"), "drawn", Optional.empty(), HashProfile.REFERENCE);
        try (HashListBuilder builder = HashListBuilder.create(file, description)) {
            for (long i = 0; i < entries; i++) {
                builder.add(i < pictures ? ofPicture(i * 1_000) : random(i, random));
            }
            System.out.println(builder.finish(List.of()));
        }
    }

    private static HashListEntry ofPicture(long seed) {
        byte[] bytes = ScaleCapture.picture(seed);
        ContentDigester digester = new ContentDigester();
        digester.update(bytes, 0, bytes.length);
        ContentDigests digests = digester.finish();
        return DrawnEntries.entry("picture-" + seed, Set.of(digests.md5(), digests.sha256()), Optional.empty());
    }

    private static HashListEntry random(long i, SplittableRandom random) {
        Set<Digest> digests =
                Set.of(DrawnEntries.digest(DigestKind.MD5, random), DrawnEntries.digest(DigestKind.SHA256, random));
        return DrawnEntries.entry("random-" + i, digests, Optional.of(DrawnHashes.hash(random)));
    }
}
