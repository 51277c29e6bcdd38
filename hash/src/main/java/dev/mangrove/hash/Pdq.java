package dev.mangrove.hash;

import java.util.Collections;
import java.util.List;

/// Computes PDQ fingerprints. Safe for use by several threads; each call uses buffers of its own.
///
/// ```java
/// PdqFingerprint seen = Pdq.fingerprint(LumaSource.ofRgb(pixels, width, height), HashProfile.REFERENCE);
/// if (seen.isMatchable() && seen.hash().distanceBits(known) <= PdqHash.DEFAULT_DISTANCE_BITS_MAX) { ... }
/// ```
public final class Pdq {

    // The algorithm is that of PDQ's authors (Facebook, "The TMK+PDQF Video-Hashing Algorithm and the PDQ
    // Image-Hashing Algorithm", 2019). Its steps up to the 64 x 64 picture are linear, and are taken as two sparse
    // matrices, one for each axis; in float, so that another order of the sums may move a hash by a bit or two.
    //
    //   Decimation   picture -> (512 x 512 by nearest neighbour) -> two box filters -> 64 x 64
    //   Decimation   quality: how much the 64 x 64 picture varies
    //   Cosines      64 x 64 -> the 16 x 16 lowest frequencies without the mean
    //   Cosines      signs of these for the eight orientations, a median cut for each, bits turned over
    //   Arithmetic   the sums in all of these
    //
    // Cost at 512 x 512: each sample is read once, converted to float and weighed once. Memory: the few lines that
    // one line of the 64 x 64 picture is made of, never the whole picture.

    /// A picture with a shorter side than this carries no information.
    private static final int SIDE_MIN = 5;

    private static final PdqFingerprint NOTHING =
            new PdqFingerprint(Collections.nCopies(Orientation.values().length, PdqHash.ZERO), 0);

    private Pdq() {}

    /// The fingerprint of a picture in all eight orientations. A picture with a side under five
    /// pixels has the zero hash and quality 0.
    ///
    /// @throws IllegalArgumentException where a side is less than 1
    public static PdqFingerprint fingerprint(LumaSource picture, HashProfile profile) {
        int width = picture.width();
        int height = picture.height();
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "a picture has at least one row and one column, not " + width + " x " + height);
        }
        if (width < SIDE_MIN || height < SIDE_MIN) {
            return NOTHING;
        }
        float[] small = Decimation.of(picture, profile);
        List<PdqHash> orientations = Cosines.hashes(Cosines.coefficients(small));
        return new PdqFingerprint(orientations, Decimation.quality(small));
    }
}
