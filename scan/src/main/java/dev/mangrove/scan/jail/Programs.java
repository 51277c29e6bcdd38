package dev.mangrove.scan.jail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Where the system keeps its programs. Looked for in the system's own folders only, so that no setting of a
/// person's shell decides what runs over evidence.
public final class Programs {

    static final String FOLDERS = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";

    private static final List<String> PLACES = List.of(FOLDERS.split(":"));

    private Programs() {}

    /// The program's absolute path, where it is installed.
    public static Optional<Path> find(String name) {
        return PLACES.stream()
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
