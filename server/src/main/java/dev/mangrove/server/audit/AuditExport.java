package dev.mangrove.server.audit;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// Writes a log to a folder in the layout of tlog-tiles, so that anyone can check it, with our program or another.
/// What is written is what is stored: a damaged log is exported as it is, and the verification finds the damage.
/// The public key is not among the files: it must reach who checks on another way, or it proves nothing.
final class AuditExport {

    private AuditExport() {}

    /// Writes the log to a folder that is empty or not there yet.
    ///
    /// @param withOpenings whether persons and words go with it, or only commitments to them
    /// @return entries written
    static long write(ReadableLog log, Path folder, boolean withOpenings) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new IOException(folder + " is not empty: an export needs a folder of its own");
            }
        }
        return write(log, new FolderFiles(folder), withOpenings);
    }

    static long write(ReadableLog log, LogFiles files, boolean withOpenings) throws IOException {
        String note = log.checkpoint()
                .orElseThrow(() -> new IOException(
                        "the log has no checkpoint yet; there is one within a second of the first entry"));
        long size = Checkpoint.parse(SignedNote.parse(note).text()).size();
        for (long index = 0; index < Tile.count(size, 0); index++) {
            int width = Tile.width(size, 0, index);
            write(files, TilePath.entries(index, width), log.entries(index, width));
            if (withOpenings) {
                write(
                        files,
                        TilePath.openings(index, width),
                        log.openings(index, width).map(lines -> lines.getBytes(StandardCharsets.UTF_8)));
            }
        }
        for (int level = 0; Tile.count(size, level) > 0; level++) {
            for (long index = 0; index < Tile.count(size, level); index++) {
                int width = Tile.width(size, level, index);
                write(files, TilePath.tile(level, index, width), log.tile(level, index, width));
            }
        }
        writeKept(log, files);
        // Last, so that a folder with a checkpoint is a whole export.
        write(files, FolderLog.CHECKPOINT, Optional.of(note.getBytes(StandardCharsets.UTF_8)));
        return size;
    }

    private static void writeKept(ReadableLog log, LogFiles files) throws IOException {
        try (ReadableLog.NoteReader notes = log.keptCheckpoints();
                OutputStream out = new BufferedOutputStream(files.create(FolderLog.KEPT))) {
            for (Optional<String> note = notes.next(); note.isPresent(); note = notes.next()) {
                out.write((note.get() + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static void write(LogFiles files, String name, Optional<byte[]> bytes) throws IOException {
        if (bytes.isPresent()) {
            try (OutputStream out = files.create(name)) {
                out.write(bytes.get());
            }
        }
    }
}
