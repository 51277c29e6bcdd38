package dev.mangrove.server.database;

import java.util.UUID;

/// A person who works with the server.
public record PersonId(UUID value) {

    public static PersonId create() {
        return new PersonId(Ids.create());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
