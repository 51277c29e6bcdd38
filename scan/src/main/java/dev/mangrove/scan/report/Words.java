package dev.mangrove.scan.report;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Machine words of a workspace in words for people. A word that is not known here is shown as it is.
final class Words {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Words() {}

    /// `1 item`, `2,000 items`.
    static String count(long count, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : many);
    }

    /// A stored instant to the minute, with its zone.
    static String time(String iso) {
        try {
            return MINUTE.format(Instant.parse(iso)) + " UTC";
        } catch (DateTimeException e) {
            return iso;
        }
    }

    static String tier(String tier) {
        return switch (tier) {
            case "nearKnown" -> "near copy of a known picture";
            case "besideKnown" -> "unseen, beside known pictures";
            case "cameraOriginal" -> "unseen, may come straight from a camera";
            case "unseen" -> "unseen";
            case "exactKnown" -> "exactly known";
            default -> tier;
        };
    }

    static String tierCount(String tier, long count) {
        return switch (tier) {
            case "nearKnown" -> count(count, "near copy of a known picture", "near copies of known pictures");
            case "besideKnown" -> count(count, "unseen picture beside known ones", "unseen pictures beside known ones");
            case "cameraOriginal" ->
                count(count, "that may come straight from a camera", "that may come straight from a camera");
            case "unseen" -> count(count, "other unseen picture", "other unseen pictures");
            default -> count(count, tier, tier);
        };
    }

    static String role(String role) {
        return switch (role) {
            case "alert" -> "alert";
            case "knownGood" -> "known good";
            case "unreviewed" -> "not yet reviewed";
            default -> role;
        };
    }

    static String event(String event) {
        return switch (event) {
            case "scanStarted" -> "Scan started";
            case "scanResumed" -> "Scan went on";
            case "scanFinished" -> "Scan finished";
            case "scanInterrupted" -> "Scan interrupted";
            case "rematched" -> "Matched again";
            case "matched" -> "Matched";
            case "searchChecked" -> "Searches compared with every stored hash";
            case "searchDiffers" -> "A search was found wrong";
            case "captureChanged" -> "Capture had changed";
            case "captureMoved" -> "Capture lies elsewhere";
            case "digestConflict" -> "Digests of an entry disagree";
            case "exported" -> "Originals exported";
            case "exportFinished" -> "Export finished";
            default -> event;
        };
    }

    /// A field of a journal entry.
    static String detail(String name) {
        return switch (name) {
            case "accessTimes" -> "access times";
            case "changedFiles" -> "files that changed";
            case "missingFiles" -> "files that are missing";
            case "distanceBits" -> "near within bits";
            case "digestConflicts" -> "entries whose digests disagree";
            case "resultDigest" -> "digest of results";
            default -> {
                if (name.matches("list[0-9]+")) {
                    yield "list " + name.substring("list".length());
                }
                yield name.matches("knownGood[0-9]+") ? "known good " + name.substring("knownGood".length()) : name;
            }
        };
    }

    static String accessTimes(String said) {
        return switch (said) {
            case "kept" -> "Files were read without touching their access times.";
            case "mayHaveChanged" ->
                "The system did not permit reading without touching access times: they may have changed.";
            default -> said;
        };
    }

    private static final Map<String, String> SETTINGS = settings();

    private static Map<String, String> settings() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("engineVersion", "Version of the engine");
        words.put("profile", "Hash profile");
        words.put("itemSeconds", "Seconds an item may take");
        words.put("workerHeapMb", "Memory of a worker, in MB");
        words.put("framesMax", "Frames examined of a file, at most");
        words.put("frameIntervalMillis", "Milliseconds between the frames of a video that are looked at");
        words.put("depthMax", "Containers within containers, at most");
        words.put("entriesMax", "Members of a container, at most");
        words.put("nestedBytesMax", "Bytes unpacked of nested containers, at most");
        words.put("ratioMax", "Unpacked to packed bytes of a member, at most");
        words.put("ratioFreeBytes", "Bytes of a member before that counts");
        return words;
    }

    static String setting(String name) {
        return SETTINGS.getOrDefault(name, name);
    }

    /// Known settings first, in the order that people ask for them.
    static Map<String, String> inOrder(Map<String, String> settings) {
        Map<String, String> ordered = new LinkedHashMap<>();
        SETTINGS.keySet().stream().filter(settings::containsKey).forEach(name -> ordered.put(name, settings.get(name)));
        settings.forEach(ordered::putIfAbsent);
        return ordered;
    }

    /// Large numbers with their thousands set apart.
    static String settingValue(String value) {
        return value.matches("[0-9]{5,18}") ? String.format(Locale.ROOT, "%,d", Long.parseLong(value)) : value;
    }
}
