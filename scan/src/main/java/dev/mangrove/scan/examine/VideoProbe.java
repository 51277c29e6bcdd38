package dev.mangrove.scan.examine;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// What a container says of its video stream, as `ffprobe` tells it line by line.
///
/// @param streams video streams, covers and thumbnails left out
/// @param endSeconds when the first stream ends, on the clock of the container's start
record VideoProbe(
        int streams,
        OptionalInt width,
        OptionalInt height,
        boolean rotated,
        boolean hasCodec,
        OptionalDouble endSeconds) {

    private static final int VALUE_LENGTH_MAX = 64;

    /// The entries that [#read] understands.
    static final String ENTRIES = "format=start_time,duration:stream=codec_name,width,height,start_time,duration"
            + ":stream_side_data=rotation:stream_tags=";

    static VideoProbe read(byte[] output) {
        Map<String, String> first = new HashMap<>();
        Map<String, String> format = new HashMap<>();
        int streams = 0;
        String section = "";
        boolean inProgram = false;
        for (String line : new String(output, StandardCharsets.UTF_8).split("\n")) {
            int equals = line.indexOf('=');
            if (line.equals("[PROGRAM]") || line.equals("[/PROGRAM]")) {
                // A transport stream lists its streams once more in each programme.
                inProgram = line.equals("[PROGRAM]");
            } else if (inProgram) {
                continue;
            } else if (line.startsWith("[") && !line.startsWith("[/")) {
                section = line;
                streams += line.equals("[STREAM]") ? 1 : 0;
            } else if (equals > 0 && line.length() <= VALUE_LENGTH_MAX) {
                Map<String, String> into = section.equals("[FORMAT]") ? format : first;
                if (section.equals("[FORMAT]") || streams == 1) {
                    into.putIfAbsent(line.substring(0, equals), line.substring(equals + 1));
                }
            }
        }
        String codec = first.getOrDefault("codec_name", "unknown");
        OptionalDouble rotation = seconds(first, "rotation");
        return new VideoProbe(
                streams,
                side(first, "width"),
                side(first, "height"),
                rotation.isPresent() && rotation.getAsDouble() != 0,
                !codec.equals("unknown") && !codec.equals("none"),
                end(first, format));
    }

    private static OptionalDouble end(Map<String, String> stream, Map<String, String> format) {
        OptionalDouble ownDuration = seconds(stream, "duration");
        if (ownDuration.isPresent()) {
            double own = seconds(stream, "start_time").orElse(0)
                    - seconds(format, "start_time").orElse(0);
            return OptionalDouble.of(own + ownDuration.getAsDouble());
        }
        return seconds(format, "duration");
    }

    private static OptionalInt side(Map<String, String> values, String name) {
        OptionalDouble value = seconds(values, name);
        return value.isPresent() && value.getAsDouble() >= 1
                ? OptionalInt.of((int) value.getAsDouble())
                : OptionalInt.empty();
    }

    private static OptionalDouble seconds(Map<String, String> values, String name) {
        try {
            double value = Double.parseDouble(values.getOrDefault(name, "N/A"));
            return Double.isFinite(value) && Math.abs(value) < 1e9 ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (NumberFormatException notAvailable) {
            return OptionalDouble.empty();
        }
    }
}
