package dev.mangrove.scan.item;

import java.util.OptionalLong;

/// What a video or an animation is beside its frames.
///
/// @param durationMillis as the file says; hostile like all that it says
/// @param framesSampled how many frames were looked at, repeats included
/// @param firstAtMillis when the first frame is shown
/// @param firstRepeats frames behind the first with the same hash
public record VideoFacts(OptionalLong durationMillis, int framesSampled, long firstAtMillis, int firstRepeats) {

    public VideoFacts {
        if (framesSampled < 1 || firstRepeats < 0) {
            throw new IllegalArgumentException(
                    "a video has at least one frame, not " + framesSampled + " with " + firstRepeats + " repeats");
        }
    }
}
