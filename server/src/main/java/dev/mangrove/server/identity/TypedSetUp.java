package dev.mangrove.server.identity;

/// What was typed into the set-up form, to be shown again.
public record TypedSetUp(String agency, String zone, String login, String name) {}
