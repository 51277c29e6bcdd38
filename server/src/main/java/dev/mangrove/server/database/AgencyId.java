package dev.mangrove.server.database;

import java.util.UUID;

/// Which agency a row belongs to.
public record AgencyId(UUID value) {

    public static AgencyId create() {
        return new AgencyId(Ids.create());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
