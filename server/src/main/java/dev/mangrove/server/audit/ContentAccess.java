package dev.mangrove.server.audit;

import dev.mangrove.server.database.PersonId;
import java.util.UUID;

/// Leave for one person to see original content of one record, for one case and purpose. A method that returns
/// original pixels or bytes takes it.
///
/// Only [Audit#openContent] makes one, after it wrote the entry in the running transaction. So exposure is counted
/// by construction: what is shown was recorded, or the transaction was rolled back and nothing may be shown.
public final class ContentAccess {

    private final UUID entry;
    private final PersonId person;
    private final UUID caseId;
    private final Purpose purpose;
    private final RecordRef record;

    ContentAccess(UUID entry, PersonId person, UUID caseId, Purpose purpose, RecordRef record) {
        this.entry = entry;
        this.person = person;
        this.caseId = caseId;
        this.purpose = purpose;
        this.record = record;
    }

    /// The id of the entry that records it.
    public UUID entry() {
        return entry;
    }

    public PersonId person() {
        return person;
    }

    public UUID caseId() {
        return caseId;
    }

    public Purpose purpose() {
        return purpose;
    }

    /// Checks that it is for this record.
    ///
    /// @throws IllegalStateException when it is for another one
    public void require(RecordRef asked) {
        if (!record.equals(asked)) {
            throw new IllegalStateException("leave was given for " + record.kind() + " " + record.id() + ", not for "
                    + asked.kind() + " " + asked.id());
        }
    }
}
