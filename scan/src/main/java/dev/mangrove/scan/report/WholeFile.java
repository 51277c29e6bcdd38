package dev.mangrove.scan.report;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;

/// A file that is there whole or not at all.
final class WholeFile {

    private static final int HEAD_BYTES = 8 << 10;

    private WholeFile() {}

    /// Writes the content of a file.
    interface Content {
        void writeTo(OutputStream out) throws IOException, SQLException;
    }

    /// Writes a file under a passing name, forces it to the disk, and gives it its own name.
    ///
    /// @param marker a file of this name that has the text near its beginning may be replaced
    static void write(Path file, String marker, Content content) throws IOException, SQLException {
        Path folder = check(file, marker);
        Path part;
        try {
            part = Files.createTempFile(folder, ".mangrove-", ".part");
        } catch (IOException e) {
            throw new ReportException(
                    "cannot write into " + folder + ": " + e.getMessage() + ". Choose a folder that you may write to.",
                    e);
        }
        try {
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
                content.writeTo(new OpenAtTheEnd(out));
                out.flush();
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (ReportException e) {
            throw e;
        } catch (IOException e) {
            throw new ReportException(
                    "cannot write " + file + ": " + e.getMessage() + ". Free some space or choose another place.", e);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /// The folder that the file may be written into.
    ///
    /// @throws ReportException where it may not
    static Path check(Path file, String marker) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new ReportException("cannot write " + file + ": there is no folder " + folder + ". Make it first.");
        }
        if (Files.isDirectory(file)) {
            throw new ReportException("cannot write " + file + ": it is a folder. Name a file in it.");
        }
        if (Files.exists(file) && !isReport(file, marker)) {
            throw new ReportException(file + " exists and is no earlier report of this kind; it is left as it is."
                    + " Choose another name, or move it away.");
        }
        return folder;
    }

    private static boolean isReport(Path file, String marker) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(HEAD_BYTES), StandardCharsets.UTF_8).contains(marker);
        }
    }

    /// Lets a writer close its stream while the file stays open to be forced.
    private static final class OpenAtTheEnd extends java.io.FilterOutputStream {
        OpenAtTheEnd(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
