package dev.mangrove.hash;

/// Counts towards restart markers.
final class JpegRestarts {

    private final int interval;
    private int left;
    private int number;

    /// @param interval blocks or groups of blocks between two markers; 0 for no markers
    JpegRestarts(int interval) {
        this.interval = interval;
        this.left = interval;
    }

    /// Asked before each block or group of blocks.
    boolean isDue() {
        return interval > 0 && --left < 0;
    }

    /// The number of the marker that is due, 0..7.
    int next() {
        left = interval - 1;
        return number++ & 7;
    }
}
