package dev.mangrove.scan.report;

import dev.mangrove.formats.caseuco.CaseUcoWriter;
import dev.mangrove.formats.caseuco.UcoAction;
import dev.mangrove.formats.caseuco.UcoContainment;
import dev.mangrove.formats.caseuco.UcoFile;
import dev.mangrove.formats.caseuco.UcoTool;
import dev.mangrove.formats.caseuco.UcoVerdict;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// Every item as a node of a CASE/UCO graph, with where it lay, what lists say of it, and why it could not
/// be examined. One item is held at a time.
final class CaseReport {

    private static final int MATCHES_MAX = 100;

    private final ReportSource source;
    private final CaseUcoWriter graph;
    private final String tool;

    private CaseReport(ReportSource source, CaseUcoWriter graph, String tool) {
        this.source = source;
        this.graph = graph;
        this.tool = tool;
    }

    static void write(ReportSource source, OutputStream output) throws IOException, SQLException {
        ScanRecord scan = ScanRecord.read(source);
        try (CaseUcoWriter graph = new CaseUcoWriter(output)) {
            CaseReport report =
                    new CaseReport(source, graph, graph.tool(new UcoTool("Mangrove", scan.version(), "Mangrove")));
            report.captures(scan);
            report.action(scan);
            report.items();
            graph.finish();
        }
    }

    private void captures(ScanRecord scan) throws IOException {
        for (ScanRecord.Capture capture : scan.captures()) {
            graph.file(UcoFile.keyed(captureKey(capture.id()))
                    .fileName(Visible.text(capture.label()))
                    .filePath(capture.location().display())
                    .build());
            graph.provenance(
                    Visible.text(capture.label()),
                    List.of(CaseUcoWriter.fileId(captureKey(capture.id()))).iterator());
        }
    }

    private void action(ScanRecord scan) throws IOException, SQLException {
        Findings findings = Findings.read(source);
        Iterator<String> objects = scan.captures().stream()
                .map(capture -> CaseUcoWriter.fileId(captureKey(capture.id())))
                .iterator();
        String lists = String.join(
                "; ",
                scan.lists().stream()
                        .map(list -> list.name() + " " + list.version() + ", SHA-256 " + list.digest())
                        .toList());
        String description = (scan.isFinished() ? "Finished" : "Not finished") + ". Lists: " + lists
                + findings.resultDigest()
                        .map(digest -> ". Digest of results: " + digest)
                        .orElse("");
        graph.action(
                new UcoAction(
                        "scan",
                        "Scan for known pictures",
                        Optional.of(Visible.text(description)),
                        scan.firstAt("scanStarted").flatMap(CaseReport::instant),
                        scan.lastAt("scanFinished").flatMap(CaseReport::instant),
                        Optional.empty(),
                        tool),
                objects,
                Collections.emptyIterator());
    }

    private void items() throws SQLException, IOException {
        try (ItemRow.Matches matches = new ItemRow.Matches(source)) {
            ItemRow.forEach(source, item -> {
                String file = graph.file(file(item));
                String parent = item.orEmpty("parent_sequence");
                String around = parent.isEmpty() ? captureKey(item.orEmpty("capture_id")) : key(item, parent);
                graph.containment(UcoContainment.at(file, CaseUcoWriter.fileId(around), path(item)));
                for (ItemRow.Match match : matches.of(item, MATCHES_MAX)) {
                    verdict(item, file, match);
                }
                if (item.text("reason").isPresent()) {
                    verdict(item, file, "not examined: " + item.orEmpty("reason"), item.orEmpty("detail"));
                }
                if (item.orEmpty("relation").equals("representative")
                        && item.orEmpty("shown").equals("1")) {
                    verdict(
                            item,
                            file,
                            "lead: " + item.orEmpty("tier"),
                            "rank " + item.orEmpty("rank") + ": "
                                    + String.join("; ", JsonText.field(item.orEmpty("reasons"), "text")));
                }
            });
        }
    }

    private static UcoFile file(ItemRow item) throws SQLException {
        UcoFile.Builder file = UcoFile.keyed(key(item, item.orEmpty("sequence")))
                .fileName(Place.of(item.orEmpty("path_text")).name())
                .filePath(path(item));
        item.text("size_bytes").map(Long::valueOf).ifPresent(file::sizeBytes);
        item.text("modified_at").flatMap(CaseReport::instant).ifPresent(file::modifiedAt);
        item.text("media_type").ifPresent(file::mimeType);
        item.hex("md5").ifPresent(hex -> file.hash("MD5", hex));
        item.hex("sha1").ifPresent(hex -> file.hash("SHA1", hex));
        item.hex("sha256").ifPresent(hex -> file.hash("SHA256", hex));
        item.pdq().ifPresent(hex -> file.hash("PDQ", hex));
        if (item.text("width").isPresent() && item.text("height").isPresent()) {
            file.pixels(Integer.parseInt(item.orEmpty("width")), Integer.parseInt(item.orEmpty("height")));
            String type = item.orEmpty("media_type");
            file.pictureType(type.substring(type.indexOf('/') + 1));
        }
        for (ExifName exif : ExifName.values()) {
            item.text(exif.column()).ifPresent(value -> file.exif(exif.tag(), Visible.text(value)));
        }
        return file.build();
    }

    private void verdict(ItemRow item, String file, ItemRow.Match match) throws SQLException, IOException {
        String how = match.kind().equals("exact")
                ? "exactly, by " + match.digestKind()
                : "nearly, at " + match.distanceBits() + " bits: a person must confirm it";
        String series = match.series().isEmpty() ? "" : ", series " + match.series();
        String category = match.category().isEmpty() ? "none" : match.category();
        verdict(
                item,
                file,
                match.role() + ": category " + category + " of scheme "
                        + (match.scheme().isEmpty() ? "none" : match.scheme()),
                "entry " + match.entry() + " of " + match.list() + " " + match.version() + series + ", " + how);
    }

    private void verdict(ItemRow item, String file, String classification, String description)
            throws SQLException, IOException {
        graph.verdict(new UcoVerdict(
                key(item, item.orEmpty("sequence")) + "\n" + classification + "\n" + description,
                file,
                tool,
                Visible.text(classification),
                Optional.empty(),
                Optional.of(Visible.text(description)).filter(text -> !text.isEmpty())));
    }

    private static String path(ItemRow item) throws SQLException {
        return Visible.text(item.orEmpty("path_text"));
    }

    private static String captureKey(Object id) {
        return "capture " + id;
    }

    /// Two names that print alike stay two files.
    private static String key(ItemRow item, String sequence) throws SQLException {
        return captureKey(item.orEmpty("capture_id")) + "\n"
                + item.hex("top_path").orElse("") + "\n" + sequence;
    }

    private static Optional<Instant> instant(String iso) {
        try {
            return Optional.of(Instant.parse(iso));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
