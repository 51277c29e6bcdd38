package dev.mangrove.index;

import dev.mangrove.hash.Digest;
import dev.mangrove.hash.DigestKind;
import dev.mangrove.hash.PdqHash;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What of an entry a list takes in: not a hash that would match what has nothing to do with it.
///
/// @param digests in the order of their kinds
record Accepted(HashListEntry entry, Map<DigestKind, Digest> digests, Optional<PdqHash> pdq, Set<Refusal> refused) {

    /// @throws IllegalArgumentException where the entry has two digests of one kind, a quality outside 0..100 or a
    ///     negative size
    static Accepted of(HashListEntry entry) {
        if (entry.quality().isPresent()
                && (entry.quality().getAsInt() < 0 || entry.quality().getAsInt() > 100)) {
            throw new IllegalArgumentException("the quality of a PDQ hash is 0..100, not "
                    + entry.quality().getAsInt());
        }
        if (entry.sizeBytes().isPresent() && entry.sizeBytes().getAsLong() < 0) {
            throw new IllegalArgumentException("a file's size is not negative: " + entry.sizeBytes());
        }
        boolean holdsEmptyFile = false;
        Map<DigestKind, Digest> digests = new EnumMap<>(DigestKind.class);
        for (Digest digest : entry.digests()) {
            holdsEmptyFile |= EmptyFile.has(digest);
            if (digests.put(digest.kind(), digest) != null) {
                throw new IllegalArgumentException(
                        "an entry has at most one " + digest.kind().algorithm() + " digest; split it into two entries");
            }
        }
        if (holdsEmptyFile) {
            digests.values().removeIf(EmptyFile::has);
        }
        Optional<PdqHash> pdq = entry.pdq().filter(PdqHash::isMatchable);
        boolean whole = !holdsEmptyFile && pdq.isPresent() == entry.pdq().isPresent();
        return new Accepted(
                entry,
                digests,
                pdq,
                whole && !(digests.isEmpty() && pdq.isEmpty())
                        ? Set.of()
                        : refused(entry, holdsEmptyFile, digests.isEmpty(), pdq.isPresent()));
    }

    private static Set<Refusal> refused(
            HashListEntry entry, boolean holdsEmptyFile, boolean lacksDigest, boolean hasPdq) {
        Set<Refusal> refused = EnumSet.noneOf(Refusal.class);
        if (holdsEmptyFile) {
            refused.add(Refusal.EMPTY_FILE_DIGEST);
        }
        if (!hasPdq && entry.pdq().isPresent()) {
            refused.add(entry.pdq().get().equals(PdqHash.ZERO) ? Refusal.ZERO_PDQ : Refusal.MALFORMED_PDQ);
        }
        if (lacksDigest && !hasPdq) {
            refused.add(Refusal.NOTHING_TO_MATCH);
        }
        return refused;
    }

    /// The entry as a list would give it back.
    HashListEntry stored() {
        HashListEntry kept = new HashListEntry(
                entry.id(),
                Set.copyOf(digests.values()),
                pdq,
                entry.quality(),
                entry.sizeBytes(),
                entry.category().filter(text -> !text.isEmpty()),
                entry.series().filter(text -> !text.isEmpty()),
                entry.comment().filter(text -> !text.isEmpty()),
                entry.frame(),
                entry.role());
        return kept.id().isEmpty() ? kept.withId(ListMerge.derivedId(kept)) : kept;
    }

    boolean hasSomethingToMatch() {
        return !refused.contains(Refusal.NOTHING_TO_MATCH);
    }

    /// Whether its PDQ hash takes part in near matching.
    boolean isNear() {
        return pdq.isPresent()
                && entry.quality().orElse(PdqHash.MATCHABLE_QUALITY_MIN) >= PdqHash.MATCHABLE_QUALITY_MIN;
    }
}
