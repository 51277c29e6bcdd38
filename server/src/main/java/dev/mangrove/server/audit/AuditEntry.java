package dev.mangrove.server.audit;

import java.util.Optional;
import java.util.UUID;

/// What is to be recorded of one act. Who acts and when is not here: the transaction and the database say it.
///
/// ```java
/// AuditEntry.of(MatchingAct.HASH_LOOKED_UP, RecordRef.of("hashList", list))
///         .inCase(caseId)
///         .because(Purpose.INVESTIGATION, reason)
///         .about(searchText);
/// ```
///
/// @param act what is done
/// @param record to which record
/// @param caseId for which case
/// @param purpose what for
/// @param reason why, in the person's own words; erasable
/// @param legalBasis the law that it rests on, as a citation
/// @param recipient to whom it is disclosed; erasable
/// @param detail what it is about, such as a search text; erasable
/// @param request the request that it came with
public record AuditEntry(
        AuditAct act,
        RecordRef record,
        Optional<UUID> caseId,
        Optional<Purpose> purpose,
        Optional<String> reason,
        Optional<String> legalBasis,
        Optional<String> recipient,
        Optional<String> detail,
        Optional<UUID> request) {

    private static final int WORDS_MAX = 2000;
    private static final int RECIPIENT_MAX = 500;
    private static final int BASIS_MAX = 300;

    public AuditEntry {
        checkLength("reason", reason, WORDS_MAX);
        checkLength("legal basis", legalBasis, BASIS_MAX);
        checkLength("recipient", recipient, RECIPIENT_MAX);
        checkLength("detail", detail, WORDS_MAX);
        if (!act.code().matches("[a-z]+\\.[a-z][A-Za-z0-9]*")) {
            throw new IllegalArgumentException("an act is a domain and a word in capitals, not " + act.code());
        }
    }

    private static void checkLength(String what, Optional<String> text, int charactersMax) {
        text.filter(value -> value.length() > charactersMax || value.isBlank() || value.indexOf('\0') >= 0)
                .ifPresent(value -> {
                    throw new IllegalArgumentException("the " + what + " of an audit entry has 1 to " + charactersMax
                            + " characters, not " + value.length() + ", and is not blank");
                });
    }

    public static AuditEntry of(AuditAct act, RecordRef record) {
        Optional<String> none = Optional.empty();
        return new AuditEntry(
                act, record, Optional.empty(), Optional.empty(), none, none, none, none, Optional.empty());
    }

    public AuditEntry inCase(UUID id) {
        return new AuditEntry(act, record, Optional.of(id), purpose, reason, legalBasis, recipient, detail, request);
    }

    public AuditEntry because(Purpose what, String why) {
        return new AuditEntry(
                act, record, caseId, Optional.of(what), Optional.of(why), legalBasis, recipient, detail, request);
    }

    public AuditEntry underLaw(String citation) {
        return new AuditEntry(act, record, caseId, purpose, reason, Optional.of(citation), recipient, detail, request);
    }

    public AuditEntry disclosedTo(String whom) {
        return new AuditEntry(act, record, caseId, purpose, reason, legalBasis, Optional.of(whom), detail, request);
    }

    public AuditEntry about(String text) {
        return new AuditEntry(act, record, caseId, purpose, reason, legalBasis, recipient, Optional.of(text), request);
    }

    public AuditEntry forRequest(UUID id) {
        return new AuditEntry(act, record, caseId, purpose, reason, legalBasis, recipient, detail, Optional.of(id));
    }
}
