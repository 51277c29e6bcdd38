package dev.mangrove.server.audit;

import java.util.Optional;

/// One thing that is wrong with a log.
///
/// @param kind what is wrong
/// @param firstIndex the first entry that it is about, counted from 0
/// @param lastIndex the last one
/// @param what in words, without content of entries
public record AuditFinding(FindingKind kind, Optional<Long> firstIndex, Optional<Long> lastIndex, String what) {

    static AuditFinding at(FindingKind kind, long index, String what) {
        return new AuditFinding(kind, Optional.of(index), Optional.of(index), what);
    }

    static AuditFinding of(FindingKind kind, long first, long last, String what) {
        return new AuditFinding(kind, Optional.of(first), Optional.of(last), what);
    }

    static AuditFinding of(FindingKind kind, String what) {
        return new AuditFinding(kind, Optional.empty(), Optional.empty(), what);
    }

    /// As one line for a person.
    @Override
    public String toString() {
        String place = firstIndex
                .map(first -> lastIndex
                        .filter(last -> !last.equals(first))
                        .map(last -> "entries " + first + " to " + last + ": ")
                        .orElse("entry " + first + ": "))
                .orElse("");
        return place + kind.meaning() + " (" + what + ")";
    }
}
