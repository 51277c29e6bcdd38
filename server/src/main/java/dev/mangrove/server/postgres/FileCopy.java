package dev.mangrove.server.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;

/// Copies a file and tells what was copied.
///
/// @param sha256 of the bytes, in hexadecimal
/// @param bytes how many there were
record FileCopy(String sha256, long bytes) {

    private static final int BUFFER_BYTES = 1 << 17;

    /// The new file is its owner's only. The old one may grow or shrink meanwhile: what was read is what is told.
    static FileCopy copy(Path from, Path to) throws IOException {
        Files.createFile(to, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (InputStream in = Files.newInputStream(from);
                OutputStream out = Files.newOutputStream(to, StandardOpenOption.WRITE)) {
            MessageDigest digest = Manifest.newDigest();
            byte[] buffer = new byte[BUFFER_BYTES];
            long bytes = 0;
            for (int read; (read = in.read(buffer)) >= 0; bytes += read) {
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
            return new FileCopy(HexFormat.of().formatHex(digest.digest()), bytes);
        }
    }
}
