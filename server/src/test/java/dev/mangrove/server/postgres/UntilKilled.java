package dev.mangrove.server.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A program that starts a server and waits to be killed.
final class UntilKilled {

    private UntilKilled() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.start(DataFolder.open(Path.of(arguments[0])));
            System.out.println("port " + postgres.port());
            TimeUnit.MINUTES.sleep(2);
        } catch (PostgresException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /// Starts it in a JVM of its own.
    static Process launch(Path folder) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        UntilKilled.class.getName(),
                        folder.toString())
                .start();
    }

    /// Starts it and waits until its server is ready.
    static Process start(Path folder) throws IOException {
        Process process = launch(folder);
        StringBuilder said = new StringBuilder();
        for (int c; (c = process.getInputStream().read()) >= 0; ) {
            said.append((char) c);
            if (said.indexOf("port ") >= 0 && c == '\n') {
                return process;
            }
        }
        throw new IOException(
                "it did not start: " + new String(process.getErrorStream().readAllBytes()));
    }
}
