package dev.mangrove.server.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A passkey as its owner sees it.
///
/// @param label the browser it was made with
public record OwnPasskey(UUID id, String label, Instant addedAt, Optional<Instant> usedAt) {}
