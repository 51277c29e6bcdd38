package dev.mangrove.formats.vics;

import dev.mangrove.formats.json.JsonOut;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Writes a VICS 2.0 case export as a stream: one case and its media. The caller sees to it that no MD5
/// and no MediaID comes twice; keys within one media are checked here. Without [#finish] the document
/// breaks off, so that nobody takes a part for the whole. Not safe for use by several threads.
public final class VicsCaseWriter implements Closeable {

    private final JsonOut json;

    /// @param profile the name in the context, e.g. `Default`
    /// @param out closed with the writer
    public VicsCaseWriter(OutputStream out, String profile, VicsCase header) throws IOException {
        if (!profile.matches("[A-Za-z0-9_-]{1,40}")) {
            throw new IllegalArgumentException(
                    "a profile is a word of up to 40 letters and digits, not `" + profile + "`");
        }
        json = new JsonOut(out);
        json.object();
        json.property(
                "@odata.context",
                "http://github.com/ICMEC/ProjectVic/DataModels/2.0.xml/" + profile + "/$metadata#Cases");
        json.array("value");
        json.object();
        header(header);
        json.array("Media");
    }

    private void header(VicsCase header) throws IOException {
        json.property("CaseID", header.caseId());
        json.property("CaseNumber", header.caseNumber());
        json.property("ContactOrganization", header.contactOrganization());
        json.property("ContactName", header.contactName());
        json.property("ContactPhone", header.contactPhone());
        json.property("ContactEmail", header.contactEmail());
        json.property("ContactTitle", header.contactTitle());
        json.property("SourceApplicationName", header.sourceApplicationName());
        json.property("SourceApplicationVersion", header.sourceApplicationVersion());
        json.property("TotalMediaFiles", header.totalMediaFiles());
        json.property("TotalPrecategorized", header.totalPrecategorized());
        json.property("SeizureDate", header.seizureDate());
        further(header.further());
    }

    /// Writes one content.
    ///
    /// @throws IllegalArgumentException where two of its alternative hashes, Exif properties or files have one key
    public void media(VicsMedia media) throws IOException {
        json.lineEnd();
        json.object();
        json.property("MD5", media.md5());
        json.number("MediaID", media.mediaId());
        json.property("Category", media.category());
        json.property("SHA1", media.sha1());
        json.flag("VictimIdentified", media.victimIdentified());
        json.flag("OffenderIdentified", media.offenderIdentified());
        json.flag("IsDistributed", media.isDistributed());
        json.flag("IsSuspected", media.isSuspected());
        json.flag("SelfGenerated", media.selfGenerated());
        json.property("Comments", media.comments());
        json.property("Tags", media.tags());
        json.property("Series", media.series());
        json.property("RelativeFilePath", media.relativeFilePath());
        json.property("MimeType", media.mimeType());
        json.property("PrecategorizationSource", media.precategorizationSource());
        json.property("MediaSize", media.mediaSize());
        json.property("DateUpdated", media.dateUpdated());
        json.flag("IsPrecategorized", media.isPrecategorized());
        json.property("PhotoDNA", media.photoDna());
        alternativeHashes(media);
        exifs(media);
        mediaFiles(media);
        further(media.further());
        json.endObject();
    }

    private void alternativeHashes(VicsMedia media) throws IOException {
        if (media.alternativeHashes().isEmpty()) {
            return;
        }
        Set<String> names = new HashSet<>();
        json.array("AlternativeHashes");
        for (VicsAlternativeHash hash : media.alternativeHashes()) {
            once(names.add(hash.hashName()), media, "alternative hashes called `" + hash.hashName() + "`");
            json.object();
            json.property("MD5", media.md5());
            json.property("HashName", hash.hashName());
            json.property("HashValue", hash.hashValue());
            json.endObject();
        }
        json.endArray();
    }

    private void exifs(VicsMedia media) throws IOException {
        if (media.exifs().isEmpty()) {
            return;
        }
        Set<String> names = new HashSet<>();
        json.array("Exifs");
        for (VicsExif exif : media.exifs()) {
            once(names.add(exif.propertyName()), media, "Exif properties called `" + exif.propertyName() + "`");
            json.object();
            json.property("MD5", media.md5());
            json.property("PropertyName", exif.propertyName());
            json.property("PropertyValue", exif.propertyValue());
            json.property("PropertyGroup", exif.propertyGroup());
            json.endObject();
        }
        json.endArray();
    }

    private void mediaFiles(VicsMedia media) throws IOException {
        if (media.mediaFiles().isEmpty()) {
            return;
        }
        Set<Integer> ids = new HashSet<>();
        json.array("MediaFiles");
        for (VicsMediaFile file : media.mediaFiles()) {
            once(ids.add(file.mediaFileId()), media, "files with MediaFileID " + file.mediaFileId());
            json.object();
            json.property("MD5", media.md5());
            json.number("MediaFileID", file.mediaFileId());
            json.property("FileName", file.fileName());
            json.property("FilePath", file.filePath());
            json.property("Created", file.created());
            json.property("Written", file.written());
            json.property("Accessed", file.accessed());
            json.flag("Unallocated", file.unallocated());
            json.flag("Deleted", file.deleted());
            json.property("SourceID", file.sourceId());
            json.property("PhysicalLocation", file.physicalLocation());
            json.property("ParentMD5", file.parentMd5());
            json.property("ParentFileName", file.parentFileName());
            json.property("ParentFilePath", file.parentFilePath());
            json.property("ParentPhysicalLocation", file.parentPhysicalLocation());
            further(file.further());
            json.endObject();
        }
        json.endArray();
    }

    private void further(Map<String, String> further) throws IOException {
        for (Map.Entry<String, String> property : further.entrySet()) {
            json.raw(property.getKey(), property.getValue());
        }
    }

    private static void once(boolean first, VicsMedia media, String what) {
        if (!first) {
            throw new IllegalArgumentException("media " + media.mediaId() + " has two " + what + "; VICS allows one");
        }
    }

    /// Ends the document. Nothing may be written after it.
    public void finish() throws IOException {
        json.lineEnd();
        json.endArray();
        json.endObject();
        json.endArray();
        json.endObject();
        json.lineEnd();
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
