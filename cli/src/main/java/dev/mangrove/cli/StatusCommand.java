package dev.mangrove.cli;

import dev.mangrove.scan.item.Reason;
import dev.mangrove.scan.workspace.CaptureRoot;
import dev.mangrove.scan.workspace.Workspace;
import dev.mangrove.scan.workspace.WorkspaceStatus;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Tells how far a scan is and what it found.
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Tells how far a scan is and what it found, also while it runs.",
        footerHeading = "%nExample%n",
        footer = "  mangrove status cases/26-011")
final class StatusCommand implements Callable<Integer> {

    private final Streams streams;

    @Parameters(paramLabel = "WORKSPACE", description = "The folder that 'mangrove scan' writes.")
    private Path folder = Path.of("");

    @Option(names = "--json", description = "Machine output: one JSON object.")
    private boolean json;

    StatusCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.openToRead(folder)) {
            WorkspaceStatus status = WorkspaceStatus.of(workspace);
            if (json) {
                streams.json().write(json(status));
            } else {
                print(streams.out(), status);
            }
        }
        return ExitStatus.DONE;
    }

    private static Map<String, Object> json(WorkspaceStatus status) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("finished", status.isFinished());
        json.put("items", status.items());
        json.put("pictureExamined", status.pictureExamined());
        json.put("digestsOnly", status.digestsOnly());
        json.put("notExamined", status.notExamined());
        json.put(
                "captures",
                status.captures().stream()
                        .map(capture -> Map.of(
                                "label",
                                capture.label(),
                                "location",
                                capture.location().display()))
                        .toList());
        json.put("summary", status.summary());
        return json;
    }

    private void print(PrintStream out, WorkspaceStatus status) {
        for (CaptureRoot capture : status.captures()) {
            out.println(
                    "capture    " + capture.label() + " (" + capture.location().display() + ")");
        }
        out.println("state      "
                + (status.isFinished()
                        ? "finished"
                        : "not finished: it runs, or was interrupted and goes on when the same command is given"));
        out.printf(
                Locale.ROOT,
                "items      %,d: %,d pictures examined, %,d by digests only%n",
                status.items(),
                status.pictureExamined(),
                status.digestsOnly());
        status.notExamined()
                .forEach((reason, items) -> out.printf(
                        Locale.ROOT,
                        "           %,d not examined: %s (%s)%n",
                        items,
                        reason,
                        Reason.ofLabel(reason).sentence()));
        status.summary().ifPresent(summary -> out.println("result     " + summary));
        out.println("journal");
        status.events().forEach(event -> out.println("  " + event.at() + "  " + event.event() + "  " + event.detail()));
    }
}
