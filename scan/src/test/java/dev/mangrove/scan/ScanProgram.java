package dev.mangrove.scan;

import java.nio.file.Path;

/// A scan in a process of its own, so that it can be killed.
final class ScanProgram {

    private ScanProgram() {}

    public static void main(String[] arguments) throws ScanException {
        Captured.scan(Captured.request(Path.of(arguments[0]), Path.of(arguments[1]), 2));
    }
}
