package dev.mangrove.server.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A PostgreSQL of another version, as a unit may have one: that of Debian, where it is installed.
public final class DebianPostgres implements AutoCloseable {

    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");
    private static final Credentials SUPERUSER = new Credentials("postgres", "of the machine");

    private final Process process;
    private final int port;
    private final Path database;

    private DebianPostgres(Process process, int port, Path database) {
        this.process = process;
        this.port = port;
        this.database = database;
    }

    public static boolean isInstalled() {
        return Files.isExecutable(PROGRAMS.resolve("postgres"));
    }

    public static DebianPostgres make(Path folder) throws Exception {
        DataFolder.makePrivate(folder);
        Path password = Files.writeString(folder.resolve("password"), SUPERUSER.password());
        Program made = Program.run(
                PostgresAccount.forFolder(folder)
                        .command(List.of(
                                PROGRAMS.resolve("initdb").toString(),
                                "--pgdata=" + folder.resolve("database"),
                                "--username=" + SUPERUSER.name(),
                                "--pwfile=" + password,
                                "--auth=scram-sha-256")),
                Duration.ofMinutes(1));
        if (made.exitCode() != 0) {
            throw new IOException(made.output());
        }
        return start(folder.resolve("database"));
    }

    public static DebianPostgres start(Path database) throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = socket.getLocalPort();
        }
        List<String> command =
                new ArrayList<>(List.of(PROGRAMS.resolve("postgres").toString(), "-D"));
        command.addAll(List.of(database.toString(), "-p", Integer.toString(port)));
        command.addAll(List.of("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="));
        Process process = new ProcessBuilder(PostgresAccount.forFolder(database).command(command))
                .redirectErrorStream(true)
                .redirectOutput(database.resolveSibling("debian.log").toFile())
                .start();
        DebianPostgres postgres = new DebianPostgres(process, port, database);
        TestFolders.await(() -> PidFile.read(database).filter(PidFile::isReady).isPresent());
        return postgres;
    }

    public String jdbcUrl(String name) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name + "?sslmode=disable";
    }

    public Credentials superuser() {
        return SUPERUSER;
    }

    public void execute(String name, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(jdbcUrl(name), SUPERUSER.name(), SUPERUSER.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        Leftovers.signal(process.toHandle(), "INT");
        Leftovers.waitFor(process.toHandle(), Duration.ofSeconds(20));
        Leftovers.endOrphans(database, Duration.ofSeconds(5));
    }
}
