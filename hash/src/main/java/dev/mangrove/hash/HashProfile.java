package dev.mangrove.hash;

import java.util.Locale;

/// Which of the two ways to prepare a large picture a PDQ hash comes from. Hashes of different
/// profiles must not be compared.
public enum HashProfile {
    /// Pictures over 512 pixels a side are first reduced to 512 x 512 by nearest neighbour. What
    /// other tools exchange, and the default.
    REFERENCE,
    /// No reduction.
    FULL;

    /// The name in files and machine output: `reference` or `full`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
