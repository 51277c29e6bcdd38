package dev.mangrove.benchmarks;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Other programs: peers, and fresh JVMs of our own.
final class Commands {

    private Commands() {}

    /// What a command cost.
    ///
    /// @param residentBytes the most memory it held, mapped files included; 0 where the system does not tell
    /// @param anonymousBytes the most memory of its own that was seen, asked every 20 ms
    record Cost(double seconds, long residentBytes, long anonymousBytes, String output) {}

    static boolean isThere(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /// @throws IOException where the command fails, with what it said
    static String output(String... command) throws IOException {
        return run(List.of(command)).output();
    }

    static Cost run(List<String> command) throws IOException {
        Path output = Files.createTempFile("mangrove-bench-", ".out");
        Path errors = Files.createTempFile("mangrove-bench-", ".err");
        try {
            long begun = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .redirectInput(Redirect.from(new File("/dev/null")))
                    .start();
            long resident = 0;
            long anonymous = 0;
            while (!process.waitFor(20, TimeUnit.MILLISECONDS)) {
                Path status = Path.of("/proc/" + process.pid() + "/status");
                resident = Math.max(resident, kilobytes(status, "VmHWM:") << 10);
                anonymous = Math.max(anonymous, kilobytes(status, "RssAnon:") << 10);
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            String said = Files.readString(output, StandardCharsets.UTF_8);
            if (process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + " ended with status " + process.exitValue() + ": "
                        + said + Files.readString(errors, StandardCharsets.UTF_8));
            }
            return new Cost(seconds, resident, anonymous, said);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + command.getFirst(), e);
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }

    /// A main class of these benchmarks in a JVM of its own.
    static Cost java(String heap, Class<?> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        return run(command);
    }

    /// The program itself, as its users start it.
    static Cost mangrove(String heap, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "env",
                "MANGROVE_HEAP=" + heap,
                Machine.home().resolve("mangrove").toString()));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private static long kilobytes(Path status, String name) {
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException e) {
            // The process ended in between, or this system has no such file.
            return 0;
        }
    }
}
