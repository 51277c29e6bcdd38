package dev.mangrove.scan.examine;

/// What the examination of one item may cost.
///
/// @param decodedBytesMax memory for decoded pixels; a picture that needs more is `tooLarge`
/// @param framesMax distinct frames or pages of one file that are hashed
public record ExamineLimits(long decodedBytesMax, int framesMax) {

    /// Limits that fit the heap of this JVM: half of it for pixels.
    public static ExamineLimits forThisHeap() {
        return new ExamineLimits(Runtime.getRuntime().maxMemory() / 2, 256);
    }
}
