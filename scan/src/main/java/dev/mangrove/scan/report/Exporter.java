package dev.mangrove.scan.report;

import dev.mangrove.formats.csv.CsvWriter;
import dev.mangrove.scan.item.MediaType;
import dev.mangrove.scan.workspace.Workspace;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Copies the originals of stacks for someone who must look at them. The purpose is in the workspace's
/// journal before the first byte is copied. Each content is copied once, under a name that says nothing,
/// and only if it is still what was scanned; `manifest.csv` tells every place.
public final class Exporter {

    static final String MANIFEST = "manifest.csv";
    private static final String OF_STACKS =
            " WHERE m.stack_id IN (SELECT id FROM stack WHERE name IN (SELECT value FROM json_each(?)))";

    private final ReportSource source;
    private final Path output;
    private final String stacks;
    private final Map<String, String> names = new LinkedHashMap<>();

    private Exporter(ReportSource source, Path output, String stacks) {
        this.source = source;
        this.output = output;
        this.stacks = stacks;
    }

    /// @throws ReportException naming what is wrong and what to do; a content that is missing is no failure, but
    ///     counted in the summary and told of in the manifest
    /// @throws dev.mangrove.scan.workspace.WorkspaceException where the workspace cannot be held or written
    public static ExportSummary export(ExportRequest request) throws IOException {
        String purpose = Purpose.check(request.purpose());
        try (Workspace workspace = Workspace.open(request.workspace());
                ReportSource source = ReportSource.open(request.workspace())) {
            OutputPlace.checkFolder(source, request.workspace(), request.output());
            Exporter exporter = new Exporter(source, request.output(), json(request));
            exporter.requireStacks(request);
            exporter.nameContents();
            Purpose.record(
                    workspace,
                    purpose,
                    Map.of(
                            "stacks",
                            String.join(" ", request.stacks()),
                            "output",
                            request.output().toAbsolutePath().toString()));
            OutputPlace.createPrivateFolder(request.output());
            try (CaptureOriginals originals = new CaptureOriginals(workspace)) {
                ExportSummary summary = exporter.copy(new OriginalCopies(source, originals, request.output()));
                Purpose.recordEnd(workspace, summary.copied(), summary.contents() - summary.copied());
                return summary;
            }
        } catch (SQLException e) {
            throw ReportSource.unreadable(request.workspace(), e);
        }
    }

    private static String json(ExportRequest request) {
        return "["
                + String.join(
                        ",", request.stacks().stream().map(JsonText::quoted).toList()) + "]";
    }

    private void requireStacks(ExportRequest request) throws IOException, SQLException {
        if (request.stacks().isEmpty()) {
            throw new ReportException("no stack is named. Reports show the names of stacks; name one or more.");
        }
        Set<String> unknown = new LinkedHashSet<>(request.stacks());
        source.list(
                        "SELECT name FROM stack WHERE name IN (SELECT value FROM json_each(?))",
                        row -> row.getString(1),
                        stacks)
                .forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new ReportException("the workspace has no stack called " + Visible.text(String.join(", ", unknown))
                    + ". Stacks change with each matching: take the names from a report written since.");
        }
    }

    /// Numbers the contents of each stack by their first places.
    private void nameContents() throws SQLException, IOException {
        Map<String, Integer> last = new LinkedHashMap<>();
        source.forEach(
                ItemRow.COLUMNS + OF_STACKS + ItemRow.BY_PLACE,
                row -> {
                    ItemRow item = new ItemRow(row);
                    Optional<String> key = key(item);
                    if (key.isPresent() && !names.containsKey(key.get())) {
                        String stack = item.orEmpty("stack");
                        names.put(
                                key.get(),
                                stack + "-" + last.merge(stack, 1, Integer::sum) + "."
                                        + extension(item.orEmpty("media_type")));
                    }
                },
                stacks);
    }

    private static Optional<String> key(ItemRow item) throws SQLException {
        return item.hex("sha256");
    }

    private Optional<String> name(ItemRow item) throws SQLException {
        return key(item).map(names::get);
    }

    private ExportSummary copy(OriginalCopies copies) throws SQLException, IOException {
        copies.copy(OF_STACKS, this::name, stacks);
        long[] places = {0};
        WholeFile.write(output.resolve(MANIFEST), "", out -> places[0] = manifest(out, copies));
        long copied = names.values().stream().filter(copies::isCopied).count();
        return new ExportSummary(names.size(), copied, places[0]);
    }

    private long manifest(OutputStream out, OriginalCopies copies) throws SQLException, IOException {
        long[] places = {0};
        try (CsvWriter csv = new CsvWriter(out)) {
            csv.row(
                    "file",
                    "status",
                    "detail",
                    "stack",
                    "sha256",
                    "bytes",
                    "mediaType",
                    "capture",
                    "path",
                    "relation",
                    "distanceBits");
            source.forEach(
                    ItemRow.COLUMNS + OF_STACKS + ItemRow.BY_PLACE,
                    row -> {
                        ItemRow item = new ItemRow(row);
                        String name = name(item).orElse("");
                        boolean copied = !name.isEmpty() && copies.isCopied(name);
                        String detail = copied ? "" : name.isEmpty() ? "it has no digest" : copies.reason(name);
                        csv.row(
                                copied ? name : "",
                                copied ? "copied" : "missing",
                                Visible.text(detail),
                                item.orEmpty("stack"),
                                item.hex("sha256").orElse(""),
                                item.orEmpty("size_bytes"),
                                item.orEmpty("media_type"),
                                Visible.text(item.orEmpty("capture")),
                                Visible.text(item.orEmpty("path_text")),
                                item.orEmpty("relation"),
                                item.orEmpty("stack_distance_bits"));
                        places[0]++;
                    },
                    stacks);
        }
        return places[0];
    }

    /// By type, so that a viewer opens it; never from the item's own name.
    static String extension(String mediaType) {
        MediaType type = MediaType.ofLabel(mediaType);
        return switch (type.kind()) {
            case PICTURE, PICTURE_UNSUPPORTED, VIDEO ->
                switch (type) {
                    case JPEG -> "jpg";
                    case CAMERA_RAW -> "raw";
                    case MATROSKA -> "mkv";
                    case QUICKTIME -> "mov";
                    case THREE_GPP -> "3gp";
                    case JPEG_2000 -> "jp2";
                    case JPEG_XL -> "jxl";
                    case MPEG -> "mpg";
                    case MPEG_TS -> "ts";
                    default -> type.name().toLowerCase(Locale.ROOT);
                };
            default -> "bin";
        };
    }
}
