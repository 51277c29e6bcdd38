package dev.mangrove.server.audit;

import dev.mangrove.server.database.PersonId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// What an auditor asks for. Every part that is there narrows it; the newest comes first.
///
/// @param person who acted
/// @param record id of the record
/// @param caseId the case
/// @param act the code of an act, such as `matching.hashLookedUp`
/// @param from the first instant
/// @param before the instant behind the last
/// @param text a piece of reason, recipient or detail, whatever its case
/// @param after where the page before ended
/// @param rows of a page, 1 to 1,000
public record AuditQuery(
        Optional<PersonId> person,
        Optional<String> record,
        Optional<UUID> caseId,
        Optional<String> act,
        Optional<Instant> from,
        Optional<Instant> before,
        Optional<String> text,
        Optional<Cursor> after,
        int rows) {

    private static final int ROWS_MAX = 1000;
    private static final int TEXT_MAX = 200;

    /// The last row of a page: the next page begins behind it.
    ///
    /// @param at its time
    /// @param id its entry
    public record Cursor(Instant at, UUID id) {}

    public AuditQuery {
        if (rows < 1 || rows > ROWS_MAX) {
            throw new IllegalArgumentException("a page of the audit has 1 to " + ROWS_MAX + " rows, not " + rows);
        }
        text.filter(piece -> piece.isBlank() || piece.length() > TEXT_MAX).ifPresent(piece -> {
            throw new IllegalArgumentException("a text to search for has 1 to " + TEXT_MAX + " characters");
        });
    }

    /// Everything of the agency, newest first.
    public static AuditQuery newest(int rows) {
        return new AuditQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                rows);
    }

    public AuditQuery of(PersonId who) {
        return new AuditQuery(Optional.of(who), record, caseId, act, from, before, text, after, rows);
    }

    public AuditQuery aboutRecord(String id) {
        return new AuditQuery(person, Optional.of(id), caseId, act, from, before, text, after, rows);
    }

    public AuditQuery inCase(UUID id) {
        return new AuditQuery(person, record, Optional.of(id), act, from, before, text, after, rows);
    }

    public AuditQuery withAct(String code) {
        return new AuditQuery(person, record, caseId, Optional.of(code), from, before, text, after, rows);
    }

    public AuditQuery between(Instant first, Instant end) {
        return new AuditQuery(person, record, caseId, act, Optional.of(first), Optional.of(end), text, after, rows);
    }

    public AuditQuery containing(String piece) {
        return new AuditQuery(person, record, caseId, act, from, before, Optional.of(piece), after, rows);
    }

    public AuditQuery behind(Cursor last) {
        return new AuditQuery(person, record, caseId, act, from, before, text, Optional.of(last), rows);
    }
}
