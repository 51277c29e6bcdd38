package dev.mangrove.formats.caseuco;

import java.time.Instant;
import java.util.Optional;

/// Something that was done in an investigation.
///
/// @param key tells this action from every other in the document
/// @param instrument the id of the tool that did it
/// @param performer a person's name
public record UcoAction(
        String key,
        String name,
        Optional<String> description,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Optional<String> performer,
        String instrument) {}
