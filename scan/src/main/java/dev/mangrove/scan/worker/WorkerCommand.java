package dev.mangrove.scan.worker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The command line and environment of a worker.
///
/// @param mainClass [WorkerMain], or in tests one that misbehaves
record WorkerCommand(WorkerIsolation isolation, String mainClass, Path temporaryFolder) {

    private static final int DIRECT_MEGABYTES = 64;

    List<String> arguments(int heapMegabytes) {
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
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + temporaryFolder,
                // The same words and times whatever the locale and zone of the person who scans.
                "-Duser.language=en",
                "-Duser.country=",
                "-Duser.timezone=UTC",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass));
        return arguments;
    }

    /// Nothing of the parent's environment but where programs lie: a variable can change what a JVM does.
    void cleanEnvironment(Map<String, String> environment) {
        environment.keySet().removeIf(name -> !name.equals("PATH") && !name.equalsIgnoreCase("SystemRoot"));
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("TZ", "UTC");
    }
}
