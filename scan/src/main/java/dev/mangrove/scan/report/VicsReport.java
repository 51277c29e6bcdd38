package dev.mangrove.scan.report;

import dev.mangrove.formats.vics.VicsCase;
import dev.mangrove.formats.vics.VicsCaseWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/// A VICS 2.0 case export: pictures, videos and everything that matches, one `Media` for each MD5 with all
/// its places. An item without digests has no key in VICS; such items are counted in `CaseMetadata`.
///
/// The places of one content are held at a time.
final class VicsReport {

    static final String INCLUDED = "i.md5 IS NOT NULL AND i.size_bytes > 0 AND (i.media_type LIKE 'image/%'"
            + " OR i.media_type LIKE 'video/%' OR EXISTS (SELECT 1 FROM match x WHERE x.item_id = i.id))";

    private VicsReport() {}

    /// @param media the relative path of a content's copy beside the report, by its MD5 and type; empty where there is
    /// none
    static void write(ReportSource source, OutputStream output, MediaPaths media) throws IOException, SQLException {
        ScanRecord scan = ScanRecord.read(source);
        try (VicsVerdicts verdicts = new VicsVerdicts(source);
                VicsParents parents = new VicsParents(source);
                PreparedStatement items = source.prepare(ItemRow.COLUMNS + " WHERE i.id = ?");
                VicsCaseWriter writer =
                        new VicsCaseWriter(output, verdicts.profile(), header(source, scan, verdicts))) {
            VicsContent[] content = {null};
            int[] mediaId = {0};
            source.forEach(
                    "SELECT i.id, hex(i.md5) FROM item i WHERE " + INCLUDED + " ORDER BY i.md5, i.sha256, i.id",
                    row -> {
                        String md5 = row.getString(2).toLowerCase(java.util.Locale.ROOT);
                        if (content[0] == null || !content[0].md5().equals(md5)) {
                            finish(writer, content[0], media);
                            content[0] = new VicsContent(md5, ++mediaId[0], verdicts);
                        }
                        items.setLong(1, row.getLong(1));
                        try (ResultSet item = items.executeQuery()) {
                            if (item.next()) {
                                content[0].add(new ItemRow(item), parents);
                            }
                        }
                    });
            finish(writer, content[0], media);
            writer.finish();
        }
    }

    /// Where copies of contents lie.
    interface MediaPaths {
        Optional<String> of(String md5, String mediaType);
    }

    private static void finish(
            VicsCaseWriter writer, @org.jspecify.annotations.Nullable VicsContent content, MediaPaths media)
            throws IOException {
        if (content != null) {
            writer.media(content.toMedia(media.of(content.md5(), content.mediaType())));
        }
    }

    private static VicsCase header(ReportSource source, ScanRecord scan, VicsVerdicts verdicts)
            throws SQLException, IOException {
        Ledger ledger = Ledger.read(source);
        Findings findings = Findings.read(source);
        String name = "case " + scan.title() + " " + findings.resultDigest().orElse("");
        String caseId =
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
        VicsProperties properties = new VicsProperties("CaseID", caseId);
        properties.put("Items", String.valueOf(ledger.items()));
        properties.put("ItemsPictureExamined", String.valueOf(ledger.pictureExamined()));
        properties.put("ItemsDigestsOnly", String.valueOf(ledger.digestsOnly()));
        properties.put("ItemsNotExamined", String.valueOf(ledger.notExaminedItems()));
        properties.put(
                "ItemsNotExaminedWithoutDigests",
                String.valueOf(source.count("SELECT count(*) FROM item WHERE md5 IS NULL")));
        properties.put("ScanFinished", String.valueOf(scan.isFinished()));
        properties.put("ResultDigest", findings.resultDigest().orElse(""));
        for (ScanRecord.KnownList list : scan.lists()) {
            properties.put(
                    "List " + list.id(),
                    list.name() + " " + list.version() + ", origin " + list.origin() + ", SHA-256 " + list.digest());
        }
        return VicsCase.of(caseId)
                .caseNumber(scan.title())
                .sourceApplicationName("Mangrove")
                .sourceApplicationVersion(scan.version())
                .totalMediaFiles(Math.toIntExact(source.count("SELECT count(*) FROM item i WHERE " + INCLUDED)))
                .totalPrecategorized(verdicts.precategorized(source, INCLUDED))
                .further(properties.toFurther("CaseMetadata"))
                .build();
    }
}
