package dev.mangrove.index;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// The hidden folder beside a list in which it is built: on the same file system, so that the whole
/// file can be renamed into its place. A lock tells a folder in use from one that a killed build
/// left behind; the next build of the same list removes the latter.
final class BuildFolder implements AutoCloseable {

    private static final String LOCK = "lock";

    private final Path output;
    private final Path folder;
    private final FileChannel lock;

    private BuildFolder(Path output, Path folder, FileChannel lock) {
        this.output = output;
        this.folder = folder;
        this.lock = lock;
    }

    static BuildFolder create(Path list) throws IOException {
        Path output = list.toAbsolutePath().normalize();
        Path parent = output.getParent();
        if (parent == null || output.getFileName() == null) {
            throw new IOException(list + " is no name for a list file; give a file name such as known.mgl");
        }
        if (!Files.exists(parent)) {
            throw new NoSuchFileException(
                    parent.toString(), null, "the folder for the list " + output + " does not exist; create it first");
        }
        if (!Files.isDirectory(parent)) {
            throw new NotDirectoryException(parent + " is not a folder, so no list can be written into it");
        }
        if (Files.isDirectory(output)) {
            throw new FileAlreadyExistsException(
                    output.toString(), null, "is a folder; give a file name such as " + output + ".mgl");
        }
        String prefix = "." + output.getFileName() + ".building-";
        removeAbandoned(parent, prefix);
        Path folder = Files.createTempDirectory(parent, prefix);
        FileChannel lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        hold(lock);
        return new BuildFolder(output, folder, lock);
    }

    private static void hold(FileChannel lock) {
        try {
            lock.tryLock();
        } catch (IOException e) {
            // A file system without locks: the folder is then left for a person to remove if this build is killed.
        }
    }

    /// What to say where the list could not be written.
    IOException notWritten(IOException cause) {
        return new IOException(
                "the list " + output + " could not be written: " + cause.getMessage()
                        + ". Its folder needs room for the list and for as much again while it is built; make room, or"
                        + " choose another folder",
                cause);
    }

    /// The folder in which temporary files go.
    Path folder() {
        return folder;
    }

    /// The file that becomes the list.
    Path draft() {
        return folder.resolve("list");
    }

    /// Puts the finished file, already on the disk, in its place.
    void publish() throws IOException {
        Files.move(draft(), output, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Path parent = output.getParent();
        if (parent != null) {
            try (FileChannel directory = FileChannel.open(parent, StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
        remove(folder);
    }

    private static void removeAbandoned(Path parent, String prefix) throws IOException {
        try (DirectoryStream<Path> siblings = Files.newDirectoryStream(
                parent, path -> String.valueOf(path.getFileName()).startsWith(prefix))) {
            for (Path folder : siblings) {
                if (isAbandoned(folder)) {
                    remove(folder);
                }
            }
        }
    }

    private static boolean isAbandoned(Path folder) {
        try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            return held != null;
        } catch (IOException | OverlappingFileLockException e) {
            // Held by this process, not ours to open, or just being made: leave it alone.
            return false;
        }
    }

    private static void remove(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
