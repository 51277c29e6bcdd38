package dev.mangrove.benchmarks;

import dev.mangrove.hash.Digest;
import dev.mangrove.hash.DigestKind;
import dev.mangrove.hash.PdqHash;
import dev.mangrove.index.EntryRole;
import dev.mangrove.index.HashListEntry;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;

/// Entries of lists, drawn: digests of nothing, and hashes as [DrawnHashes] draws them.
final class DrawnEntries {

    private DrawnEntries() {}

    static Digest digest(DigestKind kind, SplittableRandom random) {
        byte[] bytes = new byte[kind.bytes()];
        random.nextBytes(bytes);
        return Digest.of(kind, bytes);
    }

    /// One of each kind.
    static Set<Digest> digests(SplittableRandom random) {
        return Set.of(
                digest(DigestKind.MD5, random), digest(DigestKind.SHA1, random), digest(DigestKind.SHA256, random));
    }

    /// @param id empty where it has none
    static HashListEntry entry(String id, Set<Digest> digests, Optional<PdqHash> pdq) {
        return new HashListEntry(
                id,
                digests,
                pdq,
                OptionalInt.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                EntryRole.ALERT);
    }
}
