package dev.mangrove.hash;

/// Computes PDQ fingerprints.
public final class Pdq {

    private Pdq() {}

    /// The fingerprint of a picture in all eight orientations.
    public static PdqFingerprint fingerprint(LumaSource picture, HashProfile profile) {
        throw new UnsupportedOperationException();
    }
}
