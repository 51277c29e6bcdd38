package dev.mangrove.scan.list;

import dev.mangrove.formats.hashlist.HashListFormat;
import dev.mangrove.formats.row.HashListFormatException;
import dev.mangrove.formats.row.HashListRow;
import dev.mangrove.formats.row.RowSink;
import dev.mangrove.hash.Digest;
import dev.mangrove.index.EntryFrame;
import dev.mangrove.index.HashListBuilder;
import dev.mangrove.index.HashListEntry;
import dev.mangrove.index.HashListHeader;
import dev.mangrove.index.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Builds one known list from one or more sources, in memory that does not grow with them. Any failure
/// leaves no list behind. Not safe for use by several threads.
public final class ListBuild implements AutoCloseable {

    private final Path output;
    private final HashListBuilder builder;
    private final Roles roles;
    private final Tally tally = new Tally();
    private final List<HashListHeader.Source> sources = new ArrayList<>();
    private boolean severalSources;

    private ListBuild(Path output, HashListBuilder builder, Roles roles) {
        this.output = output;
        this.builder = builder;
        this.roles = roles;
    }

    /// Begins a list.
    ///
    /// @param output where it will lie
    public static ListBuild begin(Path output, ListPlan plan) throws IOException {
        return new ListBuild(output, HashListBuilder.create(output, plan.description()), new Roles(plan.scheme()));
    }

    /// Builds a list from list files.
    ///
    /// @throws HashListFormatException where a source is no list, or a damaged one
    /// @throws SchemeNeededException where categories are numbers and the plan names no scheme
    public static ListSummary build(List<Path> files, Path output, ListPlan plan) throws IOException {
        try (ListBuild build = begin(output, plan)) {
            build.expectSeveral(files.size() > 1);
            for (Path file : files) {
                build.addFile(file);
            }
            return build.finish();
        }
    }

    /// Says that more than one source will come. Then ids, which are unique in their source at best, are
    /// written as `2:17`: the 17 of the second source.
    public void expectSeveral(boolean several) {
        severalSources = several;
    }

    /// Adds the rows of a list file.
    public void addFile(Path file) throws IOException {
        if (Files.exists(output) && Files.exists(file) && Files.isSameFile(file, output)) {
            throw new HashListFormatException(file + " is both a source and the output. Name another --output.");
        }
        HashListFormat format = HashListFormat.detect(file);
        try (SourceStamp before = SourceStamp.begin(file)) {
            addFile(file, format, before);
        }
    }

    private void addFile(Path file, HashListFormat format, SourceStamp before) throws IOException {
        String fileName = nameOf(file);
        long rows = tally.rows();
        long refused = tally.refused();
        RowRelay.read(format, file, new RowSink() {
            @Override
            public void row(Supplier<String> place, HashListRow row) throws IOException {
                tally.row();
                addRow(fileName, format, place, row);
            }

            @Override
            public void problem(String place, String reason) {
                tally.row();
                tally.refused(fileName, place, reason);
            }

            @Override
            public void remark(String place, String remark) {
                tally.remark(fileName, place, remark);
            }
        });
        String sha256 = before.sha256();
        before.expectUnchanged(file);
        sources.add(new HashListHeader.Source(
                fileName, format.name(), sha256, tally.rows() - rows, tally.refused() - refused));
    }

    /// Adds entries from elsewhere.
    ///
    /// @param name of the source in the list's header
    /// @param format of the source, for people, e.g. `pictures`
    public void addEntries(String name, String format, EntryFeed feed) throws IOException {
        MessageDigest digest = SourceStamp.sha256Digest();
        long rows = tally.rows();
        long refused = tally.refused();
        feed.feed(new EntryFeed.Sink() {
            @Override
            public void entry(String place, HashListEntry entry) throws IOException {
                tally.row();
                entry.digests().stream()
                        .map(Digest::toHex)
                        .sorted()
                        .forEach(hex -> digest.update((hex + "\n").getBytes(StandardCharsets.US_ASCII)));
                add(name, () -> place, entry);
            }

            @Override
            public void problem(String place, String reason) {
                tally.row();
                tally.refused(name, place, reason);
            }
        });
        sources.add(new HashListHeader.Source(
                name,
                format,
                HexFormat.of().formatHex(digest.digest()),
                tally.rows() - rows,
                tally.refused() - refused));
    }

    private void addRow(String fileName, HashListFormat format, Supplier<String> place, HashListRow row)
            throws IOException {
        row.unmatchable().forEach(tally::unmatchable);
        if (row.digests().isEmpty() && row.pdq().isEmpty()) {
            tally.refused(
                    fileName,
                    place.get(),
                    "all it holds is " + String.join(", ", row.unmatchable()) + ", which cannot be matched here");
            return;
        }
        if (roles.isUnknown(row.category()) && tally.unknownLabel(row.category().orElseThrow())) {
            tally.remark(fileName, place.get(), "its category is not in the scheme; such entries are unreviewed");
        }
        add(
                fileName,
                place,
                new HashListEntry(
                        row.id().map(this::idOf).orElse(""),
                        Set.of(row.digests().toArray(Digest[]::new)),
                        row.pdq(),
                        row.quality(),
                        row.sizeBytes(),
                        row.category(),
                        row.series(),
                        row.comment(),
                        row.frame().map(frame -> new EntryFrame(frame.atMillis(), frame.repeats())),
                        roles.of(row.category(), format, () -> fileName + ", " + place.get())));
    }

    private String idOf(String id) {
        return severalSources ? (sources.size() + 1) + ":" + id : id;
    }

    private void add(String fileName, Supplier<String> place, HashListEntry entry) throws IOException {
        Set<Refusal> lost = builder.add(entry);
        if (lost.isEmpty()) {
            return;
        }
        Optional<String> reason = tally.refusal(lost);
        if (lost.contains(Refusal.NOTHING_TO_MATCH)) {
            tally.refused(fileName, place.get(), reason.orElse("it holds no hash that can be matched"));
        } else {
            tally.remark(fileName, place.get(), reason.orElse("a part was left out"));
        }
    }

    private static String nameOf(Path file) {
        return Optional.ofNullable(file.getFileName()).map(Path::toString).orElse(file.toString());
    }

    /// Writes the list and puts it in its place.
    public ListSummary finish() throws IOException {
        if (tally.rows() == tally.refused()) {
            throw new HashListFormatException("None of the " + tally.rows()
                    + " rows holds a hash that can be matched, so no list was made."
                    + tally.firstProblem()
                            .map(problem -> " The first: " + problem + ".")
                            .orElse(""));
        }
        return tally.summary(builder.finish(sources));
    }

    /// Without [#finish] nothing is left behind.
    @Override
    public void close() throws IOException {
        builder.close();
    }
}
