package dev.mangrove.server.start;

import dev.mangrove.server.keys.FieldKeys;
import dev.mangrove.server.keys.KeyFileException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Refuses what would be unsafe or could not work, before anything is started.
final class OptionCheck {

    private static final int PORT_MAX = 65_535;

    private OptionCheck() {}

    static void check(ServerOptions options) {
        port("--port", options.port());
        port("--health-port", options.healthPort());
        if (options.port() == options.healthPort()) {
            throw new OptionException("--port and --health-port are both " + options.port() + "; give two ports");
        }
        if (real(options.keyFile()).startsWith(real(options.data()))) {
            throw new OptionException("the key file " + options.keyFile() + " lies in the data folder " + options.data()
                    + ", so that a copy of one would give away the other; choose another place with --key-file");
        }
        keyFile(options.keyFile());
        options.tls().ifPresent(tls -> {
            readable("--tls-certificate", tls.certificate());
            readable("--tls-key", tls.key());
        });
        options.databaseUrl().ifPresent(outside -> readable("--database-password-file", outside.passwordFile()));
        address(options);
    }

    private static void address(ServerOptions options) {
        URI url = options.publicUrl();
        boolean https = "https".equals(url.getScheme());
        if (!https && !"http".equals(url.getScheme()) || url.getHost() == null) {
            throw new OptionException("--public-url is '" + url + "'; write it as https://mangrove.unit.example");
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null || url.getRawUserInfo() != null) {
            throw new OptionException("--public-url is '" + url + "'; it has only a scheme, a name and a port");
        }
        if (url.getPath() != null && !url.getPath().isEmpty() && !url.getPath().equals("/")) {
            throw new OptionException(
                    "--public-url has a path, '" + url.getPath() + "'; Mangrove needs a host of its own");
        }
        if (isAddress(url.getHost())) {
            throw new OptionException("--public-url names an address, " + url.getHost()
                    + "; passkeys need a name, such as localhost or mangrove.unit.example");
        }
        if (!https && !url.getHost().equals("localhost")) {
            throw new OptionException("--public-url begins with http://, and browsers then send passwords in the open;"
                    + " use https, with --tls-certificate and --tls-key or a reverse proxy on this machine");
        }
        if (!isLoopback(options.listen())) {
            if (options.isPlain()) {
                throw new OptionException("--listen " + options.listen() + " would serve others without TLS; give"
                        + " --tls-certificate and --tls-key, or keep 127.0.0.1 and put a reverse proxy before it");
            }
            if (!https) {
                throw new OptionException("--listen " + options.listen() + " serves others, who need an address:"
                        + " give --public-url https://NAME");
            }
        }
        if (options.tls().isPresent() && !https) {
            throw new OptionException("with --tls-certificate the --public-url must begin with https://");
        }
    }

    /// Where a path really lies: links are followed as far as it exists.
    private static Path real(Path path) {
        Path whole = path.toAbsolutePath().normalize();
        for (Path there = whole; there != null; there = there.getParent()) {
            try {
                return there.toRealPath().resolve(there.relativize(whole));
            } catch (IOException e) {
                // Does not exist yet; its folder may.
            }
        }
        return whole;
    }

    private static void keyFile(Path file) {
        if (!Files.exists(file)) {
            return;
        }
        try {
            FieldKeys.readOrMake(file);
        } catch (KeyFileException e) {
            throw new OptionException("--key-file: " + e.getMessage(), e);
        }
    }

    private static boolean isAddress(String host) {
        return host.startsWith("[") || host.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.');
    }

    static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new OptionException("--listen " + address + " is no address of this machine", e);
        }
    }

    private static void port(String option, int port) {
        if (port < 1 || port > PORT_MAX) {
            throw new OptionException(option + " is " + port + "; a port lies between 1 and " + PORT_MAX);
        }
    }

    private static void readable(String option, Path file) {
        if (!Files.isReadable(file)) {
            throw new OptionException(option + ": " + file + " does not exist or can not be read by this account");
        }
    }

    /// The public address that follows from the others.
    static URI publicUrl(Optional<String> given, int port, boolean tls) {
        return given.map(text -> {
                    try {
                        return new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
                    } catch (java.net.URISyntaxException e) {
                        throw new OptionException("--public-url '" + text + "' is no address: " + e.getReason(), e);
                    }
                })
                .orElseGet(() -> URI.create((tls ? "https" : "http") + "://localhost:" + port));
    }
}
