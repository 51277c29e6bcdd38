package dev.mangrove.server.audit;

import java.util.List;
import java.util.Optional;

/// Compares the entries of one bundle with the hashes that were recorded for them, and says what happened at the
/// first place where they differ.
final class BundleComparison {

    private BundleComparison() {}

    /// The first difference.
    ///
    /// @param start the index of the first entry
    /// @param entries hashes of what is in the bundle; empty where an entry is lost
    /// @param leaves what was recorded
    static Optional<AuditFinding> first(long start, List<Optional<TreeHash>> entries, List<TreeHash> leaves) {
        int both = Math.min(entries.size(), leaves.size());
        for (int i = 0; i < both; i++) {
            if (!entries.get(i).equals(Optional.of(leaves.get(i)))) {
                return Optional.of(differing(start, i, entries, leaves));
            }
        }
        if (entries.size() < leaves.size()) {
            return Optional.of(AuditFinding.of(
                    FindingKind.ENTRY_MISSING,
                    start + both,
                    start + leaves.size() - 1,
                    "the bundle ends before its last entry"));
        }
        return Optional.empty();
    }

    private static AuditFinding differing(long start, int i, List<Optional<TreeHash>> entries, List<TreeHash> leaves) {
        Optional<TreeHash> found = entries.get(i);
        if (found.isEmpty()) {
            return AuditFinding.at(FindingKind.ENTRY_MISSING, start + i, "there is nothing at this place");
        }
        int elsewhere = leaves.indexOf(found.get());
        if (elsewhere == i + 1 && follows(entries, i + 1, leaves, i + 2)) {
            return AuditFinding.at(FindingKind.ENTRY_MISSING, start + i, "the entries behind it moved up by one place");
        }
        if (elsewhere >= 0) {
            return AuditFinding.at(
                    FindingKind.ENTRIES_REORDERED,
                    start + i,
                    "here lies what was recorded as entry " + (start + elsewhere));
        }
        if (i + 1 < entries.size() && entries.get(i + 1).equals(Optional.of(leaves.get(i)))) {
            return AuditFinding.at(
                    FindingKind.ENTRY_INSERTED, start + i, "what was recorded here lies one place further on");
        }
        return AuditFinding.at(
                FindingKind.ENTRY_ALTERED, start + i, "its bytes are not those that the tree vouches for");
    }

    private static boolean follows(List<Optional<TreeHash>> entries, int i, List<TreeHash> leaves, int j) {
        return i >= entries.size() || j >= leaves.size() || entries.get(i).equals(Optional.of(leaves.get(j)));
    }
}
