package dev.mangrove.scan.examine;

import java.time.Duration;

/// What the examination of one video may cost, and which of its frames are looked at.
///
/// @param frameIntervalMillis a frame is looked at for each such span, beside the first and the last one
/// @param framesMax frames that are looked at; a longer video is looked at in longer steps
/// @param itemSeconds the time for a still picture, from which that for a video follows
public record VideoLimits(int frameIntervalMillis, int framesMax, int itemSeconds) {

    /// How often frames are looked at when nothing else is said.
    public static final int FRAME_INTERVAL_MILLIS = 1_000;

    /// Frames of one video that are looked at.
    public static final int FRAMES_MAX = 10_000;

    private static final int STILLS_OF_A_VIDEO = 6;
    private static final long BYTES_PER_SECOND = 200_000;
    private static final Duration LONGEST = Duration.ofHours(2);

    public VideoLimits {
        require("frame interval in milliseconds", frameIntervalMillis, 1, 86_400_000);
        require("frames of one video", framesMax, 2, 100_000);
        require("item seconds", itemSeconds, 1, 86_400);
    }

    public static VideoLimits standard() {
        return new VideoLimits(FRAME_INTERVAL_MILLIS, FRAMES_MAX, 10);
    }

    /// The whole time for one video: six times that of a still and a second for every 200 kB, at most two hours.
    public static Duration wallClock(int itemSeconds, long sizeBytes) {
        Duration wanted = Duration.ofSeconds((long) itemSeconds * STILLS_OF_A_VIDEO)
                .plusMillis(sizeBytes / (BYTES_PER_SECOND / 1000));
        return wanted.compareTo(LONGEST) < 0 ? wanted : LONGEST;
    }

    private static void require(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be " + min + " to " + max + ", not " + value);
        }
    }
}
