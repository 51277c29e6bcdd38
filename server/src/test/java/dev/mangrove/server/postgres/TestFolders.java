package dev.mangrove.server.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// Data folders for tests that share the unpacked programs, which would cost some seconds each.
final class TestFolders {

    private TestFolders() {}

    static Path withPrograms(Path folder) throws IOException {
        try (DataFolder ignored = DataFolder.open(folder)) {
            Path link = folder.resolve("postgres-" + PostgresBinaries.VERSION);
            if (!Files.exists(link)) {
                Files.createSymbolicLink(link, programs().folder().toAbsolutePath());
            }
        }
        return folder;
    }

    static synchronized PostgresBinaries programs() throws IOException {
        return PostgresBinaries.unpack(Files.createDirectories(Path.of("target", "test-programs")));
    }

    static boolean isRoot() throws IOException {
        return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
    }

    /// Waits until something is so, for at most twenty seconds.
    static void await(Check check) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            try {
                if (check.holds()) {
                    return;
                }
            } catch (java.sql.SQLException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not so after twenty seconds");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    interface Check {
        boolean holds() throws Exception;
    }
}
