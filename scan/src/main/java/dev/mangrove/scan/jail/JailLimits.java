package dev.mangrove.scan.jail;

import java.time.Duration;

/// What one run of an outside program may cost.
///
/// @param wallClock after which it is ended
/// @param processorSeconds of all its threads together
/// @param memoryBytes of address space of each of its processes
/// @param outputBytes on its standard output
public record JailLimits(Duration wallClock, long processorSeconds, long memoryBytes, long outputBytes) {

    public JailLimits {
        require("wall-clock milliseconds", wallClock.toMillis());
        require("processor seconds", processorSeconds);
        require("memory bytes", memoryBytes);
        require("output bytes", outputBytes);
    }

    private static void require(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, not " + value);
        }
    }
}
