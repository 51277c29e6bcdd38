package dev.mangrove.server.database;

import java.util.UUID;

/// A machine that works with the server through its API.
public record ClientId(UUID value) {

    public static ClientId create() {
        return new ClientId(Ids.create());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
