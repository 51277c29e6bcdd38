package dev.mangrove.scan.item;

import dev.mangrove.hash.PdqFingerprint;
import java.util.OptionalLong;

/// A later frame of a video or an animation, or a later page of a document of several pages.
///
/// @param index its place among what was looked at, 1 for the second
/// @param atMillis when it is shown, from the start of the video; empty for a page
/// @param repeats frames behind it with the same hash that were looked at and left out
public record Frame(int index, PdqFingerprint fingerprint, OptionalLong atMillis, int repeats) {

    /// A page, which has no time.
    public Frame(int index, PdqFingerprint fingerprint) {
        this(index, fingerprint, OptionalLong.empty(), 0);
    }

    public Frame {
        if (index < 1) {
            throw new IllegalArgumentException("a further frame has an index of at least 1, not " + index);
        }
        if (repeats < 0) {
            throw new IllegalArgumentException("repeats are at least 0, not " + repeats);
        }
    }
}
