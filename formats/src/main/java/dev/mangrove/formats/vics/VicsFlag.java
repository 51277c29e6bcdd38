package dev.mangrove.formats.vics;

import java.util.Locale;
import java.util.Optional;

/// A boolean with three states, written in the wild as `true`, `"True"`, `1` or not at all.
public final class VicsFlag {

    private VicsFlag() {}

    /// Reads a flag; empty where the text is blank or no flag.
    public static Optional<Boolean> parse(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes" -> Optional.of(true);
            case "false", "0", "no" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
