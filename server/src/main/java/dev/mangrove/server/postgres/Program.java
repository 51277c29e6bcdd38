package dev.mangrove.server.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// An outside program, run to its end within a time, with what it said.
///
/// @param exitCode what the program ended with; 0 means that it did what it was asked
/// @param output the last part of both its outputs
record Program(int exitCode, String output) {

    private static final int OUTPUT_BYTES_MAX = 4_000;

    static Program run(List<String> command, Duration limit) {
        return run(command, limit, Map.of());
    }

    /// @param environment what is told to the program beside what this process was told
    static Program run(List<String> command, Duration limit, Map<String, String> environment) {
        try {
            Path output = Files.createTempFile("mangrove-program", ".out");
            try {
                ProcessBuilder builder =
                        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
                builder.environment().putAll(environment);
                Process process = builder.start();
                process.getOutputStream().close();
                waitFor(process, command.getFirst(), limit);
                return new Program(process.exitValue(), tail(output));
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw new PostgresException(command.getFirst() + " cannot be run: " + e.getMessage(), e);
        }
    }

    private static void waitFor(Process process, String name, Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new PostgresException(name + " did not end within " + limit.toSeconds()
                        + " s. Is the disk or the machine overloaded?");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new PostgresException("Interrupted while " + name + " ran", e);
        }
    }

    /// Whether a program of this name is on the path.
    static boolean isInstalled(String name) {
        List<Path> folders = new ArrayList<>();
        String path = System.getenv("PATH");
        for (String folder : (path == null ? "" : path).split(":", -1)) {
            folders.add(Path.of(folder.isEmpty() ? "." : folder));
        }
        folders.add(Path.of("/usr/sbin"));
        return folders.stream().anyMatch(folder -> Files.isExecutable(folder.resolve(name)));
    }

    /// The last part of a text file; nothing when there is no such file.
    static String tail(Path file) throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        try (SeekableByteChannel in = Files.newByteChannel(file)) {
            in.position(Math.max(0, in.size() - OUTPUT_BYTES_MAX));
            ByteBuffer bytes = ByteBuffer.allocate(OUTPUT_BYTES_MAX);
            while (bytes.hasRemaining() && in.read(bytes) >= 0) {
                // until it is full or the file ends
            }
            return StandardCharsets.UTF_8.decode(bytes.flip()).toString().strip();
        }
    }
}
