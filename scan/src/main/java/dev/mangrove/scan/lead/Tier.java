package dev.mangrove.scan.lead;

/// Why a stack is looked at, in the order that finds victims.
enum Tier {
    /// Near but not equal to something that a list alerts on.
    NEAR_KNOWN("nearKnown"),
    /// No list knows it, and it lies beside something that a list alerts on.
    BESIDE_KNOWN("besideKnown"),
    /// No list knows it, and it looks as a camera wrote it.
    CAMERA_ORIGINAL("cameraOriginal"),
    /// No list knows it.
    UNSEEN("unseen"),
    /// A list alerts on every content of the stack exactly: not shown unless asked for.
    EXACT_KNOWN("exactKnown");

    private final String label;

    Tier(String label) {
        this.label = label;
    }

    /// The name in the workspace.
    String label() {
        return label;
    }
}
