package dev.mangrove.server.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;

/// A folder with backups, best on another disk.
///
/// ```
/// base-20261124T191500Z/      a copy of the whole server at one time
///     manifest.tsv            written last: without it the copy is not whole and is never used
///     database/ other/        the files of PostgreSQL; all else that the data folder holds
/// wal/<segment>.gz            what happened since, without a gap
/// ```
///
/// @param root the folder
record BackupFolder(Path root) {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'base-'yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    static BackupFolder make(Path folder) throws IOException {
        BackupFolder backups = new BackupFolder(folder.toAbsolutePath().normalize());
        DataFolder.makePrivate(backups.root());
        DataFolder.makePrivate(backups.wal());
        return backups;
    }

    Path wal() {
        return root.resolve("wal");
    }

    Path base(Instant startedAt) {
        return root.resolve(NAME.format(startedAt));
    }

    /// The manifests of all whole copies, the oldest first.
    List<Manifest> manifests() throws IOException {
        if (!Files.isDirectory(root)) {
            throw new PostgresException("There is no folder " + root + " to restore from.");
        }
        try (Stream<Path> folders = Files.list(root)) {
            List<Path> whole = folders.filter(
                            folder -> folder.getFileName().toString().startsWith("base-"))
                    .filter(folder -> Files.exists(folder.resolve(Manifest.NAME)))
                    .sorted()
                    .toList();
            List<Manifest> manifests = new java.util.ArrayList<>();
            for (Path folder : whole) {
                manifests.add(Manifest.read(folder));
            }
            return manifests;
        }
    }
}
