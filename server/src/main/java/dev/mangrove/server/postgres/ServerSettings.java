package dev.mangrove.server.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// The settings of the embedded server, written anew at each start. An operator's own go to
/// `postgresql-local.conf` in
/// the data folder and win over these.
final class ServerSettings {

    /// The longest path of a local socket that systems allow, less the file's name.
    private static final int SOCKET_PATH_BYTES_MAX = 107 - "/.s.PGSQL.65535".length();

    private static final String LOCAL = "postgresql-local.conf";
    private static final String RECOVERY = "restore-settings.conf";

    private static final DateTimeFormatter RECOVERY_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS'+00'").withZone(ZoneOffset.UTC);

    private ServerSettings() {}

    static void write(Path data, int port) throws IOException {
        Path local = data.resolve(LOCAL);
        if (!Files.exists(local)) {
            Folders.replace(local, "# Your own settings of the database server; they win over Mangrove's.\n");
        }
        Folders.replace(data.resolve("database").resolve("postgresql.conf"), text(data, port));
    }

    /// The settings under which a restored server goes through its log; in force while their file is there.
    static void writeRecovery(Path data, Path wal, Optional<Instant> until) throws IOException {
        String copy = "cp " + quotedForShell(wal.toString()) + "/%f \"%p\"";
        Folders.replace(
                data.resolve(RECOVERY),
                "restore_command = " + quoted(copy) + "\nhot_standby = off\nrecovery_target_action = promote\n"
                        + until.map(time -> "recovery_target_time = " + quoted(RECOVERY_TIME.format(time)) + "\n")
                                .orElse(""));
    }

    static void removeRecovery(Path data) throws IOException {
        Files.deleteIfExists(data.resolve(RECOVERY));
    }

    private static String text(Path data, int port) {
        Path socket = data.resolve("socket");
        boolean socketFits = socket.toString().getBytes(StandardCharsets.UTF_8).length <= SOCKET_PATH_BYTES_MAX;
        return """
                # Written by Mangrove at each start. Your own settings: %1$s
                listen_addresses = '127.0.0.1'
                port = %2$d
                unix_socket_directories = %3$s
                unix_socket_permissions = 0700
                max_connections = 80
                password_encryption = scram-sha-256

                # Acknowledged is kept.
                fsync = on
                synchronous_commit = on
                full_page_writes = on
                wal_level = replica
                recovery_init_sync_method = %6$s
                max_wal_size = 1GB
                checkpoint_timeout = 15min

                # Pieces of the write-ahead log for the backup; at the latest after four minutes.
                archive_mode = on
                archive_library = 'basic_archive'
                basic_archive.archive_directory = %4$s
                archive_timeout = 240
                max_wal_senders = 4

                # A laptop's memory; more in your own file.
                shared_buffers = 256MB
                work_mem = 16MB
                maintenance_work_mem = 128MB
                effective_cache_size = 1GB
                random_page_cost = 1.1
                huge_pages = off

                # Nothing waits for ever.
                idle_in_transaction_session_timeout = 5min
                client_connection_check_interval = 10s
                tcp_keepalives_idle = 60

                # A log without personal data: no statements, no values, no details.
                logging_collector = on
                log_directory = %5$s
                log_filename = 'postgresql-%%a.log'
                log_file_mode = 0600
                log_truncate_on_rotation = on
                log_rotation_age = 1d
                log_rotation_size = 0
                log_error_verbosity = terse
                log_min_error_statement = panic
                log_parameter_max_length_on_error = 0
                log_line_prefix = '%%m [%%p] %%u '
                log_timezone = 'UTC'
                timezone = 'UTC'
                datestyle = 'iso, ymd'

                include = %1$s
                include_if_exists = %7$s
                """.formatted(
                        quoted(data.resolve(LOCAL).toString()),
                        port,
                        socketFits ? quoted(socket.toString()) : "''",
                        quoted(data.resolve("wal-outgoing").toString()),
                        quoted(data.resolve("logs").toString()),
                        System.getProperty("os.name").equals("Linux") ? "syncfs" : "fsync",
                        quoted(data.resolve(RECOVERY).toString()));
    }

    private static String quotedForShell(String value) {
        return "'" + value.replace("'", "'\\''").replace("%", "%%") + "'";
    }

    static String quoted(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
