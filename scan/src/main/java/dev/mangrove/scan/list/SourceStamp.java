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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// A source file as it was when its reading began, so that the digest in the list's header is that of the
/// bytes that were read. The digest is taken beside the reading, so that a large file comes from the disk once.
final class SourceStamp implements AutoCloseable {

    private final long sizeBytes;
    private final FileTime modifiedAt;
    private final FutureTask<String> digest;

    private SourceStamp(long sizeBytes, FileTime modifiedAt, FutureTask<String> digest) {
        this.sizeBytes = sizeBytes;
        this.modifiedAt = modifiedAt;
        this.digest = digest;
    }

    static SourceStamp begin(Path file) throws IOException {
        SourceStamp stamp = new SourceStamp(
                Files.size(file), Files.getLastModifiedTime(file), new FutureTask<>(() -> sha256(file)));
        Thread.ofPlatform().name("source-digest").daemon().start(stamp.digest);
        return stamp;
    }

    /// The file's SHA-256 in hex, once it is there.
    String sha256() throws IOException {
        try {
            return digest.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the list was built", e);
        }
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = sha256Digest();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0 && !Thread.interrupted(); n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
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

    /// Gives the digest up where it is not there yet.
    @Override
    public void close() {
        digest.cancel(true);
    }
}
