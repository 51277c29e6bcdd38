package dev.mangrove.cli;

import dev.mangrove.hash.PdqHash;
import dev.mangrove.index.EntryRole;
import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.match.FileMatching;
import dev.mangrove.scan.match.FileMatching.FileMatch;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Tells which entries of known lists a file or a PDQ hash matches.
@Command(
        name = "match",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Tells which entries of known lists files or PDQ hashes match. Files are asked in eight"
                + " orientations, hashes as they stand.",
        footerHeading = "%nExamples%n",
        footer = {
            "  mangrove match picture.jpg --list known.mgl",
            "  mangrove match --pdq d8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22 \\",
            "      --list known.mgl --json",
        })
final class MatchCommand implements Callable<Integer> {

    private final Streams streams;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Files to examine and match.")
    private List<String> files = List.of();

    @Option(names = "--pdq", paramLabel = "HEX", arity = "1..*", description = "PDQ hashes, 64 hex digits each.")
    private List<String> hashes = List.of();

    @Mixin
    private ListOptions lists = new ListOptions();

    @Mixin
    private WorkerOptions workers = new WorkerOptions();

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    MatchCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        lists.check();
        if (files.isEmpty() && hashes.isEmpty()) {
            throw CommandFailure.wrongUse("there is nothing to match: name files, or hashes with --pdq; what follows"
                    + " --list is taken for lists, so name files before it");
        }
        List<PdqHash> queries = hashes.stream().map(MatchCommand::query).toList();
        List<FileArgument> arguments =
                files.stream().map(file -> FileArgument.of(file, streams.raw())).toList();
        arguments.forEach(FileExamination::requireFile);
        try (FileMatching matching =
                FileMatching.open(lists.lists, lists.knownGood, lists.distanceBits, lists.videoShares())) {
            queries.forEach(query -> tell(query, matching.match(query)));
            if (!arguments.isEmpty()) {
                try (FileExamination examination = new FileExamination(workers)) {
                    examination.examineAll(
                            arguments.iterator(), (file, found) -> tell(file, found, matching.findings(found)));
                }
            }
        }
        return ExitStatus.DONE;
    }

    private static PdqHash query(String hex) {
        PdqHash hash;
        try {
            hash = PdqHash.fromHex(hex);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.wrongUse("--pdq " + hex + ": " + Failures.text(e));
        }
        if (!hash.isMatchable()) {
            throw CommandFailure.wrongUse("--pdq " + hex + " cannot be matched: a PDQ hash with no bit set, or with"
                    + " more than " + PdqHash.SET_BITS_MAX + ", tells nothing of a picture");
        }
        return hash;
    }

    private void tell(PdqHash query, List<FileMatch> matches) {
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("pdq", query.toHex());
            object.put("matches", matches.stream().map(MatchCommand::json).toList());
            streams.json().write(object);
        } else {
            streams.out().println(query.toHex());
            print(streams.out(), matches);
        }
    }

    private void tell(FileArgument file, Examination found, FileMatching.Findings findings) {
        List<FileMatch> matches = findings.matches();
        if (json) {
            Map<String, Object> object = ExaminationJson.of(file, found, false);
            object.put("matches", matches.stream().map(MatchCommand::json).toList());
            if (!findings.videos().isEmpty()) {
                object.put(
                        "videoMatches",
                        findings.videos().stream().map(VideoMatchText::json).toList());
            }
            streams.json().write(object);
            return;
        }
        streams.out().println(file.shown());
        if (found instanceof Examination.NotExamined not) {
            streams.out()
                    .println("  not examined: " + not.reason().label() + " (" + not.detail() + ")"
                            + (not.digests().isPresent() ? "; matched by its digests alone" : ""));
        }
        print(streams.out(), matches);
        findings.videos().forEach(video -> streams.out().println("  " + VideoMatchText.line(video)));
    }

    private static Map<String, Object> json(FileMatch match) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("list", match.list());
        json.put("entry", match.entry());
        json.put("kind", match.kind());
        json.put("role", label(match.role()));
        json.put("digestKind", match.digestKind().map(kind -> kind.name().toLowerCase(Locale.ROOT)));
        json.put("distanceBits", match.distanceBits());
        json.put("orientation", match.orientation().map(orientation -> orientation.label()));
        json.put("frame", match.frame());
        json.put("entryAtMillis", match.entryAtMillis());
        json.put("category", match.category());
        json.put("series", match.series());
        return json;
    }

    private static String label(EntryRole role) {
        return switch (role) {
            case ALERT -> "alert";
            case KNOWN_GOOD -> "knownGood";
            case UNREVIEWED -> "unreviewed";
        };
    }

    private static void print(PrintStream out, List<FileMatch> matches) {
        if (matches.isEmpty()) {
            out.println("  no match");
        }
        for (FileMatch match : matches) {
            List<String> facts = new ArrayList<>();
            match.digestKind()
                    .ifPresentOrElse(
                            kind -> facts.add("exact by " + kind.algorithm()
                                    + (kind == dev.mangrove.hash.DigestKind.MD5 ? " alone, which can be forged" : "")),
                            () -> facts.add("near, " + match.distanceBits() + " bits"));
            match.entryAtMillis().ifPresent(millis -> facts.add("its frame at " + VideoMatchText.time(millis)));
            match.orientation().ifPresent(orientation -> facts.add(orientation.label()));
            match.category().ifPresent(category -> facts.add("category " + category));
            match.series().ifPresent(series -> facts.add("series " + series));
            if (match.role() != EntryRole.ALERT) {
                facts.add(match.role() == EntryRole.KNOWN_GOOD ? "known good" : "unreviewed");
            }
            out.println("  " + match.list() + ", entry " + match.entry() + ": " + String.join(", ", facts));
        }
    }
}
