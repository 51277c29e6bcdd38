package dev.mangrove.scan.item;

/// The kinds of content that a scan tells apart, by content and never by name.
public enum MediaType {
    JPEG("image/jpeg", Kind.PICTURE),
    PNG("image/png", Kind.PICTURE),
    GIF("image/gif", Kind.PICTURE),
    BMP("image/bmp", Kind.PICTURE),
    WEBP("image/webp", Kind.PICTURE),
    TIFF("image/tiff", Kind.PICTURE),
    ICO("image/vnd.microsoft.icon", Kind.PICTURE),
    PSD("image/vnd.adobe.photoshop", Kind.PICTURE),

    HEIC("image/heic", Kind.PICTURE),
    AVIF("image/avif", Kind.PICTURE),
    JPEG_2000("image/jp2", Kind.PICTURE),
    JPEG_XL("image/jxl", Kind.PICTURE),

    CAMERA_RAW("image/x-raw", Kind.PICTURE_UNSUPPORTED),

    MP4("video/mp4", Kind.VIDEO),
    QUICKTIME("video/quicktime", Kind.VIDEO),
    THREE_GPP("video/3gpp", Kind.VIDEO),
    MATROSKA("video/x-matroska", Kind.VIDEO),
    WEBM("video/webm", Kind.VIDEO),
    AVI("video/x-msvideo", Kind.VIDEO),
    ASF("video/x-ms-asf", Kind.VIDEO),
    FLV("video/x-flv", Kind.VIDEO),
    MPEG("video/mpeg", Kind.VIDEO),
    MPEG_TS("video/mp2t", Kind.VIDEO),
    OGG_VIDEO("video/ogg", Kind.VIDEO),

    ZIP("application/zip", Kind.CONTAINER),
    SEVEN_Z("application/x-7z-compressed", Kind.CONTAINER),
    RAR("application/vnd.rar", Kind.CONTAINER),
    TAR("application/x-tar", Kind.CONTAINER),
    GZIP("application/gzip", Kind.CONTAINER),
    BZIP2("application/x-bzip2", Kind.CONTAINER),
    XZ("application/x-xz", Kind.CONTAINER),
    ZSTD("application/zstd", Kind.CONTAINER),
    WARC("application/warc", Kind.CONTAINER),
    EML("message/rfc822", Kind.CONTAINER),
    MBOX("application/mbox", Kind.CONTAINER),
    DISK_IMAGE("application/x-raw-disk-image", Kind.CONTAINER),
    EWF("application/x-ewf", Kind.CONTAINER),

    EWF_SEGMENT("application/x-ewf-segment", Kind.OTHER),

    MP4_AUDIO("audio/mp4", Kind.OTHER),
    OGG_AUDIO("audio/ogg", Kind.OTHER),
    PDF("application/pdf", Kind.OTHER),
    SQLITE("application/vnd.sqlite3", Kind.OTHER),
    XML("application/xml", Kind.OTHER),
    HTML("text/html", Kind.OTHER),
    TEXT("text/plain", Kind.OTHER),
    UNKNOWN("application/octet-stream", Kind.OTHER);

    /// What a scan does with a type.
    public enum Kind {
        /// Decoded to pixels.
        PICTURE,
        /// A picture that this version has no decoder for: digests, and `unsupported`.
        PICTURE_UNSUPPORTED,
        /// Its frames are decoded to pixels by an outside program.
        VIDEO,
        /// Walked; its members are items.
        CONTAINER,
        /// Digests only.
        OTHER
    }

    private final String label;
    private final Kind kind;

    MediaType(String label, Kind kind) {
        this.label = label;
        this.kind = kind;
    }

    /// The media type's registered name.
    public String label() {
        return label;
    }

    public Kind kind() {
        return kind;
    }

    /// Reads a label; anything unheard of is [#UNKNOWN].
    public static MediaType ofLabel(String label) {
        for (MediaType type : values()) {
            if (type.label.equals(label)) {
                return type;
            }
        }
        return UNKNOWN;
    }
}
