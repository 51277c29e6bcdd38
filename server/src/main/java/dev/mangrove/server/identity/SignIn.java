package dev.mangrove.server.identity;

import dev.mangrove.server.audit.Audit;
import dev.mangrove.server.audit.AuditEntry;
import dev.mangrove.server.audit.RecordRef;
import dev.mangrove.server.database.Actor;
import dev.mangrove.server.database.AgencyId;
import dev.mangrove.server.database.PersonId;
import dev.mangrove.server.database.RoleTransactions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Proving who one is: password and code, recovery code, or passkey. Every refusal looks alike from outside,
/// whatever was wrong.
final class SignIn {

    private final RoleTransactions signIn;
    private final Sessions sessions;
    private final Credentials credentials;
    private final Passwords passwords;
    private final Passkeys passkeys;
    private final Challenges challenges;
    private final Attempts attempts;
    private final Audit audit;
    private final Clock clock;

    SignIn(
            RoleTransactions signIn,
            Sessions sessions,
            Credentials credentials,
            Passwords passwords,
            Passkeys passkeys,
            Challenges challenges,
            Attempts attempts,
            Audit audit,
            Clock clock) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.credentials = credentials;
        this.passwords = passwords;
        this.passkeys = passkeys;
        this.challenges = challenges;
        this.attempts = attempts;
        this.audit = audit;
        this.clock = clock;
    }

    /// Whether an attempt got further.
    sealed interface Outcome {
        /// @param token for the cookie
        record Further(SecretToken token) implements Outcome {}

        record Refused() implements Outcome {}

        record Wait(Instant until) implements Outcome {}
    }

    /// Someone a login name belongs to; a name may occur in several agencies.
    private record Candidate(AgencyId agency, PersonId person, String login, Optional<String> hash) {}

    /// The first half: login name and password. A code comes next.
    Outcome password(String login, String password, String browser) {
        Optional<Instant> wait = attempts.waitUntil(login);
        if (wait.isPresent()) {
            return new Outcome.Wait(wait.get());
        }
        List<Candidate> candidates = signIn.read(jdbc -> candidates(jdbc, login.strip()));
        Optional<Candidate> proven = Optional.empty();
        for (Candidate candidate : candidates) {
            if (candidate.hash().isPresent()
                    && passwords.matches(password, candidate.hash().get())) {
                proven = Optional.of(candidate);
            }
        }
        if (candidates.stream().noneMatch(candidate -> candidate.hash().isPresent())) {
            passwords.matchNobody(password);
        }
        if (proven.isEmpty()) {
            attempts.failed(login);
            refused(candidates);
            return new Outcome.Refused();
        }
        Candidate person = proven.get();
        return new Outcome.Further(signIn.write(jdbc -> sessions.begin(
                jdbc, person.agency(), person.person(), Session.Stage.SECOND_FACTOR, Factor.PASSWORD, browser)));
    }

    /// The second half: a code of the authenticator app, or one from paper.
    Outcome code(HalfSignedIn half, String code, String browser) {
        Optional<Instant> wait = attempts.waitUntil(half.login());
        if (wait.isPresent()) {
            return new Outcome.Wait(wait.get());
        }
        Instant now = clock.instant();
        boolean onPaper = RecoveryCodes.normal(code).length() > Totp.DIGITS;
        Optional<SecretToken> token = signIn.write(jdbc -> {
            boolean taken = onPaper
                    ? credentials.takeRecoveryCode(jdbc, half.agency(), half.person(), code, now)
                    : credentials.takeCode(jdbc, half.agency(), half.person(), code, now);
            if (!taken || !isActive(jdbc, half.agency(), half.person())) {
                return Optional.empty();
            }
            if (Sessions.end(jdbc, half.session(), Session.End.REPLACED, now) == 0) {
                return Optional.empty();
            }
            signedIn(jdbc, half.agency(), half.person());
            return Optional.of(sessions.begin(
                    jdbc,
                    half.agency(),
                    half.person(),
                    Session.Stage.COMPLETE,
                    onPaper ? Factor.PASSWORD_AND_RECOVERY_CODE : Factor.PASSWORD_AND_CODE,
                    browser));
        });
        if (token.isEmpty()) {
            attempts.failed(half.login());
            audit.recordRefusal(
                    new Actor.Person(half.agency(), half.person()),
                    AuditEntry.of(
                            IdentityAct.SIGNED_IN,
                            RecordRef.of("person", half.person().value())));
            return new Outcome.Refused();
        }
        attempts.succeeded(half.login());
        return new Outcome.Further(token.get());
    }

    /// Both factors at once.
    Outcome passkey(UUID challengeId, String answerJson, String browser) {
        Instant now = clock.instant();
        Optional<byte[]> challenge = challenges.take(challengeId, Optional.empty());
        if (challenge.isEmpty()) {
            return new Outcome.Refused();
        }
        return signIn.<Optional<SecretToken>>write(jdbc -> proven(jdbc, answerJson, challenge.get(), now)
                        .filter(passkey -> isActive(jdbc, passkey.agency(), passkey.person()))
                        .map(passkey -> {
                            signedIn(jdbc, passkey.agency(), passkey.person());
                            return sessions.begin(
                                    jdbc,
                                    passkey.agency(),
                                    passkey.person(),
                                    Session.Stage.COMPLETE,
                                    Factor.PASSKEY,
                                    browser);
                        }))
                .<Outcome>map(Outcome.Further::new)
                .orElseGet(Outcome.Refused::new);
    }

    /// Proves a factor again within a session, for acts that need it: a code.
    boolean stepUpByCode(Officer officer, String password, String code) {
        if (attempts.waitUntil(officer.login()).isPresent()) {
            return false;
        }
        Instant now = clock.instant();
        AgencyId agency = officer.actor().agency();
        PersonId person = officer.actor().person();
        Optional<String> hash = signIn.read(jdbc -> credentials.passwordHash(jdbc, agency, person));
        boolean proven = hash.isPresent()
                && passwords.matches(password, hash.get())
                && signIn.write(
                        jdbc -> credentials.takeCode(jdbc, agency, person, code, now) && steppedUp(jdbc, officer, now));
        if (!proven) {
            attempts.failed(officer.login());
            audit.recordRefusal(
                    officer.actor(),
                    AuditEntry.of(IdentityAct.FACTOR_PROVED, RecordRef.of("session", officer.session())));
        }
        return proven;
    }

    /// The same by a passkey of the same person.
    boolean stepUpByPasskey(Officer officer, UUID challengeId, String answerJson) {
        Instant now = clock.instant();
        return challenges
                .take(challengeId, Optional.of(officer.session()))
                .map(challenge -> signIn.write(jdbc -> proven(jdbc, answerJson, challenge, now)
                        .filter(passkey -> passkey.agency()
                                        .equals(officer.actor().agency())
                                && passkey.person().equals(officer.actor().person()))
                        .map(_ -> steppedUp(jdbc, officer, now))
                        .orElse(false)))
                .orElse(false);
    }

    private boolean steppedUp(JdbcClient jdbc, Officer officer, Instant now) {
        audit.record(
                jdbc,
                officer.actor(),
                AuditEntry.of(IdentityAct.FACTOR_PROVED, RecordRef.of("session", officer.session())));
        return Sessions.stepUp(jdbc, officer.session(), now) == 1;
    }

    private void signedIn(JdbcClient jdbc, AgencyId agency, PersonId person) {
        audit.record(
                jdbc,
                new Actor.Person(agency, person),
                AuditEntry.of(IdentityAct.SIGNED_IN, RecordRef.of("person", person.value())));
    }

    /// A wrong name costs the same record as a wrong password, so that neither the clock nor the log tells them
    /// apart from outside.
    private void refused(List<Candidate> candidates) {
        if (!candidates.isEmpty()) {
            Candidate first = candidates.getFirst();
            audit.recordRefusal(
                    new Actor.Person(first.agency(), first.person()),
                    AuditEntry.of(
                            IdentityAct.SIGNED_IN,
                            RecordRef.of("person", first.person().value())));
            return;
        }
        signIn.read(jdbc -> jdbc.sql("SELECT id FROM identity.agencies ORDER BY founded_at LIMIT 1")
                        .query(UUID.class)
                        .optional())
                .ifPresent(agency -> audit.recordRefusal(
                        new Actor.Job(new AgencyId(agency), "sign-in"),
                        AuditEntry.of(IdentityAct.SIGNED_IN, RecordRef.all("person"))));
    }

    private Optional<Credentials.OwnedPasskey> proven(
            JdbcClient jdbc, String answerJson, byte[] challenge, Instant now) {
        return passkeys.credentialId(answerJson)
                .flatMap(id -> credentials.passkeysBy(jdbc, id).stream()
                        .filter(passkey -> passkeys.verify(answerJson, challenge, passkey.credential())
                                .map(count -> credentials.passkeyUsed(jdbc, passkey, count, now))
                                .orElse(false))
                        .findFirst());
    }

    private static List<Candidate> candidates(JdbcClient jdbc, String login) {
        return jdbc.sql("""
                        SELECT p.agency, p.id, p.login, w.hash
                        FROM identity.people p
                        LEFT JOIN identity.passwords w ON w.agency = p.agency AND w.person = p.id
                        WHERE p.login = lower(:login) AND p.state = 'active'
                        """)
                .param("login", login)
                .query((rows, number) -> new Candidate(
                        new AgencyId(rows.getObject("agency", UUID.class)),
                        new PersonId(rows.getObject("id", UUID.class)),
                        rows.getString("login"),
                        Optional.ofNullable(rows.getString("hash"))))
                .list();
    }

    private static boolean isActive(JdbcClient jdbc, AgencyId agency, PersonId person) {
        return PeopleRows.byId(jdbc, agency, person).map(Person::isActive).orElse(false);
    }
}
