package dev.mangrove.server.audit;

import java.util.List;

/// What a verification found.
///
/// @param key that the checkpoints were checked with
/// @param entries that the log's checkpoint counts
/// @param checkpointsChecked the newest, all kept and all earlier ones, each with its signature and root
/// @param earlierChecked of them, those that were given from outside; without one, a log that was wholly rewritten
///     or cut by somebody with the signing key cannot be told
/// @param openingsChecked entries whose person or words were compared with their commitments
/// @param personsErased entries without person, by a recorded erasure
/// @param wordsErased entries without words, by a recorded erasure
/// @param findings what is wrong, the first entry first; at most [#FINDINGS_MAX]
/// @param findingsMore how many were counted beyond those
/// @param remarks what is odd but no proof of anything
public record VerifyReport(
        String key,
        long entries,
        long checkpointsChecked,
        int earlierChecked,
        long openingsChecked,
        long personsErased,
        long wordsErased,
        List<AuditFinding> findings,
        long findingsMore,
        List<String> remarks) {

    /// More findings than a person reads.
    static final int FINDINGS_MAX = 100;

    public VerifyReport {
        findings = List.copyOf(findings);
        remarks = List.copyOf(remarks);
    }

    /// Whether nothing is wrong.
    public boolean isSound() {
        return findings.isEmpty();
    }
}
