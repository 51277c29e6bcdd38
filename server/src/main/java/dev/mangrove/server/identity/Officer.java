package dev.mangrove.server.identity;

import dev.mangrove.server.access.Role;
import dev.mangrove.server.console.Viewer;
import dev.mangrove.server.database.Actor;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// A person who has signed in, in one session. Controllers take it as a parameter.
///
/// @param steppedUpAt when the person last proved a factor in this session
/// @param factor with which the session began
public record Officer(
        Actor.Person actor,
        UUID session,
        String login,
        String name,
        Agency agency,
        Set<Role> roles,
        Optional<Instant> steppedUpAt,
        Factor factor) {

    /// The attribute of a request under which it is found.
    static final String ATTRIBUTE = "mangrove.officer";

    public Officer {
        roles = Set.copyOf(roles);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    Viewer viewer() {
        return new Viewer(name, agency.name(), roles, agency.zone());
    }
}
