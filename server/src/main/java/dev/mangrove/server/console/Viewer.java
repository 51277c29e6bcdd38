package dev.mangrove.server.console;

import dev.mangrove.server.access.Role;
import java.time.ZoneId;
import java.util.Set;

/// Who looks at a page, as far as its frame needs to know.
///
/// @param name as colleagues know the person
/// @param agency name of the person's agency
/// @param zone in which times are shown
public record Viewer(String name, String agency, Set<Role> roles, ZoneId zone) {

    /// The attribute of a request under which it is found.
    public static final String ATTRIBUTE = "mangrove.viewer";

    public Viewer {
        roles = Set.copyOf(roles);
    }
}
