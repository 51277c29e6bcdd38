package dev.mangrove.scan.worker;

import dev.mangrove.scan.examine.ExamineLimits;
import dev.mangrove.scan.examine.VideoLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The command line and environment of a worker.
///
/// @param frameIntervalMillis between the frames of a video that are looked at
/// @param mainClass [WorkerMain], or in tests one that misbehaves
record WorkerCommand(WorkerIsolation isolation, int frameIntervalMillis, String mainClass, Path temporaryFolder) {

    private static final int DIRECT_MEGABYTES = 64;

    List<String> arguments(int heapMegabytes, int itemSeconds) {
        List<String> arguments = new ArrayList<>(isolation.prefix());
        arguments.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        arguments.addAll(List.of(
                "-Xmx" + heapMegabytes + "m",
                "-Xss1m",
                "-XX:+UseSerialGC",
                "-XX:MaxDirectMemorySize=" + DIRECT_MEGABYTES + "m",
                "-XX:-UsePerfData",
                "-XX:+DisableAttachMechanism",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + temporaryFolder.resolve("crash-%p.log"),
                "--enable-native-access=ALL-UNNAMED",
                // Quicker hashes, with the same bits.
                "--add-modules=jdk.incubator.vector",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + temporaryFolder,
                // The same words and times whatever the locale and zone of the person who scans.
                "-Duser.language=en",
                "-Duser.country=",
                "-Duser.timezone=UTC",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass,
                Integer.toString(frameIntervalMillis),
                Integer.toString(itemSeconds)));
        return arguments;
    }

    /// Inside a worker: what the arguments of its program say.
    static ExamineLimits limits(String[] arguments) {
        return ExamineLimits.forThisHeap(new VideoLimits(
                Integer.parseInt(arguments[0]), VideoLimits.FRAMES_MAX, Integer.parseInt(arguments[1])));
    }

    /// Nothing of the parent's environment but where programs lie: a variable can change what a JVM does.
    void cleanEnvironment(Map<String, String> environment) {
        environment.keySet().removeIf(name -> !name.equals("PATH") && !name.equalsIgnoreCase("SystemRoot"));
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("TZ", "UTC");
    }
}
