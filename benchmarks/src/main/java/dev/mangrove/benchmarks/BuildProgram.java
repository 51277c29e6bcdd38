package dev.mangrove.benchmarks;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;

/// Builds a list in a JVM of its own and prints nanoseconds. Arguments: `FOLDER HASHES FILE.mgl DIGESTS`.
final class BuildProgram {

    private BuildProgram() {}

    public static void main(String[] arguments) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            DrawnHashes hashes = DrawnHashes.of(Path.of(arguments[0]), Long.parseLong(arguments[1]), arena);
            long begun = System.nanoTime();
            SearchBench.build(Path.of(arguments[2]), hashes, Boolean.parseBoolean(arguments[3]));
            System.out.println(System.nanoTime() - begun);
        }
    }
}
