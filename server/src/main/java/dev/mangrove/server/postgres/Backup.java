package dev.mangrove.server.postgres;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// Takes a copy of a running embedded server, and from then on lets its write-ahead log go to the same folder.
///
/// ```java
/// Backup.Taken taken = Backup.take(PostgresAccess.find(data).orElseThrow(), Path.of("/mnt/backup"));
/// ```
///
/// The server works on meanwhile. The copy holds the whole data folder: the database, the keys and the passwords.
/// Who has it has everything.
public final class Backup {

    private static final String STOP_LIMIT = "10min";

    /// What was taken.
    ///
    /// @param folder the copy
    /// @param finishedAt the earliest time to which it can be restored
    /// @param files how many files it has
    /// @param bytes how many bytes
    public record Taken(Path folder, Instant finishedAt, int files, long bytes) {}

    private final PostgresAccess server;
    private final BackupFolder backups;

    private Backup(PostgresAccess server, BackupFolder backups) {
        this.server = server;
        this.backups = backups;
    }

    /// Takes a copy into a new folder below `to`.
    ///
    /// @throws PostgresException when it cannot be taken; an unfinished copy has no manifest and is never restored
    public static Taken take(PostgresAccess server, Path to) {
        try {
            checkApart(server.data(), to);
            return new Backup(server, BackupFolder.make(to)).take();
        } catch (IOException e) {
            throw new PostgresException(
                    "The backup to " + to + " failed: " + e.getMessage()
                            + ". Is the disk there, with room for the whole data folder?",
                    e);
        } catch (SQLException e) {
            throw new PostgresException("The backup to " + to + " failed: the database said: " + e.getMessage(), e);
        }
    }

    private Taken take() throws IOException, SQLException {
        Instant startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Path folder = backups.base(startedAt);
        if (Files.exists(folder)) {
            throw new PostgresException("There is a copy of this very second: " + folder + ". Try again.");
        }
        try (Connection connection = server.connect("postgres")) {
            sendLogTo(connection);
            DataFolder.makePrivate(folder);
            String firstSegment = start(connection);
            List<Manifest.Entry> files = new ArrayList<>(BaseBackup.copyDatabase(server.database(), folder));
            files.addAll(BaseBackup.copyOther(server.data(), folder));
            String lastSegment = stop(connection, folder, files);
            Instant finishedAt = finishedAt(connection);
            Shipment.run(server.data().resolve("wal-outgoing"), backups.wal());
            requireShipped(firstSegment);
            requireShipped(lastSegment);
            force(folder);
            Manifest manifest = new Manifest(
                    folder, PostgresBinaries.VERSION, startedAt, finishedAt, firstSegment, lastSegment, files);
            manifest.write();
            Folders.force(backups.root());
            return new Taken(folder, finishedAt, files.size(), manifest.bytes());
        }
    }

    /// Names the destination, so that finished pieces of the log are brought there and no longer thrown away.
    private void sendLogTo(Connection connection) throws IOException, SQLException {
        if (!ask(connection, "SHOW archive_library").equals("basic_archive")) {
            throw new PostgresException("The server does not hand over its log. Does "
                    + server.data().resolve("postgresql-local.conf")
                    + " set archive_mode, archive_library or archive_command? It must not; then start it again.");
        }
        BackupDestination.write(server.data(), backups.root());
    }

    private static String start(Connection connection) throws SQLException {
        return ask(connection, "SELECT pg_walfile_name(pg_backup_start('mangrove', true))");
    }

    /// Ends the copy, waits until its log was handed over, and writes the label without which it must not be
    /// started.
    private static String stop(Connection connection, Path folder, List<Manifest.Entry> files)
            throws SQLException, IOException {
        execute(connection, "SET statement_timeout = '" + STOP_LIMIT + "'");
        String label;
        String lastSegment;
        try (PreparedStatement stop = connection.prepareStatement(
                        "SELECT labelfile, pg_walfile_name(lsn) FROM pg_backup_stop(true)");
                ResultSet rows = stop.executeQuery()) {
            rows.next();
            label = rows.getString(1);
            lastSegment = rows.getString(2);
        }
        Path written = Files.createTempFile(folder, "label", ".partial");
        try {
            Files.writeString(written, label);
            FileCopy copied = FileCopy.copy(written, folder.resolve("database/backup_label"));
            files.add(new Manifest.Entry(copied.sha256(), copied.bytes(), "database/backup_label"));
        } finally {
            Files.delete(written);
        }
        return lastSegment;
    }

    private static Instant finishedAt(Connection connection) throws SQLException {
        return Instant.ofEpochMilli(
                Long.parseLong(ask(connection, "SELECT ceil(extract(epoch FROM clock_timestamp()) * 1000)::bigint")));
    }

    private void requireShipped(String segment) throws IOException {
        Path expected = backups.wal().resolve(segment + ".gz");
        if (!Files.exists(expected)) {
            throw new PostgresException("The piece " + segment + " of the write-ahead log did not reach "
                    + backups.wal() + ", so that the copy is not whole.");
        }
    }

    /// Flushes the copy to its disk.
    private static void force(Path folder) throws IOException {
        if (Program.isInstalled("sync")
                && Program.run(List.of("sync", "-f", folder.toString()), Duration.ofMinutes(30))
                                .exitCode()
                        == 0) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Folders.force(file);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void checkApart(Path data, Path to) {
        Path backups = to.toAbsolutePath().normalize();
        if (backups.startsWith(data) || data.startsWith(backups)) {
            throw new PostgresException("The backup cannot go to " + backups + ": it must lie outside the data folder "
                    + data + ", best on another disk.");
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
