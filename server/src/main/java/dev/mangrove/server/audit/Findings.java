package dev.mangrove.server.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Gathers findings and remarks, a bounded number of each.
final class Findings {

    private static final int REMARKS_MAX = 20;

    private final List<AuditFinding> list = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private long more;

    void add(AuditFinding finding) {
        if (list.size() < VerifyReport.FINDINGS_MAX) {
            list.add(finding);
        } else {
            more++;
        }
    }

    void remark(String remark) {
        if (remarks.size() < REMARKS_MAX) {
            remarks.add(remark);
        }
    }

    /// The first entry first; what is about no entry comes last.
    List<AuditFinding> sorted() {
        return list.stream()
                .sorted(Comparator.comparing(finding -> finding.firstIndex().orElse(Long.MAX_VALUE)))
                .toList();
    }

    List<String> remarks() {
        return remarks;
    }

    long more() {
        return more;
    }
}
