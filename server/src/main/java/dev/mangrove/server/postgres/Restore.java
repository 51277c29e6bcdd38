package dev.mangrove.server.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes a data folder from a backup, at its end or at a time.
///
/// ```java
/// Restore.Restored restored = Restore.run(Path.of("/mnt/backup"), newFolder, Optional.of(time));
/// ```
///
/// Every file is compared with its digest in the manifest, and every piece of the write-ahead log must be whole,
/// with none missing between the copy and the end. The folder is then ready for `serve`; the backup is only read.
/// A restored
/// server sends its log nowhere until its own first backup.
public final class Restore {

    private static final Logger LOG = LoggerFactory.getLogger(Restore.class);

    /// What was restored.
    ///
    /// @param base the copy that it started from
    /// @param lastChangeAt when the last change in it was committed; nothing when there was none after the copy
    /// @param segments how many pieces of the write-ahead log were gone through
    public record Restored(Path base, Optional<Instant> lastChangeAt, int segments) {}

    private Restore() {}

    /// @param until the time to go back to; nothing for all that there is
    /// @throws PostgresException when the backup is not whole, or does not reach back so far; the new folder is
    ///     then to be removed by hand
    public static Restored run(Path from, Path folder, Optional<Instant> until) {
        try {
            requireEmpty(folder);
            BackupFolder backups = new BackupFolder(from.toAbsolutePath().normalize());
            Manifest base = choose(backups, until);
            try (DataFolder data = DataFolder.open(folder)) {
                Path wal = data.root().resolve("wal-restored");
                DataFolder.makePrivate(wal);
                int segments = RestoredLog.unpack(backups.wal(), base, wal, until.isPresent());
                copy(base, data.root());
                Optional<Instant> lastChangeAt = recover(data, wal, until);
                Folders.delete(wal);
                return new Restored(base.folder(), lastChangeAt, segments);
            }
        } catch (IOException e) {
            throw new PostgresException(
                    "The backup in " + from + " cannot be restored to " + folder + ": " + e.getMessage(), e);
        } catch (SQLException e) {
            throw new PostgresException("The restored server in " + folder + " does not answer: " + e.getMessage(), e);
        }
    }

    private static void requireEmpty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            if (entries.findAny().isPresent()) {
                throw new PostgresException("The folder " + folder + " is not empty. Restore into a new one: what is"
                        + " there may still be needed.");
            }
        }
    }

    private static Manifest choose(BackupFolder backups, Optional<Instant> until) throws IOException {
        List<Manifest> whole = backups.manifests();
        if (whole.isEmpty()) {
            throw new PostgresException("There is no whole backup in " + backups.root() + ".");
        }
        Manifest chosen = null;
        for (Manifest manifest : whole) {
            if (until.isEmpty() || !manifest.finishedAt().isAfter(until.get())) {
                chosen = manifest;
            }
        }
        if (chosen == null) {
            throw new PostgresException("The backups in " + backups.root() + " begin at "
                    + whole.getFirst().finishedAt() + " and cannot go back to " + until.get() + ".");
        }
        if (!PostgresBinaries.VERSION.startsWith(major(chosen.postgresVersion()))) {
            throw new PostgresException("The backup " + chosen.folder() + " was made by PostgreSQL "
                    + chosen.postgresVersion() + " and this Mangrove brings " + PostgresBinaries.VERSION
                    + ". Restore it with the Mangrove that made it.");
        }
        return chosen;
    }

    private static String major(String version) {
        return version.substring(0, version.indexOf('.') + 1);
    }

    private static void copy(Manifest base, Path data) throws IOException {
        for (Manifest.Entry file : base.files()) {
            String name = file.path();
            Path target =
                    name.startsWith("database/") ? data.resolve(name) : data.resolve(name.substring("other/".length()));
            if (!target.normalize().startsWith(data)) {
                throw new PostgresException("The manifest of " + base.folder() + " names a place outside itself");
            }
            Files.createDirectories(target.getParent());
            FileCopy copied = FileCopy.copy(base.folder().resolve(name), target);
            if (copied.bytes() != file.bytes() || !copied.sha256().equals(file.sha256())) {
                throw new PostgresException("The file " + name + " of the backup " + base.folder()
                        + " is not as it was written. This copy is damaged: use an earlier one, with --until.");
            }
        }
        makeFolders(base.folder(), data);
    }

    /// Empty folders stand in no manifest; PostgreSQL wants its own.
    private static void makeFolders(Path copy, Path data) throws IOException {
        for (String part : List.of("database", "other")) {
            Path root = copy.resolve(part);
            try (Stream<Path> entries = Files.walk(root)) {
                for (Path folder : entries.filter(Files::isDirectory).toList()) {
                    Path relative = root.relativize(folder);
                    Path target = (part.equals("database") ? data.resolve(part) : data).resolve(relative.toString());
                    Files.createDirectories(target);
                    Files.setPosixFilePermissions(
                            target, java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
                }
            }
        }
    }

    /// Lets PostgreSQL go through the log, by starting it once.
    private static Optional<Instant> recover(DataFolder data, Path wal, Optional<Instant> until)
            throws IOException, SQLException {
        Files.createFile(data.database().resolve("recovery.signal"));
        ServerSettings.writeRecovery(data.root(), wal, until);
        PostgresAccount account = PostgresAccount.forFolder(data.root());
        account.own(data.database());
        account.own(wal);
        Optional<Instant> lastChangeAt;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, account);
                Connection connection = postgres.connectAsAdministrator("postgres");
                Statement statement = connection.createStatement()) {
            try (ResultSet rows =
                    statement.executeQuery("SELECT pg_is_in_recovery(), pg_last_xact_replay_timestamp()")) {
                rows.next();
                if (rows.getBoolean(1)) {
                    throw new PostgresException("The restored server in " + data.root() + " did not come to its end");
                }
                lastChangeAt = Optional.ofNullable(rows.getTimestamp(2)).map(java.sql.Timestamp::toInstant);
            }
        }
        ServerSettings.removeRecovery(data.root());
        LOG.info("Restored to {}", data.root());
        return lastChangeAt;
    }
}
