package dev.mangrove.server.identity;

import dev.mangrove.server.access.Role;
import dev.mangrove.server.audit.Audit;
import dev.mangrove.server.audit.AuditEntry;
import dev.mangrove.server.audit.RecordRef;
import dev.mangrove.server.console.InputException;
import dev.mangrove.server.console.NotFoundException;
import dev.mangrove.server.database.AgencyTransactions;
import dev.mangrove.server.database.Ids;
import dev.mangrove.server.database.PersonId;
import java.sql.Timestamp;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The people of an agency, for those who keep them. Safe for all threads.
public final class People {

    public static final Duration INVITATION_GOOD = Duration.ofHours(48);
    /// Who may enrol without a second person's agreement: so many administrators are needed before there can be
    /// two.
    static final int ADMINISTRATORS_NEEDED = 2;

    private final AgencyTransactions transactions;
    private final Audit audit;
    private final Clock clock;

    People(AgencyTransactions transactions, Audit audit, Clock clock) {
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    public List<Person> all(Officer officer) {
        return transactions.write(officer.actor(), jdbc -> {
            audit.record(AuditEntry.of(IdentityAct.PEOPLE_VIEWED, RecordRef.all("person")));
            return PeopleRows.all(jdbc, officer.actor().agency());
        });
    }

    public Optional<Person> byId(Officer officer, PersonId person) {
        return transactions.write(officer.actor(), jdbc -> {
            audit.record(AuditEntry.of(IdentityAct.PERSON_VIEWED, RecordRef.of("person", person.value())));
            return PeopleRows.byId(jdbc, officer.actor().agency(), person);
        });
    }

    /// Names by id, for pages that tell who did what; the page itself is what is recorded.
    public Map<PersonId, String> names(Officer officer) {
        return transactions.read(
                officer.actor(),
                jdbc -> PeopleRows.all(jdbc, officer.actor().agency()).stream()
                        .collect(Collectors.toMap(Person::id, Person::name)));
    }

    /// How many administrators could agree to an act by now.
    int activeAdministrators(Officer officer) {
        return transactions.read(
                officer.actor(),
                jdbc -> PeopleRows.activeAdministrators(jdbc, officer.actor().agency()));
    }

    /// Someone new, with the path of the link by which they enrol. They have no role yet.
    record Invitation(PersonId person, String path, Instant goodUntil) {}

    /// @throws InputException when the login name is taken or not a name
    Invitation invite(Officer officer, String typedLogin, String typedName) {
        String login = login(typedLogin);
        String name = name(typedName);
        Instant now = clock.instant();
        PersonId person = new PersonId(Ids.create());
        return transactions.write(officer.actor(), jdbc -> {
            boolean taken = jdbc.sql("SELECT 1 FROM identity.people WHERE agency = :agency AND login = :login")
                    .param("agency", officer.actor().agency().value())
                    .param("login", login)
                    .query(Integer.class)
                    .optional()
                    .isPresent();
            if (taken) {
                throw new InputException("login", "identity.login.taken", login);
            }
            PeopleRows.insert(jdbc, officer.actor().agency(), person, login, name, now);
            if (PeopleRows.activeAdministrators(jdbc, officer.actor().agency()) < ADMINISTRATORS_NEEDED) {
                PeopleRows.grant(jdbc, officer.actor().agency(), person, Role.ADMINISTRATOR, now);
            }
            return link(jdbc, officer, person, now);
        });
    }

    /// A new link for someone who has not enrolled yet; earlier ones stay good until they run out.
    ///
    /// @throws InputException when the person has enrolled
    Invitation inviteAgain(Officer officer, PersonId person) {
        Instant now = clock.instant();
        return transactions.write(officer.actor(), jdbc -> {
            Person known =
                    PeopleRows.byId(jdbc, officer.actor().agency(), person).orElseThrow(NotFoundException::new);
            if (known.state() != Person.State.INVITED) {
                throw new InputException("", "identity.invite.enrolled", known.name());
            }
            return link(jdbc, officer, person, now);
        });
    }

    /// Ends all sessions of a person and lets them in no more. One administrator suffices: it can be undone, and
    /// may be urgent.
    ///
    /// @throws InputException when nobody would be left who can administer
    void disable(Officer officer, PersonId person) {
        transactions.serializable(officer.actor(), jdbc -> {
            Person known =
                    PeopleRows.byId(jdbc, officer.actor().agency(), person).orElseThrow(NotFoundException::new);
            boolean last = known.isActive()
                    && known.roles().contains(Role.ADMINISTRATOR)
                    && PeopleRows.activeAdministrators(jdbc, officer.actor().agency()) <= 1;
            if (last) {
                throw new InputException("", "identity.disable.last");
            }
            audit.record(AuditEntry.of(IdentityAct.PERSON_DISABLED, RecordRef.of("person", person.value())));
            if (known.state() != Person.State.DISABLED) {
                PeopleRows.setState(jdbc, officer.actor().agency(), person, known.state(), Person.State.DISABLED);
            }
            return Sessions.endAll(jdbc, officer.actor().agency(), person, Session.End.DISABLED, clock.instant());
        });
    }

    private Invitation link(JdbcClient jdbc, Officer officer, PersonId person, Instant now) {
        audit.record(AuditEntry.of(IdentityAct.PERSON_INVITED, RecordRef.of("person", person.value())));
        SecretToken token = SecretToken.draw();
        Instant until = now.plus(INVITATION_GOOD);
        jdbc.sql("""
                        INSERT INTO identity.invitations (agency, person, id, token_hash, made_at, expires_at)
                        VALUES (:agency, :person, :id, :hash, :now, :until)
                        """)
                .param("agency", officer.actor().agency().value())
                .param("person", person.value())
                .param("id", Ids.create())
                .param("hash", token.hash())
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(until))
                .update();
        return new Invitation(person, "/invitation/" + token.text(), until);
    }

    /// A login name as it is kept: small letters, digits, dot, hyphen, at.
    ///
    /// @throws InputException when it is not one
    static String login(String typed) {
        String login = typed.strip().toLowerCase(Locale.ROOT);
        boolean sound = login.length() >= 2
                && login.length() <= 100
                && login.chars()
                        .allMatch(c -> c >= 'a' && c <= 'z'
                                || c >= '0' && c <= '9'
                                || c == '.'
                                || c == '-'
                                || c == '_'
                                || c == '@');
        if (!sound) {
            throw new InputException("login", "identity.login.form");
        }
        return login;
    }

    /// @throws InputException when it is empty or too long
    static String name(String typed) {
        String name = Normalizer.normalize(typed.strip(), Normalizer.Form.NFC);
        if (name.isEmpty() || name.length() > 200 || name.chars().anyMatch(Character::isISOControl)) {
            throw new InputException("name", "identity.name.form");
        }
        return name;
    }
}
