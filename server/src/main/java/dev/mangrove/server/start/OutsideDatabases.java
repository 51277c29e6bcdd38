package dev.mangrove.server.start;

import dev.mangrove.server.database.DatabaseServer;
import dev.mangrove.server.database.RolePasswords;
import dev.mangrove.server.postgres.Credentials;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Reads what `--database-url` says.
final class OutsideDatabases {

    private OutsideDatabases() {}

    static Optional<ServerOptions.OutsideDatabase> of(Optional<String> url, Optional<Path> passwordFile) {
        if (url.isEmpty()) {
            if (passwordFile.isPresent()) {
                throw new OptionException("--database-password-file has no use without --database-url");
            }
            return Optional.empty();
        }
        URI parsed;
        try {
            parsed = new URI(url.get());
        } catch (URISyntaxException e) {
            throw new OptionException("--database-url is no address: " + e.getReason(), e);
        }
        String user = parsed.getUserInfo();
        boolean sound = ("postgresql".equals(parsed.getScheme()) || "postgres".equals(parsed.getScheme()))
                && parsed.getHost() != null
                && user != null
                && parsed.getPath() != null
                && parsed.getPath().length() > 1;
        if (!sound) {
            throw new OptionException("--database-url must read postgresql://USER@HOST:PORT/DATABASE");
        }
        if (user.indexOf(':') >= 0) {
            throw new OptionException("--database-url holds a password, which every process list would show;"
                    + " put it into a file and name that with --database-password-file");
        }
        return Optional.of(new ServerOptions.OutsideDatabase(
                parsed,
                passwordFile.orElseThrow(
                        () -> new OptionException("--database-url needs --database-password-file as well"))));
    }

    /// @param secrets where the passwords of our own roles lie
    static DatabaseServer server(ServerOptions.OutsideDatabase outside, Path secrets) {
        URI url = outside.url();
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        try {
            return new DatabaseServer(
                    "jdbc:postgresql://" + url.getHost() + port + url.getPath(),
                    new Credentials(
                            url.getUserInfo(),
                            Files.readString(outside.passwordFile()).strip()),
                    RolePasswords.readOrDraw(secrets.resolve("database-roles.properties")));
        } catch (IOException e) {
            throw new OptionException("--database-password-file could not be read: " + e.getMessage(), e);
        }
    }
}
