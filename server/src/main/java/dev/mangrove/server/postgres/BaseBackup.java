package dev.mangrove.server.postgres;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Copies the files of a running server, between `pg_backup_start` and `pg_backup_stop`.
///
/// Files change while they are copied, and pages may be torn: the write-ahead log from the start on mends all of
/// it, for which PostgreSQL writes whole pages meanwhile.
///
/// @see <https://www.postgresql.org/docs/18/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP-DATA>
final class BaseBackup {

    /// Folders whose content is made anew at a start, or is the write-ahead log itself; they are copied empty.
    private static final Set<String> EMPTY = Set.of(
            "pg_wal",
            "pg_wal/archive_status",
            "pg_wal/summaries",
            "pg_dynshmem",
            "pg_notify",
            "pg_replslot",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final Set<String> LEFT_OUT = Set.of("postmaster.pid", "postmaster.opts", "backup_label", "log");

    /// What of the data folder is no one's data.
    private static final Set<String> NOT_OTHER = Set.of(
            "database",
            "socket",
            "logs",
            "log",
            "wal-outgoing",
            "mangrove.lock",
            BackupDestination.NAME,
            "wal-restored");

    private static final String CONTROL_FILE = "global/pg_control";

    private BaseBackup() {}

    /// Copies the files of PostgreSQL to `database/` in the copy's folder.
    static List<Manifest.Entry> copyDatabase(Path database, Path copy) throws IOException {
        List<Manifest.Entry> entries = new ArrayList<>();
        Path target = copy.resolve("database");
        Files.walkFileTree(database, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Path relative = database.relativize(folder);
                if (folder.getFileName().toString().startsWith("pgsql_tmp")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                DataFolder.makePrivate(target.resolve(relative.toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path relative = database.relativize(file);
                Path parent = relative.getParent();
                String name = relative.toString();
                if (attributes.isSymbolicLink()) {
                    throw new PostgresException("The database has a file elsewhere, by the link " + file
                            + " (a tablespace, or a moved log). Such a server cannot be backed up by this command.");
                }
                boolean skipped = LEFT_OUT.contains(name)
                        || name.equals(CONTROL_FILE)
                        || (parent != null && EMPTY.contains(parent.toString()))
                        || relative.getFileName().toString().startsWith("pg_internal.init");
                if (!skipped) {
                    copyIfThere(file, target.resolve(name), "database/" + name, entries);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE; // dropped meanwhile
                }
                throw e;
            }
        });
        copyIfThere(database.resolve(CONTROL_FILE), target.resolve(CONTROL_FILE), "database/" + CONTROL_FILE, entries);
        return entries;
    }

    /// Copies all else that the data folder holds, such as keys and passwords, to `other/`.
    static List<Manifest.Entry> copyOther(Path data, Path copy) throws IOException {
        List<Manifest.Entry> entries = new ArrayList<>();
        Path target = copy.resolve("other");
        Files.walkFileTree(data, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Path relative = data.relativize(folder);
                if (isOfNoOne(relative)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                DataFolder.makePrivate(target.resolve(relative.toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path relative = data.relativize(file);
                if (attributes.isRegularFile() && !isOfNoOne(relative)) {
                    copyIfThere(file, target.resolve(relative.toString()), "other/" + relative, entries);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return entries;
    }

    private static boolean isOfNoOne(Path relative) {
        String first = relative.getName(0).toString();
        return NOT_OTHER.contains(first) || first.startsWith("postgres-") && !first.equals("postgresql-local.conf");
    }

    private static void copyIfThere(Path from, Path to, String name, List<Manifest.Entry> entries) throws IOException {
        try {
            FileCopy copied = FileCopy.copy(from, to);
            entries.add(new Manifest.Entry(copied.sha256(), copied.bytes(), name));
        } catch (NoSuchFileException e) {
            Files.deleteIfExists(to); // dropped meanwhile; the log knows
        }
    }
}
