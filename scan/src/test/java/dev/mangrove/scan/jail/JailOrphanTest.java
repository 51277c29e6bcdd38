package dev.mangrove.scan.jail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A worker that is killed leaves no outside program behind, in a jail or out of one. Skipped without util-linux.
class JailOrphanTest {

    private static final String SECONDS = "271828";

    @TempDir
    Path folder;

    /// What the killed process runs: `plain` or `jail`.
    static final class Sleeper {
        private Sleeper() {}

        public static void main(String[] arguments) throws IOException {
            JailedProgram program = JailedProgram.of(
                    Programs.find("sleep").orElseThrow(),
                    List.of(arguments[1]),
                    new JailLimits(Duration.ofHours(1), 60, 4L << 30, 1 << 20));
            if (arguments[0].equals("plain")) {
                program.in(Jail.plain("a test wants it so"));
            }
            program.run(output -> output.readAllBytes());
        }
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void noProgramOutlivesItsKilledWorker() throws Exception {
        assumeTrue(Programs.find("setpriv").isPresent(), "skipped: no setpriv (Debian package util-linux)");
        for (String kind : List.of("plain", "jail")) {
            String mark = SECONDS + "." + ProcessHandle.current().pid() + kind.length();
            Process worker = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Sleeper.class.getName(),
                            kind,
                            mark)
                    .redirectError(folder.resolve(kind).toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            while (!isRunning(mark)) {
                assertThat(worker.isAlive())
                        .as(() -> text(folder.resolve(kind)))
                        .isTrue();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }

            worker.destroyForcibly().waitFor();

            while (isRunning(mark)) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static boolean isRunning(String mark) {
        return ProcessHandle.allProcesses()
                .anyMatch(process -> process.info().arguments().stream()
                                .flatMap(java.util.Arrays::stream)
                                .anyMatch(argument -> argument.equals(mark))
                        && process.info()
                                .command()
                                .filter(c -> c.endsWith("sleep"))
                                .isPresent());
    }
}
