package dev.mangrove.server.identity;

import dev.mangrove.server.access.Role;
import dev.mangrove.server.database.PersonId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/// Someone of an agency.
///
/// @param login what the person types to sign in
/// @param name as colleagues know the person
public record Person(PersonId id, String login, String name, State state, Set<Role> roles, Instant madeAt) {

    /// Whether a person may sign in.
    public enum State {
        /// Has a link to enrol, and no way to sign in yet.
        INVITED,
        ACTIVE,
        DISABLED
    }

    public Person {
        roles = roles.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(roles));
    }

    public boolean isActive() {
        return state == State.ACTIVE;
    }
}
