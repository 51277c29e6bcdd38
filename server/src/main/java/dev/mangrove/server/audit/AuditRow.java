package dev.mangrove.server.audit;

import dev.mangrove.server.database.PersonId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// One entry as an auditor sees it.
///
/// @param id of the entry
/// @param index its place in the tree; empty while it is not sealed yet
/// @param at when it happened
/// @param person who acted; empty for a machine, and when it was erased
/// @param machine the client or job that acted
/// @param act what was done
/// @param record to which record
/// @param caseId for which case
/// @param why what for and why
/// @param outcome whether it was done
/// @param request with which request
/// @param ownName whether the person searched for the own name
/// @param personErased whether there was a person
/// @param wordsErased whether there were reason, recipient or detail
public record AuditRow(
        UUID id,
        Optional<Long> index,
        Instant at,
        Optional<PersonId> person,
        Optional<String> machine,
        String act,
        RecordRef record,
        Optional<UUID> caseId,
        Why why,
        Outcome outcome,
        Optional<UUID> request,
        boolean ownName,
        boolean personErased,
        boolean wordsErased) {

    /// What for and why.
    ///
    /// @param purpose the word of a [Purpose]
    /// @param reason in the person's own words
    /// @param legalBasis a citation
    /// @param recipient to whom it was disclosed
    /// @param detail what it was about
    public record Why(
            Optional<String> purpose,
            Optional<String> reason,
            Optional<String> legalBasis,
            Optional<String> recipient,
            Optional<String> detail) {}

    /// Whether it has its place in the tree, so that a later change would be found.
    public boolean isSealed() {
        return index.isPresent();
    }

    /// Where the next page begins when this is the last row of one.
    public AuditQuery.Cursor cursor() {
        return new AuditQuery.Cursor(at, id);
    }
}
