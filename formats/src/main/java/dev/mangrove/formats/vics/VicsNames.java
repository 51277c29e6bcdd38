package dev.mangrove.formats.vics;

import java.util.Set;

/// The simple properties of VICS 2.0 objects; others are kept as JSON text.
final class VicsNames {

    static final Set<String> CASE = Set.of(
            "CaseID",
            "CaseNumber",
            "ContactOrganization",
            "ContactName",
            "ContactPhone",
            "ContactEmail",
            "ContactTitle",
            "SourceApplicationName",
            "SourceApplicationVersion",
            "TotalMediaFiles",
            "TotalPrecategorized",
            "SeizureDate");

    static final Set<String> MEDIA = Set.of(
            "MD5",
            "MediaID",
            "Category",
            "SHA1",
            "VictimIdentified",
            "OffenderIdentified",
            "IsDistributed",
            "IsSuspected",
            "SelfGenerated",
            "Comments",
            "Tags",
            "Series",
            "RelativeFilePath",
            "MimeType",
            "PrecategorizationSource",
            "MediaSize",
            "DateUpdated",
            "IsPrecategorized",
            "PhotoDNA");

    static final Set<String> MEDIA_FILE = Set.of(
            "MD5",
            "MediaFileID",
            "FileName",
            "FilePath",
            "Created",
            "Written",
            "Accessed",
            "Unallocated",
            "Deleted",
            "SourceID",
            "PhysicalLocation",
            "ParentMD5",
            "ParentFileName",
            "ParentFilePath",
            "ParentPhysicalLocation");

    static final Set<String> ALTERNATIVE_HASH = Set.of("MD5", "HashName", "HashValue");

    static final Set<String> EXIF = Set.of("MD5", "PropertyName", "PropertyValue", "PropertyGroup");

    private VicsNames() {}
}
