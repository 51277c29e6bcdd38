package dev.mangrove.scan.examine;

/// What the examination of one item may cost.
///
/// @param decodedBytesMax memory for decoded pixels; a picture that needs more is `tooLarge`
/// @param framesMax distinct frames or pages of one picture file that are hashed
public record ExamineLimits(long decodedBytesMax, int framesMax, VideoLimits video) {

    /// With the standard limits of a video.
    public ExamineLimits(long decodedBytesMax, int framesMax) {
        this(decodedBytesMax, framesMax, VideoLimits.standard());
    }

    /// Limits that fit the heap of this JVM: half of it for pixels.
    public static ExamineLimits forThisHeap(VideoLimits video) {
        return new ExamineLimits(Runtime.getRuntime().maxMemory() / 2, FRAMES_MAX, video);
    }

    /// Distinct frames or pages of one picture file that are hashed.
    public static final int FRAMES_MAX = 256;
}
