package dev.mangrove.scan.list;

import dev.mangrove.formats.row.HashListFormatException;
import dev.mangrove.hash.DigestKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A source file as it was when its reading began, so that the digest in the list's header is that of the
/// bytes that were read.
record SourceStamp(String sha256, long sizeBytes, FileTime modifiedAt) {

    static SourceStamp of(Path file) throws IOException {
        long size = Files.size(file);
        FileTime modifiedAt = Files.getLastModifiedTime(file);
        MessageDigest digest = sha256Digest();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return new SourceStamp(HexFormat.of().formatHex(digest.digest()), size, modifiedAt);
    }

    void expectUnchanged(Path file) throws IOException {
        if (Files.size(file) != sizeBytes || !Files.getLastModifiedTime(file).equals(modifiedAt)) {
            throw new HashListFormatException(file + " changed while it was read. Begin again when it is at rest.");
        }
    }

    static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance(DigestKind.SHA256.algorithm());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
