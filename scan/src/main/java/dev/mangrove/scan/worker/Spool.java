package dev.mangrove.scan.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The pool's temporary files. They may hold evidence: their folder is the owner's alone, is emptied at the
/// start of what an earlier run left behind when it was killed, and is empty again at the end.
final class Spool {

    private static final long SPACE_BYTES_MIN = 16L << 20;

    private final Path root;
    private final AtomicLong folders = new AtomicLong();

    private Spool(Path root) {
        this.root = root;
    }

    /// @param root is created where missing
    static Spool prepare(Path root) throws IOException {
        Files.createDirectories(root);
        makePrivate(root);
        Spool spool = new Spool(root);
        spool.clear();
        Files.createDirectories(spool.libraryFolder());
        return spool;
    }

    private static void makePrivate(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /// Where workers unpack the native parts of their libraries.
    Path libraryFolder() {
        return root.resolve("libraries");
    }

    /// An empty folder for one walk.
    Path newFolder() {
        Path folder = root.resolve("walk-" + folders.incrementAndGet());
        try {
            return Files.createDirectory(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot create the temporary folder " + folder + " (" + e.getMessage()
                            + "); free space on its disk, or make it writable",
                    e);
        }
    }

    /// Tells a full disk from a walk's own limit: in a worker both look alike.
    ///
    /// @throws UncheckedIOException where the disk has less left than [#SPACE_BYTES_MIN]
    void requireSpace() {
        try {
            long left = Files.getFileStore(root).getUsableSpace();
            if (left < SPACE_BYTES_MIN) {
                throw new IOException("the disk of the temporary folder " + root + " is full: " + left
                        + " bytes are left; free some space and give the same command again, it goes on where it was");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Removes a walk's folder and what is left in it.
    void discardFolder(Path folder) {
        delete(folder);
    }

    /// What cannot be deleted now is deleted with its folder, or at the next start.
    void discardFile(Path file) {
        deleteIfPossible(file);
    }

    /// Removes all that this class has made, also in earlier runs, and nothing else.
    void clear() throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root, "{walk-*,libraries}")) {
            entries.forEach(Spool::delete);
        } catch (DirectoryIteratorException e) {
            throw new IOException("cannot list the temporary folder " + root, e);
        }
    }

    private static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    deleteIfPossible(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) {
                    deleteIfPossible(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException unlisted) {
            deleteIfPossible(folder);
        }
    }

    private static void deleteIfPossible(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException left) {
            // A later clearing tries again.
        }
    }
}
