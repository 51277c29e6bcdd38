package dev.mangrove.scan.jail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// How far this system lets an outside program be shut in, and what a report says of it.
///
/// Root keeps its rights to the evidence only outside of a new user namespace. Its jail therefore has none,
/// and of all rights only the one to read files of other owners, of which it sees the evidence alone.
///
/// @param bubblewrap the command that shuts a program in, up to its binds; empty where it does not work
/// @param bindsDescriptors whether it takes evidence by descriptor
/// @param sentence for the head of a report
public record Jail(List<String> bubblewrap, boolean bindsDescriptors, String sentence) {

    private static final int PROBE_SECONDS = 20;
    private static final long TEMPORARY_BYTES = 256L << 20;
    private static final List<String> SYSTEM_FOLDERS = List.of("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32");

    public Jail {
        bubblewrap = List.copyOf(bubblewrap);
    }

    public boolean isBubblewrap() {
        return !bubblewrap.isEmpty();
    }

    /// What a process that calls this can do; tried out once.
    public static Jail ofThisProcess() {
        return Probe.RESULT;
    }

    /// What a process can do that is started with `prefix`, tried out now.
    public static Jail of(List<String> prefix) {
        Optional<Path> program = Programs.find("bwrap");
        if (program.isEmpty()) {
            return plain("bubblewrap is not installed (Debian package `bubblewrap`)");
        }
        String path = program.get().toString();
        List<String> command = command(path, "root".equals(System.getProperty("user.name")));
        List<String> probe = new ArrayList<>(prefix);
        probe.addAll(command);
        probe.addAll(List.of("--", "true"));
        if (run(probe).isEmpty()) {
            return plain("bubblewrap is not permitted here");
        }
        boolean descriptors = run(List.of(path, "--help"))
                .filter(help -> help.contains("--ro-bind-fd"))
                .isPresent();
        return new Jail(
                command,
                descriptors,
                "Outside programs ran in a jail (bubblewrap): without a network, with a read-only view of the"
                        + " system and of the one piece of evidence.");
    }

    /// A jail that shuts nothing in, as on a system without bubblewrap.
    static Jail plain(String why) {
        return new Jail(
                List.of(),
                false,
                "Outside programs ran as plain child processes of the workers, with limits of time, memory and"
                        + " output: " + why + ".");
    }

    private static List<String> command(String program, boolean root) {
        List<String> command = new ArrayList<>(List.of(program));
        if (root) {
            command.addAll(List.of(
                    "--unshare-ipc",
                    "--unshare-pid",
                    "--unshare-net",
                    "--unshare-uts",
                    "--unshare-cgroup-try",
                    "--cap-drop",
                    "ALL",
                    "--cap-add",
                    "CAP_DAC_OVERRIDE"));
        } else {
            command.addAll(List.of("--unshare-all", "--cap-drop", "ALL"));
        }
        command.addAll(List.of("--die-with-parent", "--new-session", "--ro-bind", "/usr", "/usr"));
        for (String folder : SYSTEM_FOLDERS) {
            addSystemFolder(command, Path.of(folder));
        }
        for (String file : List.of("/etc/alternatives", "/etc/ld.so.cache")) {
            command.addAll(List.of("--ro-bind-try", file, file));
        }
        command.addAll(List.of("--size", Long.toString(TEMPORARY_BYTES), "--tmpfs", "/tmp", "--chdir", "/tmp"));
        command.addAll(List.of("--dev", "/dev", "--dir", JailedProgram.EVIDENCE_FOLDER, "--clearenv"));
        for (List<String> variable : List.of(
                List.of("PATH", Programs.FOLDERS),
                List.of("LC_ALL", "C.UTF-8"),
                List.of("TZ", "UTC"),
                List.of("HOME", "/tmp"),
                List.of("TMPDIR", "/tmp"))) {
            command.add("--setenv");
            command.addAll(variable);
        }
        return command;
    }

    private static void addSystemFolder(List<String> command, Path folder) {
        try {
            if (Files.isSymbolicLink(folder)) {
                command.addAll(
                        List.of("--symlink", Files.readSymbolicLink(folder).toString(), folder.toString()));
            } else if (Files.isDirectory(folder)) {
                command.addAll(List.of("--ro-bind", folder.toString(), folder.toString()));
            }
        } catch (IOException e) {
            // A link that cannot be read leads nowhere in the jail either.
        }
    }

    /// What the command said, where it succeeded.
    private static Optional<String> run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            if (!process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            String said =
                    new String(process.getInputStream().readNBytes(1 << 16), java.nio.charset.StandardCharsets.UTF_8);
            return process.exitValue() == 0 ? Optional.of(said) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static final class Probe {
        static final Jail RESULT = of(List.of());
    }
}
