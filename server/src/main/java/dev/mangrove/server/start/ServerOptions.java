package dev.mangrove.server.start;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// How a server is to run, checked.
///
/// @param data where it keeps everything but its keys
/// @param keyFile the keys of sealed fields; never inside of `data`
/// @param listen the address it listens on
/// @param port for people and programs
/// @param healthPort for health and metrics, on the loopback address only
/// @param publicUrl as people type it
/// @param databaseUrl an outside PostgreSQL; empty for our own
public record ServerOptions(
        Path data,
        Path keyFile,
        String listen,
        int port,
        int healthPort,
        URI publicUrl,
        Optional<OutsideDatabase> databaseUrl,
        Optional<Tls> tls) {

    /// A certificate chain and its key, both PEM.
    public record Tls(Path certificate, Path key) {}

    /// @param url `postgresql://user@host:port/database`, without a password
    /// @param passwordFile the administrator's password
    public record OutsideDatabase(URI url, Path passwordFile) {}

    boolean isPlain() {
        return tls.isEmpty();
    }
}
