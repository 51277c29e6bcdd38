package dev.mangrove.server.start;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/// Where the server keeps its data.
final class DataOption {

    static final Path DEFAULT = Path.of(System.getProperty("user.home"), ".local", "share", "mangrove");

    @Option(names = "--data", paramLabel = "DIR", description = "The server's data folder. Default: ${DEFAULT-VALUE}")
    private Path data = DEFAULT;

    Path folder() {
        return data.toAbsolutePath();
    }
}
