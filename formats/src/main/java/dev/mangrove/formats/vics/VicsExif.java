package dev.mangrove.formats.vics;

import java.util.Optional;

/// One property that a file's maker wrote into it.
///
/// @param propertyGroup the directory that it stood in, e.g. `Exif IFD0`
public record VicsExif(String propertyName, Optional<String> propertyValue, Optional<String> propertyGroup) {}
