package dev.mangrove.server.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// The programs of PostgreSQL, unpacked once for each version from the archive in the jar.
///
/// They are unpacked beside their place and renamed when all are there, so that a kill leaves either nothing or
/// everything. The digest of the archive is kept with them: when it changes, they are unpacked anew.
final class PostgresBinaries {

    /// The version in the jar; a test holds it to what the program says of itself.
    static final String VERSION = "18.6";

    /// What a data folder must have been made with.
    static final String MAJOR_VERSION = "18";

    private static final long UNPACKED_BYTES_MAX = 1L << 30;
    private static final String MARKER = ".unpacked-from";

    private final Path folder;

    private PostgresBinaries(Path folder) {
        this.folder = folder;
    }

    static PostgresBinaries unpack(Path data) {
        String resource = "/postgres-" + system() + ".txz";
        Path folder = data.resolve("postgres-" + VERSION);
        try {
            String digest = digest(resource);
            Path marker = folder.resolve(MARKER);
            if (Files.exists(marker) && Files.readString(marker).equals(digest)) {
                return new PostgresBinaries(folder);
            }
            Path partial = data.resolve("postgres-" + VERSION + ".partial");
            Folders.delete(partial);
            Folders.delete(folder);
            Files.createDirectories(partial);
            extract(resource, partial);
            Files.writeString(partial.resolve(MARKER), digest);
            Folders.force(partial);
            Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
            Folders.force(data);
            return new PostgresBinaries(folder);
        } catch (IOException e) {
            throw new PostgresException(
                    "PostgreSQL cannot be unpacked into " + folder + ": " + e.getMessage()
                            + ". It needs 60 MB there and may not be mounted noexec.",
                    e);
        }
    }

    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    Path folder() {
        return folder;
    }

    /// The name by which the jars call this machine: `linux-x86_64`, `linux-arm_64`, `darwin-arm_64`.
    private static String system() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64" -> "arm_64";
            default -> System.getProperty("os.arch");
        };
        return (os.startsWith("mac") ? "darwin" : os) + "-" + machine;
    }

    private static InputStream open(String resource) {
        InputStream in = PostgresBinaries.class.getResourceAsStream(resource);
        if (in == null) {
            throw new PostgresException("This Mangrove holds no PostgreSQL for this system (" + resource
                    + " is not among its libraries). Give it a PostgreSQL of yours with --database-url,"
                    + " or a Mangrove built for this system.");
        }
        return in;
    }

    private static String digest(String resource) throws IOException {
        try (DigestInputStream in = new DigestInputStream(open(resource), MessageDigest.getInstance("SHA-256"))) {
            in.skipNBytes(0);
            byte[] buffer = new byte[1 << 16];
            while (in.read(buffer) >= 0) {
                // the digest follows
            }
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static void extract(String resource, Path target) throws IOException {
        long bytes = 0;
        try (InputStream raw = open(resource);
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(raw, 1 << 16)))) {
            for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("the archive names a place outside itself: " + entry.getName());
                }
                bytes += entry.getSize();
                if (bytes > UNPACKED_BYTES_MAX) {
                    throw new IOException("the archive holds more than " + UNPACKED_BYTES_MAX + " bytes");
                }
                write(tar, entry, path);
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path path) throws IOException {
        if (isForCompilers(path)) {
            return;
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path);
        boolean program = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static boolean isForCompilers(Path path) {
        String name = path.toString();
        return name.endsWith(".a") || name.contains("/lib/postgresql/pgxs") || name.contains("/pkgconfig");
    }
}
