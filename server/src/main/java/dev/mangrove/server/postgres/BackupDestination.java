package dev.mangrove.server.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where the write-ahead log of a data folder goes: named by the first backup, kept in a file of the data folder.
final class BackupDestination {

    static final String NAME = "backup-destination";

    private BackupDestination() {}

    static Optional<Path> read(Path data) {
        Path file = data.resolve(NAME);
        try {
            return Files.exists(file)
                    ? Optional.of(Path.of(Files.readString(file).strip()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new PostgresException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    static void write(Path data, Path destination) throws IOException {
        Folders.replace(data.resolve(NAME), destination.toAbsolutePath() + "\n");
    }

    static void remove(Path data) throws IOException {
        Files.deleteIfExists(data.resolve(NAME));
    }
}
