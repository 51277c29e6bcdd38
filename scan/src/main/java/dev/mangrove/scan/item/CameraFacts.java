package dev.mangrove.scan.item;

import java.util.Optional;
import java.util.OptionalDouble;

/// What the file itself says of the camera that made it. Claims, not facts: anyone can write them.
///
/// @param takenAt local time of the exposure as ISO 8601, with the offset where the file tells it
/// @param latitude degrees, north positive
/// @param longitude degrees, east positive
public record CameraFacts(
        Optional<String> make,
        Optional<String> model,
        Optional<String> bodySerial,
        Optional<String> lensSerial,
        Optional<String> software,
        Optional<String> takenAt,
        OptionalDouble latitude,
        OptionalDouble longitude) {

    /// A file that tells nothing.
    public static final CameraFacts NONE = new CameraFacts(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty());
}
