package dev.mangrove.cli;

import dev.mangrove.index.HashList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Tells what a known list says of itself.
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Tells a list's name, version, origin, counts and sources.",
        footerHeading = "%nExample%n",
        footer = "  mangrove list show known.mgl")
final class ListShowCommand implements Callable<Integer> {

    private final Streams streams;

    @Parameters(paramLabel = "FILE.mgl", arity = "1..*", description = "Lists that 'mangrove list build' made.")
    private List<Path> files = List.of();

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    ListShowCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        for (Path file : files) {
            try (HashList list = HashList.open(file)) {
                if (json) {
                    streams.json().write(ListHeaderText.json(file, list.header()));
                } else {
                    ListHeaderText.print(streams.out(), file, list.header());
                }
            }
        }
        return ExitStatus.DONE;
    }
}
