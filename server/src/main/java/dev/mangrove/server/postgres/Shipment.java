package dev.mangrove.server.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/// Moves finished pieces of the write-ahead log from the data folder to the backup, compressed.
///
/// A piece is flushed and renamed at its destination before it is deleted here, so that a kill at any point loses
/// none. Two movers at once do no harm: both bring the same bytes.
final class Shipment {

    /// What PostgreSQL calls a piece, the history of a timeline, and the note of a base backup.
    private static final Pattern FINISHED =
            Pattern.compile("[0-9A-F]{24}|[0-9A-F]{8}\\.history|[0-9A-F]{24}\\.[0-9A-F]{8}\\.backup");

    private Shipment() {}

    /// Moves what there is, the oldest first, and says how many.
    static int run(Path outgoing, Path wal) throws IOException {
        int moved = 0;
        for (Path piece : waiting(outgoing)) {
            if (move(piece, wal)) {
                moved++;
            }
        }
        return moved;
    }

    static List<Path> waiting(Path outgoing) throws IOException {
        if (!Files.isDirectory(outgoing)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(outgoing)) {
            return files.filter(file ->
                            FINISHED.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        }
    }

    private static boolean move(Path piece, Path wal) throws IOException {
        Path target = wal.resolve(piece.getFileName() + ".gz");
        Path partial = wal.resolve("." + piece.getFileName() + "-" + UUID.randomUUID() + ".partial");
        try (InputStream in = Files.newInputStream(piece);
                FileChannel file = FileChannel.open(
                        partial,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            OutputStream out = new GZIPOutputStream(Channels.newOutputStream(file), 1 << 16);
            in.transferTo(out);
            ((GZIPOutputStream) out).finish();
            file.force(true);
        } catch (NoSuchFileException e) {
            Files.deleteIfExists(partial);
            if (!Files.isDirectory(wal)) {
                throw e;
            }
            return false; // another mover was quicker
        } catch (IOException e) {
            deleteQuietly(partial, e);
            throw e;
        }
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Folders.force(wal);
        Files.deleteIfExists(piece);
        return true;
    }

    private static void deleteQuietly(Path partial, IOException reason) {
        try {
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }
}
