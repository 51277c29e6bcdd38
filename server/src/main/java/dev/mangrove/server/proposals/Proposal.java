package dev.mangrove.server.proposals;

import dev.mangrove.server.database.PersonId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// An act that somebody proposed.
///
/// @param kind of act, see [ProposedAct#kind]
/// @param subject what it is about
/// @param argument with which value
/// @param expiresAt after which it can't be agreed to
public record Proposal(
        UUID id,
        String kind,
        UUID subject,
        String argument,
        String reason,
        PersonId proposedBy,
        Instant proposedAt,
        Instant expiresAt,
        State state,
        Optional<PersonId> decidedBy,
        Optional<Instant> decidedAt) {

    public enum State {
        OPEN,
        CARRIED_OUT,
        REFUSED,
        WITHDRAWN
    }

    public boolean isOpen(Instant now) {
        return state == State.OPEN && now.isBefore(expiresAt);
    }
}
