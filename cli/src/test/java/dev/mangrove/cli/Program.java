package dev.mangrove.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The real program in a process of its own, as `./mangrove` starts it.
final class Program {

    private static final Pattern RESULT_DIGEST = Pattern.compile("\"resultDigest\":\"([0-9a-f]{64})\"");
    private static final long MINUTES_MAX = 10;

    private Program() {}

    /// How it ended, and what it said.
    record Run(int status, String out, String err) {

        /// Of the last line of `scan --json`.
        String resultDigest() {
            Matcher found = RESULT_DIGEST.matcher(out);
            if (!found.find()) {
                throw new AssertionError("status " + status + ", no result digest in " + out + err);
            }
            return found.group(1);
        }
    }

    static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                Mangrove.class.getName()));
        command.addAll(arguments);
        return command;
    }

    /// Starts it; what it says goes to `log`.
    static Process start(File log, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(List.of(arguments)));
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    static Run run(String... arguments) throws IOException, InterruptedException {
        return run(Map.of("LC_ALL", "C.UTF-8"), command(List.of(arguments)));
    }

    /// Runs any command to its end with these variables besides the inherited ones.
    static Run run(Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("mangrove", ".out");
        Path err = Files.createTempFile("mangrove", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().putAll(environment);
            Process process = builder.redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError("no end within " + MINUTES_MAX + " minutes: " + Files.readString(err));
            }
            return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
