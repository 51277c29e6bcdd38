package dev.mangrove.benchmarks;

import dev.mangrove.index.HashList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;

/// Opens a list and asks it once, and prints nanoseconds for each. Argument: `FILE.mgl`.
final class OpenProgram {

    private OpenProgram() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        long begun = System.nanoTime();
        try (HashList list = HashList.open(file)) {
            long opened = System.nanoTime();
            list.near()
                    .matchesWithin(
                            DrawnHashes.hash(new SplittableRandom(1)),
                            DrawnHashes.RADIUS_BITS,
                            (ordinal, distanceBits) -> Sink.take(ordinal));
            System.out.println((opened - begun) + " " + (System.nanoTime() - opened));
        }
    }
}
