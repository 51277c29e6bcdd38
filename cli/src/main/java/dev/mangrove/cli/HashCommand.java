package dev.mangrove.cli;

import dev.mangrove.hash.Orientation;
import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.item.Examination.NotExamined;
import dev.mangrove.scan.item.Examination.PictureExamined;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Tells type, digests and PDQ hash of files.
@Command(
        name = "hash",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Tells type, digests and PDQ hash of files.",
        footerHeading = "%nExamples%n",
        footer = {
            "  mangrove hash picture.jpg",
            "  mangrove hash --json --orientations *.png",
        })
final class HashCommand implements Callable<Integer> {

    private final Streams streams;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files to examine.")
    private List<String> files = List.of();

    @Option(names = "--orientations", description = "Tell the hashes of the seven other orientations too.")
    private boolean orientations;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Mixin
    private WorkerOptions workers = new WorkerOptions();

    HashCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<FileArgument> arguments =
                files.stream().map(file -> FileArgument.of(file, streams.raw())).toList();
        arguments.forEach(FileExamination::requireFile);
        JsonLines lines = streams.json();
        try (FileExamination examination = new FileExamination(workers)) {
            examination.examineAll(arguments.iterator(), (file, found) -> {
                if (json) {
                    lines.write(ExaminationJson.of(file, found, orientations));
                } else {
                    print(streams.out(), file, found);
                }
            });
        }
        return ExitStatus.DONE;
    }

    private void print(PrintStream out, FileArgument file, Examination found) {
        out.println(file.shown());
        String type = found.mediaType().orElse("unknown type");
        switch (found) {
            case PictureExamined picture -> {
                out.println("  " + type + ", " + picture.width() + " x " + picture.height() + " pixels");
                out.println("  PDQ     " + picture.fingerprint().hash().toHex() + ", quality "
                        + picture.fingerprint().quality());
                picture.video()
                        .ifPresent(video -> out.println("  frames  " + video.framesSampled() + " looked at, "
                                + (1 + picture.furtherFrames().size()) + " that differ from the one before"));
                for (Orientation orientation : Orientation.values()) {
                    if (orientations && orientation != Orientation.UPRIGHT) {
                        out.printf(
                                "  %-10s %s%n",
                                orientation.label(),
                                picture.fingerprint().hash(orientation).toHex());
                    }
                }
            }
            case NotExamined not ->
                out.println("  " + type + ", not examined: " + not.reason().label() + " (" + not.detail() + ")");
            case Examination.DigestsOnly other -> out.println("  " + type);
        }
        found.digests().ifPresent(digests -> {
            out.println("  bytes   " + digests.sizeBytes());
            out.println("  MD5     " + digests.md5().toHex());
            out.println("  SHA-1   " + digests.sha1().toHex());
            out.println("  SHA-256 " + digests.sha256().toHex());
        });
        if (!found.notes().isEmpty()) {
            out.println("  notes   " + String.join(", ", found.notes()));
        }
    }
}
