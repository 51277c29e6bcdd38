package dev.mangrove.server.identity;

import dev.mangrove.server.database.AgencyId;
import dev.mangrove.server.database.PersonId;
import java.util.UUID;

/// Someone in a session that is not complete: by a link, with no factor of their own yet, or with the first of two.
record HalfSignedIn(AgencyId agency, PersonId person, UUID session, String login, String name, Session.Stage stage) {

    /// The attribute of a request under which it is found.
    static final String ATTRIBUTE = "mangrove.half-signed-in";
}
