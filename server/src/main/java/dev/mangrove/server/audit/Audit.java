package dev.mangrove.server.audit;

import dev.mangrove.server.database.Actor;
import dev.mangrove.server.database.AgencyTransactions;
import dev.mangrove.server.database.Ids;
import dev.mangrove.server.database.RoleTransactions;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Records what is done, with the act itself or not at all.
///
/// ```java
/// transactions.write(actor, jdbc -> {
///     Hit hit = lookUp(jdbc, hash);
///     audit.record(AuditEntry.of(MatchingAct.HASH_LOOKED_UP, RecordRef.of("hashList", list)).about(hash));
///     return hit;
/// });                                     // both are committed, or neither is
/// ```
///
/// Safe for use by several threads.
public final class Audit {

    private final AgencyTransactions agencies;
    private final RoleTransactions own;
    private final PersonNames names;

    public Audit(AgencyTransactions agencies, RoleTransactions own, PersonNames names) {
        this.agencies = agencies;
        this.own = own;
        this.names = names;
    }

    /// Records an act in the running transaction, which must be one that may write.
    ///
    /// @return the id of the entry
    /// @throws IllegalStateException outside a transaction
    public UUID record(AuditEntry entry) {
        Actor actor = agencies.actor();
        return UnsealedWriter.write(agencies.jdbc(), actor, entry, Outcome.DONE, marks(actor, entry));
    }

    /// Records an act in the running transaction of another role, for those that work before the agency of a
    /// person is known: sign-in and intake.
    ///
    /// @param jdbc of the running transaction
    /// @param actor who acts, as far as is known by now
    public UUID record(JdbcClient jdbc, Actor actor, AuditEntry entry) {
        return UnsealedWriter.write(jdbc, actor, entry, Outcome.DONE, Optional.empty());
    }

    /// Records that something was refused, in a transaction of its own: it stays when the running one is rolled
    /// back. Committed before this returns.
    public UUID recordRefusal(Actor actor, AuditEntry entry) {
        return own.write(jdbc -> UnsealedWriter.write(jdbc, actor, entry, Outcome.REFUSED, Optional.empty()));
    }

    /// Gives the person of the running transaction leave to see original content, and records it first.
    ///
    /// @param record whose content
    /// @param caseId the case that it is seen for
    /// @param purpose what for
    /// @param reason why, in the person's own words
    /// @throws IllegalStateException when no person is at work: a machine sees no content
    public ContentAccess openContent(RecordRef record, UUID caseId, Purpose purpose, String reason) {
        Actor actor = agencies.actor();
        if (!(actor instanceof Actor.Person person)) {
            throw new IllegalStateException("original content is opened by a person, not by a client or a job");
        }
        UUID entry = record(AuditEntry.of(AuditsOwnAct.CONTENT_OPENED, record)
                .inCase(caseId)
                .because(purpose, reason));
        return new ContentAccess(entry, person.person(), caseId, purpose, record);
    }

    /// Erases who acted, or what was written, from one sealed entry of the actor's agency, and records it, both in
    /// one transaction of its own. That two people agreed is for the caller to see to.
    ///
    /// @param why purpose, reason and legal basis of the erasure
    /// @throws IllegalArgumentException when the agency has no such entry, or it is not sealed yet
    public UUID erase(Actor actor, UUID entry, ErasedPart part, UnaryOperator<AuditEntry> why) {
        return own.write(jdbc -> {
            int cleared = jdbc.sql("UPDATE audit.openings SET " + part.cleared()
                            + " WHERE agency = :agency AND index IN (SELECT index FROM audit.entries"
                            + " WHERE agency = :agency AND id = :id AND at BETWEEN :from AND :to)")
                    .param("agency", actor.agency().value())
                    .param("id", entry)
                    .param("from", Ids.madeAt(entry).minus(AuditTrail.CLOCKS).atOffset(ZoneOffset.UTC))
                    .param("to", Ids.madeAt(entry).plus(AuditTrail.CLOCKS).atOffset(ZoneOffset.UTC))
                    .update();
            if (cleared == 0) {
                throw new IllegalArgumentException("the agency has no sealed audit entry " + entry
                        + "; one that was just written is sealed within a second");
            }
            AuditEntry erasure = why.apply(AuditEntry.of(part.act(), RecordRef.of("auditEntry", entry)));
            return UnsealedWriter.write(jdbc, actor, erasure, Outcome.DONE, Optional.empty());
        });
    }

    private Optional<String> marks(Actor actor, AuditEntry entry) {
        return actor.personId()
                .filter(person -> entry.detail()
                        .filter(text -> OwnName.isIn(text, names.namesOf(person)))
                        .isPresent())
                .map(person -> OwnName.MARK);
    }
}
