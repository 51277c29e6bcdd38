package dev.mangrove.server.audit;

/// What is done to the audit itself, and what only the audit gives out.
public enum AuditsOwnAct implements AuditAct {
    /// An auditor read entries.
    ENTRIES_READ,
    /// The log was written to a folder.
    LOG_EXPORTED,
    /// The log was checked.
    LOG_VERIFIED,
    /// Who acted was erased from one entry, which is the record.
    PERSON_ERASED,
    /// Reason, recipient and detail were erased from one entry, which is the record.
    WORDS_ERASED,
    /// Original content was opened.
    CONTENT_OPENED;

    @Override
    public String domain() {
        return "audit";
    }
}
