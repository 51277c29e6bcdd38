package dev.mangrove.scan.list;

import dev.mangrove.formats.scheme.Scheme;
import dev.mangrove.hash.HashProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Builds a list in a JVM of its own, so that a test can choose the heap: `SOURCE OUTPUT`.
final class ListBuildProgram {

    private ListBuildProgram() {}

    public static void main(String[] arguments) throws IOException {
        ListPlan plan = new ListPlan(
                "scale", Optional.empty(), "test", HashProfile.REFERENCE, Optional.of(Scheme.resolve("us")));
        long startedAt = System.nanoTime();
        ListSummary summary = ListBuild.build(List.of(Path.of(arguments[0])), Path.of(arguments[1]), plan);
        System.out.printf(
                "%d entries of %d rows, %d refused, %.1f s by the clock, %.1f s of processor time%n",
                summary.header().entries(),
                summary.rows(),
                summary.refused(),
                (System.nanoTime() - startedAt) / 1e9,
                ProcessHandle.current()
                                .info()
                                .totalCpuDuration()
                                .orElse(Duration.ZERO)
                                .toMillis()
                        / 1e3);
    }
}
