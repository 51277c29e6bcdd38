package dev.mangrove.server.identity;

import dev.mangrove.server.audit.Audit;
import dev.mangrove.server.audit.AuditEntry;
import dev.mangrove.server.audit.RecordRef;
import dev.mangrove.server.console.InputException;
import dev.mangrove.server.database.Actor;
import dev.mangrove.server.database.AgencyId;
import dev.mangrove.server.database.PersonId;
import dev.mangrove.server.database.RoleTransactions;
import dev.mangrove.server.keys.FieldKeys;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Taking up a way to sign in: by a link for the first time, or in one's account for a further one.
final class Enrolment {

    private static final String DRAWN_SECRET = "identity.drawn-secret";

    private final RoleTransactions signIn;
    private final Sessions sessions;
    private final Credentials credentials;
    private final Passwords passwords;
    private final Passkeys passkeys;
    private final Challenges challenges;
    private final FieldKeys keys;
    private final Audit audit;
    private final Clock clock;

    Enrolment(
            RoleTransactions signIn,
            Sessions sessions,
            Credentials credentials,
            Passwords passwords,
            Passkeys passkeys,
            Challenges challenges,
            FieldKeys keys,
            Audit audit,
            Clock clock) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.credentials = credentials;
        this.passwords = passwords;
        this.passkeys = passkeys;
        this.challenges = challenges;
        this.keys = keys;
        this.audit = audit;
        this.clock = clock;
    }

    /// An authenticator's secret, shown to its owner and carried by the form until the first code proves it.
    ///
    /// @param sealed what the form carries: good for this session only
    record DrawnSecret(byte[] secret, String sealed) {}

    /// Who came by an invitation.
    record Invited(AgencyId agency, PersonId person, String name) {}

    Optional<Invited> invited(SecretToken link) {
        return signIn.read(jdbc -> invited(jdbc, link));
    }

    /// Uses the link up and begins the session in which the person enrols.
    Optional<SecretToken> begin(SecretToken link, String browser) {
        Instant now = clock.instant();
        return signIn.write(jdbc -> invited(jdbc, link)
                .filter(invited -> jdbc.sql("""
                                        UPDATE identity.invitations SET used_at = :now
                                        WHERE token_hash = :hash AND used_at IS NULL AND expires_at > :now
                                        """)
                                .param("now", Timestamp.from(now))
                                .param("hash", link.hash())
                                .update()
                        == 1)
                .map(invited -> {
                    record(jdbc, invited.agency(), invited.person(), IdentityAct.INVITATION_ACCEPTED);
                    return sessions.begin(
                            jdbc,
                            invited.agency(),
                            invited.person(),
                            Session.Stage.ENROLLING,
                            Factor.INVITATION,
                            browser);
                }));
    }

    DrawnSecret drawSecret(UUID session) {
        byte[] secret = Totp.drawSecret();
        byte[] sealed = keys.seal(secret, DRAWN_SECRET, session);
        return new DrawnSecret(secret, Base64.getUrlEncoder().withoutPadding().encodeToString(sealed));
    }

    /// The secret that the form carried.
    ///
    /// @throws InputException when it was not drawn for this session
    DrawnSecret carried(UUID session, String sealed) {
        try {
            return new DrawnSecret(keys.open(Base64.getUrlDecoder().decode(sealed), DRAWN_SECRET, session), sealed);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new InputException("", "identity.enrol.stale");
        }
    }

    /// Takes password and authenticator, and lets the person in.
    ///
    /// @throws InputException when the password is poor, or the code is none of the secret's
    SecretToken takePassword(
            HalfSignedIn half, String password, String again, DrawnSecret drawn, String code, String browser) {
        if (!password.equals(again)) {
            throw new InputException("again", "identity.password.differs");
        }
        passwords.check(password, List.of(half.login(), half.name()));
        Instant now = clock.instant();
        OptionalLong step = Totp.stepOf(drawn.secret(), code, now);
        if (step.isEmpty()) {
            throw new InputException("code", "identity.code.wrong");
        }
        String hash = passwords.hash(password);
        return signIn.write(jdbc -> {
            record(jdbc, half.agency(), half.person(), IdentityAct.PASSWORD_SET);
            credentials.keepPassword(jdbc, half.agency(), half.person(), hash, now);
            credentials.keepAuthenticator(jdbc, half.agency(), half.person(), drawn.secret(), step.getAsLong(), now);
            return letIn(jdbc, half, Factor.PASSWORD_AND_CODE, browser, now);
        });
    }

    /// Takes a passkey, and lets the person in.
    Optional<SecretToken> takePasskey(
            HalfSignedIn half, UUID challengeId, String answerJson, String label, String browser) {
        Instant now = clock.instant();
        return challenges
                .take(challengeId, Optional.of(half.session()))
                .flatMap(challenge -> passkeys.register(answerJson, challenge))
                .map(credential -> signIn.write(jdbc -> {
                    record(jdbc, half.agency(), half.person(), IdentityAct.PASSKEY_ADDED);
                    credentials.keepPasskey(jdbc, half.agency(), half.person(), credential, label, now);
                    return letIn(jdbc, half, Factor.PASSKEY, browser, now);
                }));
    }

    /// A further passkey of someone who has signed in.
    boolean addPasskey(Officer officer, UUID challengeId, String answerJson, String label) {
        Instant now = clock.instant();
        return challenges
                .take(challengeId, Optional.of(officer.session()))
                .flatMap(challenge -> passkeys.register(answerJson, challenge))
                .map(credential -> signIn.write(jdbc -> {
                    record(jdbc, officer.actor().agency(), officer.actor().person(), IdentityAct.PASSKEY_ADDED);
                    credentials.keepPasskey(
                            jdbc, officer.actor().agency(), officer.actor().person(), credential, label, now);
                    return true;
                }))
                .orElse(false);
    }

    /// Draws new codes on paper; the earlier ones are good no more.
    ///
    /// @throws InputException when the person has no authenticator that they could stand in for
    List<String> newRecoveryCodes(Officer officer) {
        boolean useful = signIn.read(jdbc -> credentials.hasAuthenticator(
                jdbc, officer.actor().agency(), officer.actor().person()));
        if (!useful) {
            throw new InputException("", "identity.codes.no-use");
        }
        List<String> codes = RecoveryCodes.draw();
        List<String> hashes = codes.stream()
                .map(code -> passwords.hash(RecoveryCodes.normal(code)))
                .toList();
        signIn.write(jdbc -> {
            record(jdbc, officer.actor().agency(), officer.actor().person(), IdentityAct.RECOVERY_CODES_DRAWN);
            credentials.keepRecoveryCodes(
                    jdbc, officer.actor().agency(), officer.actor().person(), hashes);
            return codes.size();
        });
        return codes;
    }

    private SecretToken letIn(JdbcClient jdbc, HalfSignedIn half, Factor factor, String browser, Instant now) {
        PeopleRows.setState(jdbc, half.agency(), half.person(), Person.State.INVITED, Person.State.ACTIVE);
        if (Sessions.end(jdbc, half.session(), Session.End.REPLACED, now) == 0) {
            throw new InputException("", "identity.enrol.stale");
        }
        return sessions.begin(jdbc, half.agency(), half.person(), Session.Stage.COMPLETE, factor, browser);
    }

    private void record(JdbcClient jdbc, AgencyId agency, PersonId person, IdentityAct act) {
        audit.record(
                jdbc, new Actor.Person(agency, person), AuditEntry.of(act, RecordRef.of("person", person.value())));
    }

    private Optional<Invited> invited(JdbcClient jdbc, SecretToken link) {
        return jdbc.sql("""
                        SELECT i.agency, i.person, p.name FROM identity.invitations i
                        JOIN identity.people p ON p.agency = i.agency AND p.id = i.person
                        WHERE i.token_hash = :hash AND i.used_at IS NULL AND i.expires_at > :now AND p.state <> 'disabled'
                        """)
                .param("hash", link.hash())
                .param("now", Timestamp.from(clock.instant()))
                .query((rows, number) -> new Invited(
                        new AgencyId(rows.getObject("agency", UUID.class)),
                        new PersonId(rows.getObject("person", UUID.class)),
                        rows.getString("name")))
                .optional();
    }
}
