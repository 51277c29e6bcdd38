package dev.mangrove.formats.caseuco;

import java.math.BigDecimal;
import java.util.Optional;

/// What an analysis says of one file.
///
/// @param key tells this verdict from every other in the document
/// @param file the id of the file
/// @param instrument the id of the tool
/// @param classification e.g. the label of a list's scheme
/// @param confidence 0..1
public record UcoVerdict(
        String key,
        String file,
        String instrument,
        String classification,
        Optional<BigDecimal> confidence,
        Optional<String> description) {}
