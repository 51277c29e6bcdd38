package dev.mangrove.formats.row;

import java.util.Map;
import java.util.Optional;

/// Perceptual hashes that lists carry and that cannot be matched here: they need a licence or another engine.
final class Perceptual {

    private static final Map<String, String> NAMES = Map.of(
            "PHOTODNA", "PhotoDNA",
            "VIDEODNA", "VideoDNA",
            "F1", "F1",
            "TMK", "TMK+PDQF",
            "TMKPDQF", "TMK+PDQF",
            "VPDQ", "vPDQ",
            "PHASH", "pHash",
            "DHASH", "dHash",
            "AHASH", "aHash",
            "NEURALHASH", "NeuralHash");

    private Perceptual() {}

    /// @param key upper case, letters and digits only
    static Optional<String> called(String key) {
        return Optional.ofNullable(NAMES.get(key));
    }
}
