package dev.mangrove.server.postgres;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A copy of an outside PostgreSQL, by its own tools: `pg_basebackup`, then `pg_verifybackup`.
///
/// The copy holds the whole server at one time, with the log that it needs. Going back to any time between two
/// copies takes an archive of the log, which is the outside server's own matter: docs/operating/backup.md tells
/// how.
public final class OutsideBackup {

    private static final int PORT = 5432;
    private static final Duration LIMIT = Duration.ofHours(12);

    private OutsideBackup() {}

    /// Takes a copy into a new folder below `to`, with the keys and passwords of the data folder beside it.
    ///
    /// @param jdbcUrl the address of the database
    /// @param role who may replicate: a role with REPLICATION, let in by the server's `pg_hba.conf`
    /// @param data the data folder of the Mangrove that uses the server
    /// @return the folder of the copy
    /// @throws PostgresException when a tool is missing or fails; the message says what to do
    public static Path take(String jdbcUrl, Credentials role, Path data, Path to) {
        if (!Program.isInstalled("pg_basebackup")) {
            throw new PostgresException(
                    "An outside PostgreSQL is backed up by its own tools, and pg_basebackup is not on"
                            + " the path. Install that of the server's version (Debian package postgresql-client-<version>),"
                            + " or let the server be backed up where it runs.");
        }
        try {
            BackupFolder backups = BackupFolder.make(to);
            Path folder = Path.of(backups.base(Instant.now()).toString().replace("base-", "outside-"));
            DataFolder.makePrivate(folder);
            Path database = folder.resolve("database");
            run(command(URI.create(jdbcUrl.substring("jdbc:".length())), role, database), role);
            if (Program.isInstalled("pg_verifybackup")) {
                run(List.of("pg_verifybackup", "--quiet", database.toString()), role);
            }
            BaseBackup.copyOther(data, folder);
            return folder;
        } catch (IOException e) {
            throw new PostgresException("The backup to " + to + " failed: " + e.getMessage(), e);
        }
    }

    private static List<String> command(URI address, Credentials role, Path database) {
        List<String> command = new ArrayList<>(List.of("pg_basebackup"));
        command.add("--host=" + address.getHost());
        command.add("--port=" + (address.getPort() < 0 ? PORT : address.getPort()));
        command.add("--username=" + role.name());
        command.add("--no-password");
        command.add("--pgdata=" + database);
        command.add("--wal-method=stream");
        command.add("--checkpoint=fast");
        command.add("--manifest-checksums=SHA256");
        return command;
    }

    private static void run(List<String> command, Credentials role) {
        Program ended = Program.run(command, LIMIT, Map.of("PGPASSWORD", role.password()));
        if (ended.exitCode() != 0) {
            throw new PostgresException(command.getFirst() + " failed and said: " + ended.output()
                    + ". The role " + role.name() + " needs REPLICATION, a line 'replication' in pg_hba.conf, and a"
                    + " pg_basebackup of the server's own major version. No backup was taken.");
        }
    }
}
