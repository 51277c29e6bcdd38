package dev.mangrove.server.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// The one folder in which a server keeps everything, locked while a Mangrove works in it.
///
/// ```
/// mangrove.lock          held by the running Mangrove, with its process id
/// database/              the files of PostgreSQL
/// postgres-<version>/    its programs
/// socket/                its local socket, for psql on this machine
/// logs/                  its log, a file for each day of the week
/// secrets/               passwords of the database roles, 0600
/// wal-outgoing/          finished pieces of its write-ahead log on their way to the backup
/// ```
///
/// Only the owner may enter. Safe for use by several threads.
public final class DataFolder implements AutoCloseable {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    private static final String LOCK = "mangrove.lock";

    /// What this process holds. Asked before the file is opened: a system drops all locks that a process has on a
    /// file as soon as it closes any descriptor of it (POSIX `fcntl`).
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path root;
    private final FileChannel lockFile;
    private final FileLock lock;

    private DataFolder(Path root, FileChannel lockFile, FileLock lock) {
        this.root = root;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /// Makes the folder if it is missing and locks it.
    ///
    /// @throws PostgresException when another Mangrove works in it, when others may read it, or when it cannot be
    ///     written to
    public static DataFolder open(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        try {
            makePrivate(root);
            root = root.toRealPath();
            if (!HELD.add(root)) {
                throw inUse(root, ProcessHandle.current().pid());
            }
            try {
                return lock(root);
            } catch (IOException | RuntimeException e) {
                HELD.remove(root);
                throw e;
            }
        } catch (IOException e) {
            throw new PostgresException("The data folder " + root + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static DataFolder lock(Path root) throws IOException {
        FileChannel file = FileChannel.open(
                root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = file.tryLock();
            if (lock == null) {
                throw inUse(root, readHolder(file));
            }
            file.truncate(0);
            file.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new DataFolder(root, file, lock);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /// Whether a Mangrove works in the folder at this moment.
    public static boolean isInUse(Path folder) {
        try {
            Path root = folder.toRealPath();
            if (HELD.contains(root)) {
                return true;
            }
            if (!Files.exists(root.resolve(LOCK))) {
                return false;
            }
            try (FileChannel file =
                            FileChannel.open(root.resolve(LOCK), StandardOpenOption.READ, StandardOpenOption.WRITE);
                    FileLock lock = file.tryLock()) {
                return lock == null;
            }
        } catch (IOException e) {
            throw new PostgresException("The data folder " + folder + " cannot be used: " + e.getMessage(), e);
        }
    }

    public Path root() {
        return root;
    }

    /// The files of PostgreSQL itself.
    public Path database() {
        return root.resolve("database");
    }

    public Path secrets() {
        return root.resolve("secrets");
    }

    Path socket() {
        return root.resolve("socket");
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path walOutgoing() {
        return root.resolve("wal-outgoing");
    }

    @Override
    public void close() {
        try {
            if (lock.isValid()) {
                lock.release();
            }
            lockFile.close();
            HELD.remove(root);
        } catch (IOException e) {
            throw new PostgresException("The lock of " + root + " cannot be released: " + e.getMessage(), e);
        }
    }

    /// Makes a folder that only its owner may enter. An empty one is closed to others, a full one that was open to
    /// them is refused: what lay in it may have been read.
    static void makePrivate(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder.getParent());
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
        if (permissions.stream().noneMatch(OTHERS::contains)) {
            return;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            if (entries.findAny().isPresent()) {
                throw new PostgresException("The folder " + folder + " has the permissions "
                        + PosixFilePermissions.toString(permissions)
                        + ", so that others may read or change what is in it. Allowed are rwx------ and rwxr-x---."
                        + " If that was never meant, find out who could read it; then run: chmod 700 '" + folder + "'");
            }
        }
        Files.setPosixFilePermissions(folder, OWNER_ONLY);
    }

    private static PostgresException inUse(Path root, long holder) {
        return new PostgresException("The data folder " + root + " is in use by another Mangrove (process " + holder
                + "). Stop that one first, or give this one a folder of its own with --data.");
    }

    private static long readHolder(FileChannel file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(20);
        file.read(bytes, 0);
        String pid = StandardCharsets.US_ASCII.decode(bytes.flip()).toString().strip();
        return pid.isEmpty() ? 0 : Long.parseLong(pid);
    }
}
