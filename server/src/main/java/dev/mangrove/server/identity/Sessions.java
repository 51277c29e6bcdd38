package dev.mangrove.server.identity;

import dev.mangrove.server.database.Actor;
import dev.mangrove.server.database.AgencyId;
import dev.mangrove.server.database.Ids;
import dev.mangrove.server.database.PersonId;
import dev.mangrove.server.database.RoleTransactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Sessions in the database: each request asks it anew, so that whoever is disabled, or signed out everywhere, is
/// out with the next
/// request.
final class Sessions {

    /// So much of a session's idle time may pass before its use is written down.
    private static final Duration SEEN_STEP = Duration.ofSeconds(20);

    private static final String QUESTION = """
            SELECT s.agency, s.person, s.id, s.stage, s.factor, s.began_at, s.seen_at, s.stepped_up_at,
                   p.login, p.name, p.state, a.name AS agency_name, a.zone,
                   ARRAY(SELECT r.role FROM identity.roles r WHERE r.agency = s.agency AND r.person = s.person) AS roles
            FROM identity.sessions s
            JOIN identity.people p ON p.agency = s.agency AND p.id = s.person
            JOIN identity.agencies a ON a.id = s.agency
            WHERE s.token_hash = :hash AND s.ended_at IS NULL
            """;

    private final RoleTransactions signIn;
    private final Clock clock;

    Sessions(RoleTransactions signIn, Clock clock) {
        this.signIn = signIn;
        this.clock = clock;
    }

    /// Who is behind a session's token.
    sealed interface Holder {
        record Complete(Officer officer) implements Holder {}

        record Half(HalfSignedIn person) implements Holder {}
    }

    /// Begins a session, in the running transaction of sign-in.
    ///
    /// @return the token for the browser's cookie; only its hash is kept
    SecretToken begin(
            JdbcClient jdbc, AgencyId agency, PersonId person, Session.Stage stage, Factor factor, String browser) {
        SecretToken token = SecretToken.draw();
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.sql("""
                        INSERT INTO identity.sessions
                            (agency, person, id, token_hash, stage, factor, began_at, seen_at, stepped_up_at, browser)
                        VALUES (:agency, :person, :id, :hash, :stage, :factor, :now, :now, :steppedUp, :browser)
                        """)
                .param("agency", agency.value())
                .param("person", person.value())
                .param("id", Ids.create())
                .param("hash", token.hash())
                .param("stage", stage.code())
                .param("factor", factor.code())
                .param("now", now)
                .param("steppedUp", stage == Session.Stage.COMPLETE ? now : null, java.sql.Types.TIMESTAMP)
                .param("browser", browser)
                .update();
        return token;
    }

    /// Who holds the token; empty when the session is unknown or over. Ends it when its time is up.
    Optional<Holder> find(SecretToken token) {
        byte[] hash = token.hash();
        Optional<Row> found = signIn.read(jdbc ->
                jdbc.sql(QUESTION).param("hash", hash).query(Sessions::row).optional());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Row row = found.get();
        Instant now = clock.instant();
        Optional<Session.End> over = over(row, now);
        if (over.isPresent()) {
            signIn.write(jdbc -> end(jdbc, row.session(), over.get(), now));
            return Optional.empty();
        }
        if (Duration.between(row.seenAt(), now).compareTo(SEEN_STEP) > 0) {
            signIn.write(
                    jdbc -> jdbc.sql("UPDATE identity.sessions SET seen_at = :now WHERE id = :id AND seen_at < :now")
                            .param("now", Timestamp.from(now))
                            .param("id", row.session())
                            .update());
        }
        return Optional.of(row.holder());
    }

    private static Optional<Session.End> over(Row row, Instant now) {
        if (row.disabled()) {
            return Optional.of(Session.End.DISABLED);
        }
        if (Duration.between(row.beganAt(), now).compareTo(Session.LENGTH_MAX) > 0) {
            return Optional.of(Session.End.TOO_LONG);
        }
        return Duration.between(row.seenAt(), now).compareTo(Session.IDLE_MAX) > 0
                ? Optional.of(Session.End.IDLE)
                : Optional.empty();
    }

    static int end(JdbcClient jdbc, UUID session, Session.End why, Instant now) {
        return jdbc.sql("""
                        UPDATE identity.sessions SET ended_at = :now, ended_why = :why WHERE id = :id AND ended_at IS NULL
                        """)
                .param("now", Timestamp.from(now))
                .param("why", why.code())
                .param("id", session)
                .update();
    }

    static int endAll(JdbcClient jdbc, AgencyId agency, PersonId person, Session.End why, Instant now) {
        return jdbc.sql("""
                        UPDATE identity.sessions SET ended_at = :now, ended_why = :why
                        WHERE agency = :agency AND person = :person AND ended_at IS NULL
                        """)
                .param("now", Timestamp.from(now))
                .param("why", why.code())
                .param("agency", agency.value())
                .param("person", person.value())
                .update();
    }

    static int stepUp(JdbcClient jdbc, UUID session, Instant now) {
        return jdbc.sql("UPDATE identity.sessions SET stepped_up_at = :now WHERE id = :id AND ended_at IS NULL")
                .param("now", Timestamp.from(now))
                .param("id", session)
                .update();
    }

    /// One line of the question, before it is known whether the session still counts.
    private record Row(UUID session, Instant beganAt, Instant seenAt, boolean disabled, Holder holder) {}

    private static Row row(ResultSet rows, int number) throws SQLException {
        AgencyId agency = new AgencyId(rows.getObject("agency", UUID.class));
        PersonId person = new PersonId(rows.getObject("person", UUID.class));
        UUID session = rows.getObject("id", UUID.class);
        Session.Stage stage = Session.Stage.ofCode(rows.getString("stage"));
        Holder holder = stage == Session.Stage.COMPLETE
                ? new Holder.Complete(new Officer(
                        new Actor.Person(agency, person),
                        session,
                        rows.getString("login"),
                        rows.getString("name"),
                        new Agency(agency, rows.getString("agency_name"), ZoneId.of(rows.getString("zone"))),
                        PeopleRows.roles(rows.getArray("roles")),
                        Optional.ofNullable(instant(rows.getTimestamp("stepped_up_at"))),
                        Factor.ofCode(rows.getString("factor"))))
                : new Holder.Half(new HalfSignedIn(
                        agency, person, session, rows.getString("login"), rows.getString("name"), stage));
        return new Row(
                session,
                rows.getTimestamp("began_at").toInstant(),
                rows.getTimestamp("seen_at").toInstant(),
                "disabled".equals(rows.getString("state")),
                holder);
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
