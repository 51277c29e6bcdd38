package dev.mangrove.server.identity;

import dev.mangrove.server.audit.Audit;
import dev.mangrove.server.audit.AuditEntry;
import dev.mangrove.server.audit.RecordRef;
import dev.mangrove.server.console.InputException;
import dev.mangrove.server.database.AgencyId;
import dev.mangrove.server.database.PersonId;
import dev.mangrove.server.database.RoleTransactions;
import java.util.List;
import java.util.UUID;

/// What a person sees and keeps of their own ways to sign in.
///
/// @param sessions open ones, the newest use first
public record Account(
        List<Session> sessions, List<OwnPasskey> passkeys, boolean hasAuthenticator, int recoveryCodesLeft) {

    /// Reads and changes accounts, each time for the officer who is signed in.
    static final class Accounts {

        private final RoleTransactions signIn;
        private final Credentials credentials;
        private final Audit audit;

        Accounts(RoleTransactions signIn, Credentials credentials, Audit audit) {
            this.signIn = signIn;
            this.credentials = credentials;
            this.audit = audit;
        }

        Account of(Officer officer) {
            AgencyId agency = officer.actor().agency();
            PersonId person = officer.actor().person();
            return signIn.read(jdbc -> new Account(
                    jdbc.sql("""
                                    SELECT id, factor, began_at, seen_at, browser FROM identity.sessions
                                    WHERE agency = :agency AND person = :person AND ended_at IS NULL AND stage = 'complete'
                                    ORDER BY seen_at DESC
                                    """)
                            .param("agency", agency.value())
                            .param("person", person.value())
                            .query((rows, number) -> new Session(
                                    rows.getObject("id", UUID.class),
                                    Factor.ofCode(rows.getString("factor")),
                                    rows.getTimestamp("began_at").toInstant(),
                                    rows.getTimestamp("seen_at").toInstant(),
                                    rows.getString("browser")))
                            .list(),
                    credentials.passkeys(jdbc, agency, person),
                    credentials.hasAuthenticator(jdbc, agency, person),
                    credentials.recoveryCodesLeft(jdbc, agency, person)));
        }

        /// @throws InputException when it is the only way in that the person has
        void removePasskey(Officer officer, UUID id) {
            AgencyId agency = officer.actor().agency();
            PersonId person = officer.actor().person();
            signIn.write(jdbc -> {
                // One at a time for a person: two removals at once could leave nothing.
                jdbc.sql("SELECT id FROM identity.people WHERE agency = :agency AND id = :person FOR UPDATE")
                        .param("agency", agency.value())
                        .param("person", person.value())
                        .query(UUID.class)
                        .single();
                boolean other = credentials.hasAuthenticator(jdbc, agency, person)
                        || credentials.passkeys(jdbc, agency, person).size() > 1;
                if (!other) {
                    throw new InputException("", "identity.passkey.last");
                }
                audit.record(
                        jdbc, officer.actor(), AuditEntry.of(IdentityAct.PASSKEY_REMOVED, RecordRef.of("passkey", id)));
                return credentials.removePasskey(jdbc, agency, person, id);
            });
        }
    }
}
