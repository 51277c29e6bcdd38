package dev.mangrove.scan.examine;

/// Remarks on how a picture was read, as machine words. `docs/notes.md` tells what each means.
enum PictureNote {
    TRUNCATED("truncated"),
    DAMAGED_PIXELS("damagedPixels"),
    ALPHA_FLATTENED("alphaFlattened"),
    FRAMES_LIMITED("framesLimited"),
    FURTHER_FRAMES_DAMAGED("furtherFramesDamaged"),
    CMYK_CONVERTED("cmykConverted"),
    CRC_ERRORS("crcErrors"),
    THUMBNAIL_ONLY("thumbnailOnly"),
    SCANS_LIMITED("scansLimited"),
    CAMERA_FACTS_DAMAGED("cameraFactsDamaged"),
    NO_VIDEO_STREAM("noVideoStream"),
    FURTHER_VIDEO_STREAMS("furtherVideoStreams"),
    ROTATED("rotated"),
    DAMAGED_FRAMES("damagedFrames"),
    FRAME_SIZE_CHANGES("frameSizeChanges"),
    VIDEO_CUT("videoCut"),
    READ_IN_PLACE("readInPlace");

    private final String label;

    PictureNote(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
