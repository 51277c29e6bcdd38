package dev.mangrove.formats.vics;

/// A hash beside MD5 and SHA-1.
///
/// @param hashName e.g. `SHA256`, `PDQ`
/// @param hashValue as written
public record VicsAlternativeHash(String hashName, String hashValue) {}
