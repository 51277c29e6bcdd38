package dev.mangrove.server.database;

import java.util.Optional;

/// What a transaction runs as.
///
/// @param actor for whom; nothing for a role that works over agencies
/// @param mode what it may do
record TransactionSettings(Optional<Actor> actor, Mode mode) {

    enum Mode {
        READ,
        WRITE,
        SERIALIZABLE;

        /// Whether work of this mode may run inside a transaction of another.
        boolean mayJoin(Mode outer) {
            return switch (this) {
                case READ -> true;
                case WRITE -> outer != READ;
                case SERIALIZABLE -> outer == SERIALIZABLE;
            };
        }
    }

    static TransactionSettings of(Actor actor, Mode mode) {
        return new TransactionSettings(Optional.of(actor), mode);
    }

    static TransactionSettings ofRole(Mode mode) {
        return new TransactionSettings(Optional.empty(), mode);
    }

    String agency() {
        return actor.map(a -> a.agency().toString()).orElse("");
    }

    String person() {
        return actor.flatMap(Actor::personId).map(PersonId::toString).orElse("");
    }

    String client() {
        return actor.flatMap(Actor::clientId).map(ClientId::toString).orElse("");
    }
}
