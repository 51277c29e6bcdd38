package dev.mangrove.scan.workspace;

import dev.mangrove.hash.HashProfile;
import dev.mangrove.scan.walk.WalkLimits;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the result of an examination depends on. A workspace keeps the settings of its first run, and refuses
/// to go on under others: half of its items would then mean something else.
///
/// @param itemSeconds time for one item before its worker is ended
/// @param workerHeapMb heap of a worker
/// @param framesMax distinct frames or pages of one picture file that are hashed
/// @param frameIntervalMillis between the frames of a video that are looked at
/// @param walkLimits of containers; its `inlineBytesMax` changes no result and is not kept
/// @param engineVersion changes whenever a decoder or walker answers differently
public record ScanSettings(
        HashProfile profile,
        int itemSeconds,
        int workerHeapMb,
        int framesMax,
        int frameIntervalMillis,
        WalkLimits walkLimits,
        String engineVersion) {

    /// Names and values as the workspace stores and people read them.
    Map<String, String> toValues() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("profile", profile.label());
        values.put("itemSeconds", Integer.toString(itemSeconds));
        values.put("workerHeapMb", Integer.toString(workerHeapMb));
        values.put("framesMax", Integer.toString(framesMax));
        values.put("frameIntervalMillis", Integer.toString(frameIntervalMillis));
        values.put("entriesMax", Long.toString(walkLimits.entriesMax()));
        values.put("depthMax", Integer.toString(walkLimits.depthMax()));
        values.put("nestedBytesMax", Long.toString(walkLimits.nestedBytesMax()));
        values.put("ratioMax", Integer.toString(walkLimits.ratioMax()));
        values.put("ratioFreeBytes", Long.toString(walkLimits.ratioFreeBytes()));
        values.put("carve", Boolean.toString(walkLimits.carve()));
        values.put("engineVersion", engineVersion);
        return values;
    }

    /// Reads what [#toValues] wrote.
    ///
    /// @throws IllegalArgumentException naming the setting that is missing or malformed
    static ScanSettings fromValues(Map<String, String> values) {
        return new ScanSettings(
                profile(text(values, "profile")),
                Math.toIntExact(number(values, "itemSeconds")),
                Math.toIntExact(number(values, "workerHeapMb")),
                Math.toIntExact(number(values, "framesMax")),
                Math.toIntExact(number(values, "frameIntervalMillis")),
                new WalkLimits(
                        number(values, "entriesMax"),
                        Math.toIntExact(number(values, "depthMax")),
                        number(values, "nestedBytesMax"),
                        Math.toIntExact(number(values, "ratioMax")),
                        number(values, "ratioFreeBytes"),
                        WalkLimits.STANDARD.inlineBytesMax(),
                        Boolean.parseBoolean(values.getOrDefault("carve", "false"))),
                text(values, "engineVersion"));
    }

    private static HashProfile profile(String label) {
        for (HashProfile profile : HashProfile.values()) {
            if (profile.label().equals(label)) {
                return profile;
            }
        }
        throw new IllegalArgumentException("no such hash profile: " + label);
    }

    private static long number(Map<String, String> values, String name) {
        try {
            return Long.parseLong(text(values, name));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the stored setting " + name + " is not a number", e);
        }
    }

    private static String text(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the setting " + name + " is missing");
        }
        return value;
    }
}
