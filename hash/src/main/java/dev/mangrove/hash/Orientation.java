package dev.mangrove.hash;

/// The eight ways in which a picture can be turned and mirrored. The names are those that other PDQ
/// tools use; `UPRIGHT` is the picture as its file stores it.
public enum Orientation {
    UPRIGHT("original"),
    ROTATE_90("rotate90"),
    ROTATE_180("rotate180"),
    ROTATE_270("rotate270"),
    FLIP_X("flipX"),
    FLIP_Y("flipY"),
    FLIP_PLUS_1("flipPlus1"),
    FLIP_MINUS_1("flipMinus1");

    private final String label;

    Orientation(String label) {
        this.label = label;
    }

    /// The name in machine output, e.g. `rotate90`.
    public String label() {
        return label;
    }
}
