package dev.mangrove.server.database;

import java.util.Optional;

/// For whom a transaction runs: always within one agency.
public sealed interface Actor {

    AgencyId agency();

    /// A person who is signed in.
    record Person(AgencyId agency, PersonId person) implements Actor {}

    /// A machine with a key of its own.
    record Client(AgencyId agency, ClientId client) implements Actor {}

    /// The server itself, at work for one agency.
    ///
    /// @param name what it does, such as `retention`
    record Job(AgencyId agency, String name) implements Actor {}

    default Optional<PersonId> personId() {
        return this instanceof Person person ? Optional.of(person.person()) : Optional.empty();
    }

    default Optional<ClientId> clientId() {
        return this instanceof Client client ? Optional.of(client.client()) : Optional.empty();
    }
}
