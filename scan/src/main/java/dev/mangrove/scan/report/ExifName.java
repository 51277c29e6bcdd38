package dev.mangrove.scan.report;

/// Exif's own names for the camera facts of an item.
enum ExifName {
    MAKE("camera_make", "Make", "IFD0"),
    MODEL("camera_model", "Model", "IFD0"),
    SOFTWARE("software", "Software", "IFD0"),
    TAKEN_AT("taken_at", "DateTimeOriginal", "ExifIFD"),
    BODY_SERIAL("camera_serial", "BodySerialNumber", "ExifIFD"),
    LENS_SERIAL("lens_serial", "LensSerialNumber", "ExifIFD"),
    LATITUDE("latitude", "GPSLatitude", "GPS"),
    LONGITUDE("longitude", "GPSLongitude", "GPS");

    private final String column;
    private final String tag;
    private final String group;

    ExifName(String column, String tag, String group) {
        this.column = column;
        this.tag = tag;
        this.group = group;
    }

    /// The column of the table `item`.
    String column() {
        return column;
    }

    /// Exif's name.
    String tag() {
        return tag;
    }

    /// The directory that the tag stands in.
    String group() {
        return group;
    }
}
