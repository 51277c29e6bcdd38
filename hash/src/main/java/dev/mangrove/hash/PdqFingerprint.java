package dev.mangrove.hash;

import java.util.List;

/// The PDQ hashes of one picture in all eight orientations, with the quality they share.
///
/// @param orientations exactly eight hashes, in the order of [Orientation]
/// @param quality 0..100; below [PdqHash#MATCHABLE_QUALITY_MIN] the hash takes no part in near matching
public record PdqFingerprint(List<PdqHash> orientations, int quality) {

    public PdqFingerprint {
        orientations = List.copyOf(orientations);
        if (orientations.size() != Orientation.values().length) {
            throw new IllegalArgumentException("a fingerprint has 8 orientations, not " + orientations.size());
        }
        if (quality < 0 || quality > 100) {
            throw new IllegalArgumentException("quality is 0..100, not " + quality);
        }
    }

    /// The hash of the picture as its file stores it.
    public PdqHash hash() {
        return orientations.getFirst();
    }

    /// The hash in one orientation.
    public PdqHash hash(Orientation orientation) {
        return orientations.get(orientation.ordinal());
    }

    /// Whether near matching may use this fingerprint.
    public boolean isMatchable() {
        return quality >= PdqHash.MATCHABLE_QUALITY_MIN && hash().isMatchable();
    }
}
