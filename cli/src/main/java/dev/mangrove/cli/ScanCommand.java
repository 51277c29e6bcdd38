package dev.mangrove.cli;

import dev.mangrove.scan.Scan;
import dev.mangrove.scan.ScanEnd;
import dev.mangrove.scan.ScanException;
import dev.mangrove.scan.ScanRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Examines captures and matches them with known lists.
@Command(
        name = "scan",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Examines captures and matches them with known lists. Killed at any moment, it goes on where it was"
                    + " when the same command is given again."
        },
        footerHeading = "%nExamples%n",
        footer = {
            "  mangrove scan /evidence/phone --list known.mgl --workspace cases/26-011",
            "  mangrove scan phone.zip site.warc.gz --list a.mgl b.mgl --known-good nsrl.mgl \\",
            "      --workspace cases/26-012 --json",
            "",
            "With --json the last line of standard output is the result:",
            "  {\"items\":..,\"pictureExamined\":..,\"digestsOnly\":..,\"notExamined\":{..},\"knownGood\":..,",
            "   \"exactMatches\":..,\"nearMatches\":..,\"stacks\":..,\"leads\":..,\"bytes\":..,",
            "   \"elapsedSeconds\":..,\"resultDigest\":\"..\"}",
        })
final class ScanCommand implements Callable<Integer> {

    private final Streams streams;

    @Parameters(
            paramLabel = "CAPTURE",
            arity = "0..*",
            description =
                    "Folders, archives, web archives, disk images or single files, in the same order at each run.")
    private List<String> captures = List.of();

    @Option(
            names = "--label",
            paramLabel = "NAME",
            description = "What people call the capture; with several captures give one each, in their order."
                    + " Default: its own name.")
    private List<String> labels = List.of();

    @Mixin
    private ListOptions lists = new ListOptions();

    @Option(
            names = "--workspace",
            paramLabel = "DIR",
            required = true,
            description = "Folder for the journal and the results; made when it is missing.")
    private Path workspace = Path.of("");

    @Option(
            names = "--carve",
            description = "Search the unused space of disk images for JPEG, PNG, GIF and MP4 files; at each run or"
                    + " at none.")
    private boolean carve;

    @Mixin
    private CheckOption check = new CheckOption();

    @Mixin
    private WorkerOptions workers = new WorkerOptions();

    @Option(names = "--json", description = "Machine output: one JSON object a line.")
    private boolean json;

    ScanCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws ScanException {
        lists.check();
        check.searchCheck();
        lists.tell(streams.err());
        ScanEnd end = run();
        if (json) {
            streams.out().println(end.summary().toJson());
            streams.out().flush();
        } else {
            SummaryText.print(streams.out(), end.summary(), workspace);
        }
        tellDifferences(end);
        return ExitStatus.DONE;
    }

    private ScanEnd run() throws ScanException {
        try (Progress progress = new Progress(streams.err(), Terminal.isOnStandardError())) {
            Scan scan = new Scan(request(), progress);
            try (Interruption _ = Interruption.stops(scan)) {
                return scan.run();
            }
        }
    }

    private ScanRequest request() {
        if (captures.isEmpty()) {
            throw CommandFailure.wrongUse("no capture is named"
                    + (lists.lists.size() > 1
                            ? "; what follows --list is taken for lists, so name the captures before it"
                            : ": mangrove scan CAPTURE --list FILE.mgl --workspace DIR"));
        }
        if (!labels.isEmpty() && labels.size() != captures.size()) {
            throw CommandFailure.wrongUse("there are " + captures.size() + " captures and " + labels.size()
                    + " labels; give none or one for each capture");
        }
        List<ScanRequest.Capture> named = java.util.stream.IntStream.range(0, captures.size())
                .mapToObj(i -> new ScanRequest.Capture(
                        streams.raw().absolutePath(captures.get(i)),
                        labels.isEmpty() ? Optional.empty() : Optional.of(labels.get(i))))
                .toList();
        return new ScanRequest(
                named,
                lists.lists,
                lists.knownGood,
                workspace,
                lists.distanceBits,
                workers.workers,
                workers.itemSeconds,
                workers.workerHeapMegabytes,
                workers.frameIntervalMillis,
                carve,
                lists.videoShares(),
                check.searchCheck());
    }

    private void tellDifferences(ScanEnd end) {
        if (end.changedFiles() > 0) {
            streams.err()
                    .println("mangrove: " + end.changedFiles() + " files changed since an earlier run examined them;"
                            + " the results keep what was seen first. Scan into a new workspace to examine them anew.");
        }
        if (end.missingFiles() > 0) {
            streams.err()
                    .println("mangrove: " + end.missingFiles() + " files that an earlier run examined are gone;"
                            + " the results keep what was seen.");
        }
    }
}
