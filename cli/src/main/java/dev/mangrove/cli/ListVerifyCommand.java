package dev.mangrove.cli;

import dev.mangrove.index.DamagedHashListException;
import dev.mangrove.index.HashList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Reads and checks every byte of known lists.
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Reads lists whole and checks every block. Exit status 3 where one is damaged.",
        footerHeading = "%nExample%n",
        footer = "  mangrove list verify known.mgl")
final class ListVerifyCommand implements Callable<Integer> {

    private final Streams streams;

    @Parameters(paramLabel = "FILE.mgl", arity = "1..*", description = "Lists that 'mangrove list build' made.")
    private List<Path> files = List.of();

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    ListVerifyCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        int status = ExitStatus.DONE;
        for (Path file : files) {
            try (HashList list = HashList.open(file)) {
                list.verify();
                tell(file, list.header().entries());
            } catch (DamagedHashListException e) {
                tell(file, e);
                status = ExitStatus.COULD_NOT_FINISH;
            }
        }
        return status;
    }

    private void tell(Path file, long entries) {
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("list", file.toString());
            object.put("sound", true);
            object.put("entries", entries);
            streams.json().write(object);
        } else {
            streams.out().println(file + ": sound, " + entries + " entries");
        }
    }

    private void tell(Path file, DamagedHashListException damage) {
        String message = damage.getCause() == null ? damage.toString() : Failures.text(damage.getCause());
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("list", file.toString());
            object.put("sound", false);
            object.put("damage", message);
            streams.json().write(object);
        }
        streams.err().println("mangrove: " + message);
    }
}
