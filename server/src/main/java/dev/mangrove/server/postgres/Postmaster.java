package dev.mangrove.server.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One process of PostgreSQL: started and waited for, stopped and waited for.
///
/// @param process the first process of the server, our child
/// @param port what it listens on
record Postmaster(Process process, int port) {

    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);

    /// After a crash the log is replayed first, which takes the time that it takes.
    private static final Duration READY_LIMIT = Duration.ofMinutes(15);

    private static final Duration FAST_STOP_LIMIT = Duration.ofSeconds(60);
    private static final Duration IMMEDIATE_STOP_LIMIT = Duration.ofSeconds(10);

    static Postmaster start(DataFolder data, PostgresBinaries binaries, PostgresAccount account, int port)
            throws IOException, PortTakenException {
        ServerSettings.write(data.root(), port);
        account.own(data.database().resolve("postgresql.conf"));
        account.own(data.root().resolve("postgresql-local.conf"));
        Path output = data.logs().resolve("start.log");
        List<String> command = new ArrayList<>();
        if (Program.isInstalled("setsid")) {
            command.add("setsid"); // Ctrl-C in a terminal is for Mangrove, which then stops the server in order
        }
        command.add(binaries.program("postgres").toString());
        command.add("-D");
        command.add(data.database().toString());
        Process process = new ProcessBuilder(account.command(command))
                .directory(data.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.getOutputStream().close();
        Postmaster postmaster = new Postmaster(process, port);
        postmaster.waitUntilReady(data, output);
        return postmaster;
    }

    long pid() {
        return process.pid();
    }

    /// Open transactions are rolled back; after a minute it is stopped at once, which costs a replay at the next
    /// start.
    void stop() {
        if (!process.isAlive()) {
            return;
        }
        Leftovers.signal(process.toHandle(), "INT");
        if (Leftovers.waitFor(process.toHandle(), FAST_STOP_LIMIT)) {
            return;
        }
        LOG.warn("PostgreSQL did not stop within {} s and is stopped at once", FAST_STOP_LIMIT.toSeconds());
        Leftovers.signal(process.toHandle(), "QUIT");
        if (!Leftovers.waitFor(process.toHandle(), IMMEDIATE_STOP_LIMIT)) {
            process.destroyForcibly();
            Leftovers.waitFor(process.toHandle(), IMMEDIATE_STOP_LIMIT);
        }
    }

    private void waitUntilReady(DataFolder data, Path output) throws IOException, PortTakenException {
        long deadline = System.nanoTime() + READY_LIMIT.toNanos();
        try {
            while (System.nanoTime() < deadline) {
                Optional<PidFile> file = PidFile.read(data.database());
                if (file.isPresent() && file.get().pid() == pid() && file.get().isReady()) {
                    return;
                }
                if (process.waitFor(10, TimeUnit.MILLISECONDS)) {
                    String said = Program.tail(output);
                    if (said.contains("Address already in use")
                            || said.contains("could not create any TCP/IP sockets")) {
                        throw new PortTakenException(port);
                    }
                    throw new PostgresException("PostgreSQL ended at its start in " + data.root() + " (exit code "
                            + process.exitValue() + "). "
                            + Cluster.explain(data.root(), said + "\n" + lastOf(data.logs())));
                }
            }
        } catch (InterruptedException e) {
            stop();
            Thread.currentThread().interrupt();
            throw new PostgresException("Interrupted while PostgreSQL started", e);
        }
        stop();
        throw new PostgresException("PostgreSQL in " + data.root() + " was not ready after " + READY_LIMIT.toMinutes()
                + " minutes. Its log lies in " + data.logs() + ".");
    }

    /// What the server wrote to its log last, when it came so far.
    private static String lastOf(Path logs) throws IOException {
        try (Stream<Path> files = Files.list(logs)) {
            Optional<Path> newest = files.filter(
                            file -> file.getFileName().toString().startsWith("postgresql-"))
                    .max(Comparator.comparingLong(file -> file.toFile().lastModified()));
            return newest.isPresent() ? Program.tail(newest.get()) : "";
        }
    }
}
