package dev.mangrove.server.start;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `mangrove serve`.
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Starts the unit's server and web console; it runs until it is stopped (Ctrl-C or SIGTERM).",
        footerHeading = "%nExamples%n",
        footer = {
            "  mangrove serve                                     on this machine only",
            "  mangrove serve --check --config /etc/mangrove.conf  only tell whether it would start",
            "  mangrove serve --listen 0.0.0.0 --port 443 --public-url https://mangrove.unit.example \\",
            "      --tls-certificate chain.pem --tls-key key.pem"
        })
final class ServeCommand implements Callable<Integer> {

    @Option(names = "--data", paramLabel = "DIR", description = "Where it keeps its data. Default: ${DEFAULT-VALUE}")
    private Path data = DataOption.DEFAULT;

    @Option(
            names = "--key-file",
            paramLabel = "F",
            description =
                    "Keys of sealed fields; made at the first start. Keep a copy apart from the data and its backups."
                            + " Default: ${DEFAULT-VALUE}")
    private Path keyFile = Path.of(System.getProperty("user.home"), ".config", "mangrove", "keys.json");

    @Option(names = "--port", paramLabel = "PORT", description = "Default: ${DEFAULT-VALUE}")
    private int port = 8080;

    @Option(
            names = "--health-port",
            paramLabel = "PORT",
            description = "Health and metrics, for this machine only. Default: the port after --port")
    private @Nullable Integer healthPort;

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            description = "Default: ${DEFAULT-VALUE}. Any but a loopback address needs TLS and --public-url.")
    private String listen = "127.0.0.1";

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "The address that people type. Default: http://localhost:PORT")
    private @Nullable String publicUrl;

    @Option(names = "--tls-certificate", paramLabel = "F", description = "Certificate chain, PEM.")
    private @Nullable Path tlsCertificate;

    @Option(names = "--tls-key", paramLabel = "F", description = "Its private key, PEM.")
    private @Nullable Path tlsKey;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description = "An outside PostgreSQL, postgresql://USER@HOST:PORT/DATABASE. Default: our own.")
    private @Nullable String databaseUrl;

    @Option(names = "--database-password-file", paramLabel = "F", description = "The password of that USER.")
    private @Nullable Path databasePasswordFile;

    @Option(
            names = "--config",
            paramLabel = "F",
            description = "A file of these options, a line each, such as: port = 8443. The command line wins.")
    private @Nullable Path config;

    @Option(names = "--check", description = "Only tell whether the server could start like this.")
    private boolean check;

    @Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() {
        try {
            ServerOptions options = options();
            OptionCheck.check(options);
            if (check) {
                spec.commandLine()
                        .getOut()
                        .println("These options are sound. The server would answer at " + options.publicUrl()
                                + " and keep its data in " + options.data() + ".");
                return 0;
            }
            return RunningServer.runUntilStopped(options, spec.commandLine().getOut());
        } catch (OptionException e) {
            spec.commandLine().getErr().println("mangrove: " + e.getMessage());
            return 2;
        }
    }

    private ServerOptions options() {
        if (config != null) {
            fillFrom(config);
        }
        if ((tlsCertificate == null) != (tlsKey == null)) {
            throw new OptionException("--tls-certificate and --tls-key belong together; one of them is missing");
        }
        Optional<ServerOptions.Tls> tls = tlsCertificate == null || tlsKey == null
                ? Optional.empty()
                : Optional.of(new ServerOptions.Tls(tlsCertificate, tlsKey));
        return new ServerOptions(
                data.toAbsolutePath(),
                keyFile.toAbsolutePath(),
                listen,
                port,
                healthPort == null ? port + 1 : healthPort,
                OptionCheck.publicUrl(Optional.ofNullable(publicUrl), port, tls.isPresent()),
                OutsideDatabases.of(Optional.ofNullable(databaseUrl), Optional.ofNullable(databasePasswordFile)),
                tls);
    }

    /// Options of the file count where the command line says nothing.
    private void fillFrom(Path file) {
        Set<String> known = new HashSet<>();
        for (OptionSpec option : spec.options()) {
            if (option.arity().max() > 0 && !option.longestName().equals("--config")) {
                known.add(option.longestName().substring(2));
            }
        }
        Properties values = OptionFile.read(file, known);
        for (String name : values.stringPropertyNames()) {
            OptionSpec option = spec.findOption("--" + name);
            boolean given = spec.commandLine().getParseResult().hasMatchedOption(option);
            if (!given) {
                set(option, values.getProperty(name).strip(), file);
            }
        }
    }

    private static void set(OptionSpec option, String text, Path file) {
        Class<?> type = option.type();
        try {
            if (type == Path.class) {
                option.setValue(Path.of(text));
            } else if (type == String.class) {
                option.setValue(text);
            } else {
                option.setValue(Integer.valueOf(text));
            }
        } catch (NumberFormatException e) {
            throw new OptionException(
                    file + ": " + option.longestName().substring(2) + " is '" + text + "', and must be a whole number",
                    e);
        }
    }
}
