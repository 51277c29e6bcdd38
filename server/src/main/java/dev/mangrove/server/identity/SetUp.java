package dev.mangrove.server.identity;

import dev.mangrove.server.access.Role;
import dev.mangrove.server.audit.Audit;
import dev.mangrove.server.audit.AuditEntry;
import dev.mangrove.server.audit.RecordRef;
import dev.mangrove.server.database.Actor;
import dev.mangrove.server.database.AgencyId;
import dev.mangrove.server.database.Ids;
import dev.mangrove.server.database.PersonId;
import dev.mangrove.server.database.RoleTransactions;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The first start: a link is printed, good once and for 30 minutes, by which the agency is founded and its first
/// administrator enrols. As long as there is no agency, each start prints a new link and ends the one before.
public final class SetUp {

    public static final Duration LINK_GOOD = Duration.ofMinutes(30);

    private final RoleTransactions signIn;
    private final Sessions sessions;
    private final Audit audit;
    private final Clock clock;

    SetUp(RoleTransactions signIn, Sessions sessions, Audit audit, Clock clock) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.audit = audit;
        this.clock = clock;
    }

    /// What the first administrator tells of the unit and of themselves.
    record Founding(String agencyName, ZoneId zone, String login, String name) {}

    /// A new link's path, such as `/set-up/...`; empty when an agency has been founded.
    public Optional<String> newLink() {
        Instant now = clock.instant();
        return signIn.write(jdbc -> {
            if (isFounded(jdbc)) {
                return Optional.empty();
            }
            SecretToken token = SecretToken.draw();
            jdbc.sql("""
                            INSERT INTO identity.set_up (token_hash, expires_at) VALUES (:hash, :expires)
                            ON CONFLICT (only_one) DO UPDATE
                            SET token_hash = excluded.token_hash, expires_at = excluded.expires_at, used_at = NULL
                            """)
                    .param("hash", token.hash())
                    .param("expires", Timestamp.from(now.plus(LINK_GOOD)))
                    .update();
            return Optional.of("/set-up/" + token.text());
        });
    }

    boolean isFounded() {
        return signIn.read(SetUp::isFounded);
    }

    boolean isGood(SecretToken token) {
        return signIn.read(jdbc -> !isFounded(jdbc)
                && jdbc.sql("""
                                SELECT 1 FROM identity.set_up
                                WHERE token_hash = :hash AND used_at IS NULL AND expires_at > :now
                                """)
                        .param("hash", token.hash())
                        .param("now", Timestamp.from(clock.instant()))
                        .query(Integer.class)
                        .optional()
                        .isPresent());
    }

    /// Founds the agency with its first administrator, who then has to enrol.
    ///
    /// @return the token of the session in which that happens; empty when the link is not good any more
    Optional<SecretToken> found(SecretToken link, Founding founding, String browser) {
        Instant now = clock.instant();
        return signIn.write(jdbc -> {
            int taken = jdbc.sql("""
                            UPDATE identity.set_up SET used_at = :now
                            WHERE token_hash = :hash AND used_at IS NULL AND expires_at > :now
                            """)
                    .param("now", Timestamp.from(now))
                    .param("hash", link.hash())
                    .update();
            if (taken == 0 || isFounded(jdbc)) {
                return Optional.empty();
            }
            AgencyId agency = AgencyId.create();
            PersonId person = new PersonId(Ids.create());
            jdbc.sql("INSERT INTO identity.agencies (id, name, zone, founded_at) VALUES (:id, :name, :zone, :now)")
                    .param("id", agency.value())
                    .param("name", founding.agencyName())
                    .param("zone", founding.zone().getId())
                    .param("now", Timestamp.from(now))
                    .update();
            PeopleRows.insert(jdbc, agency, person, founding.login(), founding.name(), now);
            PeopleRows.grant(jdbc, agency, person, Role.ADMINISTRATOR, now);
            audit.record(
                    jdbc,
                    new Actor.Person(agency, person),
                    AuditEntry.of(IdentityAct.AGENCY_FOUNDED, RecordRef.of("agency", agency.value())));
            return Optional.of(
                    sessions.begin(jdbc, agency, person, Session.Stage.ENROLLING, Factor.INVITATION, browser));
        });
    }

    private static boolean isFounded(JdbcClient jdbc) {
        return jdbc.sql("SELECT 1 FROM identity.agencies LIMIT 1")
                .query(Integer.class)
                .optional()
                .isPresent();
    }
}
