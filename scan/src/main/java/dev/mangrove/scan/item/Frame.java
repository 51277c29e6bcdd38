package dev.mangrove.scan.item;

import dev.mangrove.hash.PdqFingerprint;

/// A later frame of an animation, or a later page of a document of several pages.
///
/// @param index its place in the file, 1 for the second
public record Frame(int index, PdqFingerprint fingerprint) {

    public Frame {
        if (index < 1) {
            throw new IllegalArgumentException("a further frame has an index of at least 1, not " + index);
        }
    }
}
