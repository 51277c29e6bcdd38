package dev.mangrove.server.console;

/// A place in the rail on the left; each domain declares its own as a bean.
///
/// @param order smaller stands higher
/// @param key of its text, `console.rail.<key>`, and of the pages that belong to it
/// @param path where it leads
/// @param letter after `g`, the keys that lead there
public record RailEntry(int order, String key, String path, char letter) {}
