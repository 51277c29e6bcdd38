package dev.mangrove.scan.workspace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Keeps two scans out of one workspace. The system gives the lock back when its process ends, however it ends.
///
/// The lock lies on a file of its own: closing any handle of a file drops the process's locks on it, and so
/// nothing but SQLite may ever open `workspace.sqlite`.
final class WorkspaceLock implements AutoCloseable {

    private static final String FILE = "workspace.lock";

    private final FileChannel channel;
    private final FileLock lock;

    private WorkspaceLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    static WorkspaceLock take(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw WorkspaceException.cannotGoOn("the workspace " + folder + " is in use by another scan or rematch"
                        + holder(file) + "; wait until it ends, stop it, or use another workspace");
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)),
                    0);
            return new WorkspaceLock(channel, lock);
        } catch (IOException e) {
            throw WorkspaceException.cannotGoOn(
                    "the workspace " + folder + " cannot be written (" + WorkspaceException.reason(e)
                            + "); free space on its disk, make the" + " folder writable, or give another one",
                    e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String holder(Path file) {
        try {
            String pid = Files.readString(file, StandardCharsets.US_ASCII).strip();
            return pid.matches("\\d{1,10}") ? " (process " + pid + ")" : "";
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() {
        try (channel) {
            lock.release();
        } catch (IOException e) {
            throw WorkspaceException.cannotGoOn("the workspace's lock could not be given back", e);
        }
    }
}
