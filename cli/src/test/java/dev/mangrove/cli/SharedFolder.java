package dev.mangrove.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Material that lies beside the repository and is no part of it: `mangrove.shared` or `MANGROVE_SHARED` names it.
final class SharedFolder {

    private SharedFolder() {}

    /// A folder in it, or nothing and a line that says so.
    static Optional<Path> find(String name) {
        String named = System.getProperty("mangrove.shared", System.getenv("MANGROVE_SHARED"));
        Path root = Path.of("").toAbsolutePath();
        while (root.getParent() != null && !Files.isDirectory(root.resolve("testkit"))) {
            root = root.getParent();
        }
        Path folder = (named != null ? Path.of(named) : root.resolveSibling("shared")).resolve(name);
        if (Files.isDirectory(folder)) {
            return Optional.of(folder);
        }
        System.out.println("skipped: " + folder + " is not here");
        return Optional.empty();
    }
}
