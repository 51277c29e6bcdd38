package dev.mangrove.scan.examine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Reference files that are too many or not ours to be in the repository: read where they exist.
final class SharedFiles {

    private SharedFiles() {}

    /// A folder below `MANGROVE_SHARED` (system property or environment), or below `shared` beside the
    /// repository; empty, with a line that says so, where there is none.
    static Optional<Path> folder(String name) {
        String configured = System.getProperty("MANGROVE_SHARED", System.getenv("MANGROVE_SHARED"));
        Path shared = configured == null ? Path.of("../../shared") : Path.of(configured);
        Path folder = shared.resolve(name);
        if (Files.isDirectory(folder)) {
            return Optional.of(folder);
        }
        System.err.println("skipped: no folder " + folder + "; set MANGROVE_SHARED to run this test");
        return Optional.empty();
    }
}
