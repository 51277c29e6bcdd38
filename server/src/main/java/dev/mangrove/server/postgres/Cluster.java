package dev.mangrove.server.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/// The database folder: made once by `initdb`, whole or not at all, and refused when it is another version's.
final class Cluster {

    private static final long FREE_BYTES_MIN = 300L << 20;
    private static final Duration MAKING_LIMIT = Duration.ofMinutes(2);

    private Cluster() {}

    static void makeIfMissing(DataFolder data, PostgresBinaries binaries, PostgresAccount account) throws IOException {
        Path database = data.database();
        if (Files.exists(database.resolve("PG_VERSION"))) {
            checkVersion(database);
            DataFolder.makePrivate(database);
            return;
        }
        if (Files.exists(database)) {
            throw new PostgresException("The folder " + database + " exists but holds no database of PostgreSQL."
                    + " Move it away, or restore a backup into a new data folder.");
        }
        Path partial = data.root().resolve("database.partial");
        Folders.delete(partial);
        DataFolder.makePrivate(partial);
        account.own(partial);
        Program made = Program.run(
                account.command(List.of(
                        binaries.program("initdb").toString(),
                        "--pgdata=" + partial,
                        "--username=" + AdministratorPassword.NAME,
                        "--pwfile=" + AdministratorPassword.file(data.root()),
                        "--auth=scram-sha-256",
                        "--data-checksums",
                        "--encoding=UTF8",
                        "--locale=C",
                        // Sorts alike on every machine, whatever its C library knows.
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8")),
                MAKING_LIMIT);
        if (made.exitCode() != 0) {
            throw new PostgresException(
                    "A new database cannot be made in " + database + ". " + explain(data.root(), made.output()));
        }
        Files.move(partial, database, StandardCopyOption.ATOMIC_MOVE);
        Folders.force(data.root());
    }

    /// Refuses to go on with a disk so full that PostgreSQL would stop at once.
    static void checkSpace(Path data) throws IOException {
        long free = Files.getFileStore(data).getUsableSpace();
        if (free < FREE_BYTES_MIN) {
            throw new PostgresException("The disk that holds " + data + " has " + (free >> 20) + " MB left; "
                    + (FREE_BYTES_MIN >> 20) + " MB are needed to start. Free some space, or move the data folder.");
        }
    }

    private static void checkVersion(Path database) throws IOException {
        String version = Files.readString(database.resolve("PG_VERSION")).strip();
        if (!version.equals(PostgresBinaries.MAJOR_VERSION)) {
            throw new PostgresException("The database in " + database + " was made by PostgreSQL " + version
                    + ", and this Mangrove brings PostgreSQL " + PostgresBinaries.MAJOR_VERSION
                    + ". Nothing was changed. Start it with the Mangrove that made it,"
                    + " or see docs/operating/postgresql.md for the way to a new major version.");
        }
    }

    /// What PostgreSQL said, with what to do for the usual causes.
    static String explain(Path data, String output) {
        if (output.contains("No space left on device") || output.contains("Disk quota exceeded")) {
            return "The disk that holds " + data + " is full: free some space and start again.";
        }
        if (output.contains("Permission denied")) {
            return "It may not read or write there. Every folder above " + data
                    + " must let its account through. It said: " + output;
        }
        return "It said: " + (output.isEmpty() ? "nothing" : output);
    }
}
