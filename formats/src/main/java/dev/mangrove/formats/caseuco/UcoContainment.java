package dev.mangrove.formats.caseuco;

import java.util.Optional;
import java.util.OptionalLong;

/// That one file lies in another.
///
/// @param source the id of the file inside
/// @param target the id of the file around it
/// @param path of the one within the other
/// @param rangeOffsetBytes where its bytes begin
/// @param rangeSizeBytes how many they are; told only with an offset
public record UcoContainment(
        String source,
        String target,
        Optional<String> path,
        OptionalLong rangeOffsetBytes,
        OptionalLong rangeSizeBytes) {

    public UcoContainment {
        if (rangeSizeBytes.isPresent() && rangeOffsetBytes.isEmpty()) {
            throw new IllegalArgumentException("a range has a size only where it has an offset");
        }
    }

    /// A file that lies under a path in another.
    public static UcoContainment at(String source, String target, String path) {
        return new UcoContainment(source, target, Optional.of(path), OptionalLong.empty(), OptionalLong.empty());
    }
}
