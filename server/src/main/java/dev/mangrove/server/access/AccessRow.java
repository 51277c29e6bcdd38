package dev.mangrove.server.access;

import java.util.Set;

/// One route and who may call it.
///
/// @param method of HTTP
/// @param route the pattern of the path, as the router has it
/// @param audience who may call it at all
/// @param roles of which one is needed; only with [Audience#ROLES]
/// @param scope what an API client's key must name; empty when API clients may not call it
/// @param relation what the caller must be to the record that the path names
/// @param act what the audit records of a call
public record AccessRow(
        String method, String route, Audience audience, Set<Role> roles, String scope, Relation relation, Act act) {

    /// Who may call a route, before any role is looked at.
    public enum Audience {
        ANYONE,
        /// Someone who gave a first factor, or comes by a set-up link, and has not finished signing in.
        HALF_SIGNED_IN,
        SIGNED_IN,
        ROLES
    }

    /// What the caller must be to the record.
    public enum Relation {
        NONE,
        SELF,
        AGENCY,
        CASE_MEMBER
    }

    /// What a call leaves in the audit, whether it was answered or refused.
    public enum Act {
        /// Nothing: the page holds no data of the unit.
        NOTHING,
        VIEW,
        SEARCH,
        CHANGE,
        EXPORT,
        SIGN_IN
    }

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

    public AccessRow {
        roles = Set.copyOf(roles);
        if (!METHODS.contains(method)) {
            throw new IllegalArgumentException("'" + method + "' is none of " + METHODS);
        }
        if (!route.startsWith("/")) {
            throw new IllegalArgumentException("the route '" + route + "' does not begin with /");
        }
        if ((audience == Audience.ROLES) == roles.isEmpty()) {
            throw new IllegalArgumentException(
                    method + " " + route + ": roles are named exactly when a role is needed");
        }
    }

    /// Whether one of these roles, of a person who has signed in, may call the route.
    public boolean allows(Set<Role> held) {
        return switch (audience) {
            case ANYONE, SIGNED_IN -> true;
            case HALF_SIGNED_IN -> false;
            case ROLES -> held.stream().anyMatch(roles::contains);
        };
    }
}
