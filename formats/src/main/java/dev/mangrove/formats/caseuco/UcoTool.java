package dev.mangrove.formats.caseuco;

/// The program that did something.
public record UcoTool(String name, String version, String creator) {}
