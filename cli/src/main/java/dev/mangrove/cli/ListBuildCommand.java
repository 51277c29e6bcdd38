package dev.mangrove.cli;

import dev.mangrove.formats.scheme.Scheme;
import dev.mangrove.hash.HashProfile;
import dev.mangrove.scan.list.ListBuild;
import dev.mangrove.scan.list.ListPlan;
import dev.mangrove.scan.list.ListSummary;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Builds a known list from what units exchange.
@Command(
        name = "build",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Builds one known list from list files, or from folders of pictures and videos.",
            "List files may be VICS 1.x or 2.0, CSV with a header, frame hashes of vPDQ, ICSE CSV, NSRL RDS 2 or 3,"
                    + " NIST-CAID, TSK kdb, EnCase, HashKeeper, hashdeep, or lines of md5sum, sha1sum or"
                    + " sha256sum; they are told apart by their content."
        },
        footerHeading = "%nExamples%n",
        footer = {
            "  mangrove list build known.csv --output known.mgl --name 'Unit list' --origin 'Example Unit'",
            "  mangrove list build vics.json --scheme us --output vics.mgl --name VICS --origin 'Example Unit'",
            "  mangrove list build pictures/ --output own.mgl --name 'Own pictures' --origin 'Example Unit'",
        })
final class ListBuildCommand implements Callable<Integer> {

    private static final int PROBLEMS_SHOWN = 10;

    private final Streams streams;

    @Parameters(paramLabel = "SOURCE", arity = "1..*", description = "List files or folders of pictures.")
    private List<String> sources = List.of();

    @Option(names = "--output", paramLabel = "FILE.mgl", required = true, description = "The list to write.")
    private Path output = Path.of("");

    @Option(names = "--name", required = true, description = "What people call the list.")
    private String name = "";

    @Option(names = "--origin", required = true, description = "Who vouches for it.")
    private String origin = "";

    @Option(
            names = "--scheme",
            description = "What its categories mean: the name of a scheme that Mangrove ships, or a file. Needed"
                    + " where categories are numbers, and never guessed.")
    private Optional<String> scheme = Optional.empty();

    @Option(
            names = "--list-version",
            paramLabel = "VERSION",
            description = "The list's version. Default: derived from its content.")
    private Optional<String> version = Optional.empty();

    @Mixin
    private WorkerOptions workers = new WorkerOptions();

    @Option(names = "--json", description = "Machine output: one JSON object.")
    private boolean json;

    ListBuildCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        Optional<Scheme> resolved = Optional.empty();
        if (scheme.isPresent()) {
            resolved = Optional.of(Scheme.resolve(scheme.get()));
        }
        ListSummary summary = build(new ListPlan(name, version, origin, HashProfile.REFERENCE, resolved));
        if (json) {
            streams.json().write(json(summary));
        } else {
            print(streams.out(), summary);
        }
        return ExitStatus.DONE;
    }

    private ListSummary build(ListPlan plan) throws IOException {
        List<FileArgument> given = sources.stream()
                .map(source -> FileArgument.of(source, streams.raw()))
                .toList();
        given.forEach(ListBuildCommand::requireExisting);
        List<FileArgument> named = new ArrayList<>();
        for (FileArgument source : given) {
            named.addAll(FrameFolder.filesOf(source));
        }
        try (ListBuild build = ListBuild.begin(output, plan)) {
            build.expectSeveral(named.size() > 1);
            for (FileArgument source : named) {
                if (Files.isDirectory(Path.of(source.shown()))) {
                    build.addEntries(source.shown(), "pictures", new PictureFolder(source.path(), workers));
                } else {
                    build.addFile(Path.of(source.shown()));
                }
            }
            return build.finish();
        }
    }

    private static void requireExisting(FileArgument source) {
        if (!Files.exists(Path.of(source.shown()))) {
            throw CommandFailure.wrongUse("there is no file or folder " + source.shown() + "; check the path");
        }
    }

    private Map<String, Object> json(ListSummary summary) {
        Map<String, Object> json = ListHeaderText.json(output, summary.header());
        json.put("rows", summary.rows());
        json.put("refused", summary.refused());
        json.put("unmatchable", summary.unmatchable());
        json.put("unknownCategories", summary.unknownLabels());
        List<Map<String, Object>> problems = new ArrayList<>();
        for (ListSummary.Problem problem : summary.problems()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("fileName", problem.fileName());
            one.put("place", problem.place());
            one.put("reason", problem.reason());
            problems.add(one);
        }
        json.put("problems", problems);
        return json;
    }

    private void print(PrintStream out, ListSummary summary) {
        ListHeaderText.print(out, output, summary.header());
        summary.unmatchable()
                .forEach((hash, rows) ->
                        out.printf(Locale.ROOT, "  %,d rows carry %s, which cannot be matched here.%n", rows, hash));
        summary.unknownLabels()
                .forEach((label, rows) -> out.printf(
                        Locale.ROOT,
                        "  %,d rows have the category %s, which the scheme does not know: they are unreviewed.%n",
                        rows,
                        label));
        if (summary.refused() + summary.remarks() > 0) {
            out.printf(
                    Locale.ROOT,
                    "  %,d of %,d rows were not used, and %,d others only in part. The first:%n",
                    summary.refused(),
                    summary.rows(),
                    summary.remarks());
            summary.problems().stream()
                    .limit(PROBLEMS_SHOWN)
                    .forEach(problem -> out.println(
                            "    " + problem.fileName() + ", " + problem.place() + ": " + problem.reason()));
        }
    }
}
