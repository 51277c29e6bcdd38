package dev.mangrove.server.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Processes of PostgreSQL that still work in a database folder: a server whose Mangrove was killed, or sessions
/// whose server was.
///
/// A process id alone proves nothing, since ids are used again. A process counts as ours when its program is called
/// `postgres` and it works in this very folder. The pid file is removed only when no such process is left: two
/// servers on the same files would destroy them.
final class Leftovers {

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final Path PROC = Path.of("/proc");

    private Leftovers() {}

    /// Stops every process that works in the folder: asked to stop fast, then at once, then killed.
    static void end(Path database) {
        if (!Files.isDirectory(database)) {
            return;
        }
        PidFile.read(database)
                .flatMap(file -> ProcessHandle.of(file.pid()))
                .filter(process -> worksIn(process, database))
                .ifPresent(process -> {
                    LOG.info("Stopping a PostgreSQL left over from a crash (process {})", process.pid());
                    signal(process, "INT");
                    if (!waitFor(process, Duration.ofSeconds(15))) {
                        signal(process, "QUIT");
                        waitFor(process, Duration.ofSeconds(10));
                    }
                });
        endOrphans(database, Duration.ofSeconds(5));
        removeStalePidFile(database);
    }

    /// Waits until sessions without a server have ended by themselves, which takes them an instant, and kills the
    /// rest.
    static void endOrphans(Path database, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        List<ProcessHandle> left = processesIn(database);
        while (!left.isEmpty() && System.nanoTime() < deadline) {
            pause();
            left = processesIn(database);
        }
        for (ProcessHandle process : left) {
            LOG.warn("Killing process {}, which still works in the database folder without a server", process.pid());
            process.destroyForcibly();
            waitFor(process, Duration.ofSeconds(5));
        }
        if (!processesIn(database).isEmpty()) {
            throw new PostgresException("Processes of an earlier PostgreSQL still work in " + database
                    + " and cannot be killed: "
                    + processesIn(database).stream().map(ProcessHandle::pid).toList()
                    + ". A disk that hangs does this; see to it, or start the machine anew.");
        }
    }

    private static void removeStalePidFile(Path database) {
        try {
            if (Files.deleteIfExists(PidFile.in(database))) {
                LOG.info("Removed the pid file of a PostgreSQL that runs no more");
            }
        } catch (IOException e) {
            throw new PostgresException(
                    "The stale file " + PidFile.in(database) + " cannot be removed: " + e.getMessage(), e);
        }
    }

    static List<ProcessHandle> processesIn(Path database) {
        List<ProcessHandle> found = new ArrayList<>();
        ProcessHandle.allProcesses()
                .filter(process -> worksIn(process, database))
                .forEach(found::add);
        return found;
    }

    static boolean worksIn(ProcessHandle process, Path database) {
        if (!process.isAlive()) {
            return false;
        }
        if (!Files.isDirectory(PROC.resolve("self"))) {
            return process.info()
                    .commandLine()
                    .filter(line -> line.contains("postgres") && line.contains(database.toString()))
                    .isPresent();
        }
        Path entry = PROC.resolve(Long.toString(process.pid()));
        try {
            Path program = Files.readSymbolicLink(entry.resolve("exe"));
            Path workingFolder = entry.resolve("cwd").toRealPath();
            return program.getFileName().toString().startsWith("postgres")
                    && workingFolder.equals(database.toRealPath());
        } catch (IOException | SecurityException e) {
            return false; // gone meanwhile, or of another account's, which cannot write in our folder
        }
    }

    static void signal(ProcessHandle process, String signal) {
        Program.run(List.of("kill", "-" + signal, Long.toString(process.pid())), Duration.ofSeconds(5));
    }

    static boolean waitFor(ProcessHandle process, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            pause();
        }
        return !process.isAlive();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostgresException("Interrupted while waiting for processes to end", e);
        }
    }
}
