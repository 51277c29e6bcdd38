package dev.mangrove.scan.match;

/// From which shares on two videos are told to match: both must be reached.
///
/// The standard is none: each video that has a frame in common with a known one is told with its shares, as a short
/// known clip within a long film has a tiny share of the film, and an excerpt of a known film a tiny share of that.
///
/// @param queryPercent of the item's matchable frames, 0..100
/// @param entryPercent of the entry's matchable frames, 0..100
public record VideoShares(int queryPercent, int entryPercent) {

    /// Every video with a frame in common.
    public static final VideoShares STANDARD = new VideoShares(0, 0);

    public VideoShares {
        require("share of a video's frames", queryPercent);
        require("share of a known video's frames", entryPercent);
    }

    private static void require(String name, int percent) {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("the " + name + " is 0 to 100 percent, not " + percent);
        }
    }
}
