package dev.mangrove.scan.report;

import dev.mangrove.formats.vics.VicsAlternativeHash;
import dev.mangrove.formats.vics.VicsExif;
import dev.mangrove.formats.vics.VicsMedia;
import dev.mangrove.formats.vics.VicsMediaFile;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The `Media` of one MD5, gathered item by item.
final class VicsContent {

    private final String md5;
    private final VicsMedia.Builder media;
    private String mediaType = "";
    private final VicsVerdicts.Verdict verdict;
    private final VicsProperties properties;
    private final Set<String> sha256 = new LinkedHashSet<>();
    private final List<VicsAlternativeHash> hashes = new ArrayList<>();
    private final List<VicsExif> exifs = new ArrayList<>();
    private final List<VicsMediaFile> files = new ArrayList<>();

    VicsContent(String md5, int mediaId, VicsVerdicts verdicts) {
        this.md5 = md5;
        this.media = VicsMedia.of(md5, mediaId);
        this.verdict = verdicts.new Verdict();
        this.properties = new VicsProperties("MD5", md5);
    }

    String md5() {
        return md5;
    }

    String mediaType() {
        return mediaType;
    }

    /// Adds a place; the first one also tells of the content itself.
    void add(ItemRow item, VicsParents parents) throws SQLException {
        if (files.isEmpty()) {
            content(item);
        }
        sha256.add(item.hex("sha256").orElse("unknown"));
        verdict.add(item.id());
        file(item, parents.of(item));
    }

    private void content(ItemRow item) throws SQLException {
        item.hex("sha1").ifPresent(media::sha1);
        item.text("size_bytes").map(Long::valueOf).ifPresent(media::mediaSize);
        mediaType = item.orEmpty("media_type");
        item.text("media_type").ifPresent(media::mimeType);
        item.hex("sha256").ifPresent(hex -> hashes.add(new VicsAlternativeHash("SHA256", hex)));
        item.pdq().ifPresent(hex -> hashes.add(new VicsAlternativeHash("PDQ", hex)));
        for (ExifName exif : ExifName.values()) {
            Optional<String> value = item.text(exif.column());
            if (value.isPresent()) {
                exifs.add(new VicsExif(exif.tag(), value.map(Visible::text), Optional.of(exif.group())));
            }
        }
        String[][] facts = {
            {"State", "state"},
            {"Reason", "reason"},
            {"Detail", "detail"},
            {"Width", "width"},
            {"Height", "height"},
            {"PdqQuality", "quality"},
            {"Stack", "stack"},
            {"LeadRank", "rank"},
            {"LeadTier", "tier"}
        };
        for (String[] fact : facts) {
            properties.put(fact[0], Visible.text(item.orEmpty(fact[1])));
        }
        properties.put("Notes", Visible.text(String.join("; ", JsonText.strings(item.orEmpty("notes")))));
    }

    private void file(ItemRow item, Optional<VicsParents.Parent> parent) throws SQLException {
        int number = files.size() + 1;
        Place place = Place.of(item.orEmpty("path_text"));
        VicsMediaFile.Builder file = VicsMediaFile.of(number)
                .fileName(place.name())
                .filePath(place.folder())
                .sourceId(Visible.text(item.orEmpty("capture")));
        item.text("modified_at").ifPresent(file::written);
        if (parent.isPresent()) {
            file.parentFileName(parent.get().place().name())
                    .parentFilePath(parent.get().place().folder());
            if (!parent.get().md5().isEmpty()) {
                file.parentMd5(parent.get().md5());
            }
        }
        files.add(file.build());
        String[][] facts = {
            {"Uri", "uri"},
            {"CapturedAt", "captured_at"},
            {"Page", "page"},
            {"RecordId", "record_id"},
            {"MessageId", "message_id"}
        };
        for (String[] fact : facts) {
            properties.put("MediaFile" + number + fact[0], Visible.text(item.orEmpty(fact[1])));
        }
        if (!item.topPath().isPlainText()) {
            properties.put(
                    "MediaFile" + number + "TopPathHex", item.hex("top_path").orElse(""));
        }
        if (!item.name().isPlainText()) {
            properties.put("MediaFile" + number + "NameHex", item.hex("name").orElse(""));
        }
    }

    VicsMedia toMedia(Optional<String> relativePath) {
        boolean oneContent = sha256.size() == 1;
        String comments = verdict.comments();
        if (oneContent && verdict.hasCategory()) {
            media.category(verdict.category()).isPrecategorized(true).precategorizationSource(verdict.lists());
        }
        if (!oneContent) {
            comments = "Different contents with one MD5, which VICS cannot tell apart: digests, picture and camera are"
                    + " those of the first; SHA-256 of all: "
                    + String.join(", ", sha256.stream().limit(20).toList())
                    + (comments.isEmpty() ? "" : ". " + comments);
        }
        if (!comments.isEmpty()) {
            media.comments(Visible.text(comments));
        }
        if (!verdict.series().isEmpty()) {
            media.series(Visible.text(verdict.series()));
        }
        relativePath.ifPresent(media::relativeFilePath);
        return media.alternativeHashes(hashes)
                .exifs(exifs)
                .mediaFiles(files)
                .further(properties.toFurther("MediaMetadata"))
                .build();
    }
}
