package dev.mangrove.server.identity;

import dev.mangrove.server.access.Role;
import dev.mangrove.server.database.AgencyId;
import dev.mangrove.server.database.PersonId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// People and their roles as rows. Each method works in the running transaction.
final class PeopleRows {

    private static final String PEOPLE = """
            SELECT p.id, p.login, p.name, p.state, p.made_at,
                   ARRAY(SELECT r.role FROM identity.roles r WHERE r.agency = p.agency AND r.person = p.id) AS roles
            FROM identity.people p
            WHERE p.agency = :agency
            """;

    private PeopleRows() {}

    static void insert(JdbcClient jdbc, AgencyId agency, PersonId id, String login, String name, Instant now) {
        jdbc.sql("""
                        INSERT INTO identity.people (agency, id, login, name, state, made_at)
                        VALUES (:agency, :id, :login, :name, 'invited', :now)
                        """)
                .param("agency", agency.value())
                .param("id", id.value())
                .param("login", login)
                .param("name", name)
                .param("now", Timestamp.from(now))
                .update();
    }

    static void grant(JdbcClient jdbc, AgencyId agency, PersonId person, Role role, Instant now) {
        jdbc.sql("""
                        INSERT INTO identity.roles (agency, person, role, granted_at) VALUES (:agency, :person, :role, :now)
                        ON CONFLICT DO NOTHING
                        """)
                .param("agency", agency.value())
                .param("person", person.value())
                .param("role", role.code())
                .param("now", Timestamp.from(now))
                .update();
    }

    static boolean revoke(JdbcClient jdbc, AgencyId agency, PersonId person, Role role) {
        return jdbc.sql("DELETE FROM identity.roles WHERE agency = :agency AND person = :person AND role = :role")
                        .param("agency", agency.value())
                        .param("person", person.value())
                        .param("role", role.code())
                        .update()
                == 1;
    }

    static List<Person> all(JdbcClient jdbc, AgencyId agency) {
        return jdbc.sql(PEOPLE + " ORDER BY lower(p.name), p.id")
                .param("agency", agency.value())
                .query(PeopleRows::person)
                .list();
    }

    static Optional<Person> byId(JdbcClient jdbc, AgencyId agency, PersonId person) {
        return jdbc.sql(PEOPLE + " AND p.id = :id")
                .param("agency", agency.value())
                .param("id", person.value())
                .query(PeopleRows::person)
                .optional();
    }

    static int activeAdministrators(JdbcClient jdbc, AgencyId agency) {
        return jdbc.sql("""
                        SELECT count(*) FROM identity.people p
                        JOIN identity.roles r ON r.agency = p.agency AND r.person = p.id AND r.role = 'administrator'
                        WHERE p.agency = :agency AND p.state = 'active'
                        """)
                .param("agency", agency.value())
                .query(Integer.class)
                .single();
    }

    static boolean setState(JdbcClient jdbc, AgencyId agency, PersonId person, Person.State from, Person.State to) {
        return jdbc.sql("""
                        UPDATE identity.people
                        SET state = :to, disabled_at = CASE WHEN :to = 'disabled' THEN now() END
                        WHERE agency = :agency AND id = :id AND state = :from
                        """)
                        .param("to", code(to))
                        .param("agency", agency.value())
                        .param("id", person.value())
                        .param("from", code(from))
                        .update()
                == 1;
    }

    private static String code(Person.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static Person person(ResultSet rows, int number) throws SQLException {
        return new Person(
                new PersonId(rows.getObject("id", UUID.class)),
                rows.getString("login"),
                rows.getString("name"),
                Person.State.valueOf(rows.getString("state").toUpperCase(Locale.ROOT)),
                roles(rows.getArray("roles")),
                rows.getTimestamp("made_at").toInstant());
    }

    static Set<Role> roles(Array array) throws SQLException {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (Object code : (Object[]) array.getArray()) {
            roles.add(Role.ofCode(code.toString()));
        }
        return roles;
    }
}
