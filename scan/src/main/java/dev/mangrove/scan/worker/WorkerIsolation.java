package dev.mangrove.scan.worker;

import dev.mangrove.scan.jail.Jail;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// Whether workers run without a network, and what a report says of it and of the [Jail] of outside programs.
///
/// @param prefix put before a worker's command; empty where the system permits no isolation
/// @param sentence for the head of a report
public record WorkerIsolation(List<String> prefix, String sentence) {

    private static final int PROBE_SECONDS = 10;

    public WorkerIsolation {
        prefix = List.copyOf(prefix);
    }

    public boolean hasNoNetwork() {
        return !prefix.isEmpty();
    }

    /// What this system permits, tried out once.
    public static WorkerIsolation ofThisSystem() {
        return Probe.RESULT;
    }

    private static final class Probe {

        static final WorkerIsolation RESULT = probe();

        private static WorkerIsolation probe() {
            if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux")) {
                return without("it offers no network namespaces");
            }
            // Root keeps its rights to the evidence only outside of a new user namespace.
            boolean root = "root".equals(System.getProperty("user.name"));
            List<String> prefix = root ? List.of("unshare", "-n", "--") : List.of("unshare", "-r", "-n", "--");
            return succeeds(prefix)
                    ? new WorkerIsolation(
                            prefix,
                            "Files were parsed in worker processes that had no network (network namespace). "
                                    + Jail.of(prefix).sentence())
                    : without("`" + String.join(" ", prefix.subList(0, prefix.size() - 1)) + "` is not permitted here");
        }

        private static WorkerIsolation without(String why) {
            return new WorkerIsolation(
                    List.of(),
                    "Files were parsed in worker processes, which this system did not cut off from the network: " + why
                            + ". " + Jail.of(List.of()).sentence());
        }

        private static boolean succeeds(List<String> prefix) {
            List<String> command = new java.util.ArrayList<>(prefix);
            command.add("true");
            try {
                Process process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                process.getOutputStream().close();
                if (process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)) {
                    return process.exitValue() == 0;
                }
                process.destroyForcibly();
                return false;
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
