package dev.mangrove.scan.match;

/// Whether searches are compared with something slower while a matching runs.
public enum SearchCheck {
    NONE,
    /// Each query is also compared with every stored hash, and any difference ends the matching.
    BRUTE_FORCE
}
