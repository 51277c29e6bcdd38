package dev.mangrove.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// On what a measurement ran.
final class Machine {

    private Machine() {}

    /// The folder of the source tree.
    static Path home() {
        return Path.of(System.getProperty("mangrove.home", "."))
                .toAbsolutePath()
                .normalize();
    }

    static Map<String, Object> facts() throws IOException {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        facts.put("processor", processor());
        facts.put("cores", Runtime.getRuntime().availableProcessors());
        facts.put("jdk", System.getProperty("java.vendor.version", "") + " " + Runtime.version());
        facts.put("commit", commit());
        facts.put("heapMb", Runtime.getRuntime().maxMemory() >> 20);
        facts.put("load", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        return facts;
    }

    /// The same for people.
    static String line() throws IOException {
        return facts().entrySet().stream()
                .map(fact -> fact.getKey() + " " + fact.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String processor() throws IOException {
        Path file = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(file)) {
            return System.getProperty("os.arch", "unknown");
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch", "unknown"));
        }
    }

    private static String commit() throws IOException {
        if (!Commands.isThere("git") || !Files.exists(home().resolve(".git"))) {
            return "unknown";
        }
        String home = home().toString();
        String commit = Commands.output("git", "-C", home, "rev-parse", "--short=12", "HEAD")
                .strip();
        String changed = Commands.output("git", "-C", home, "status", "--porcelain", "--untracked-files=no")
                .strip();
        return changed.isEmpty() ? commit : commit + " with changes";
    }
}
