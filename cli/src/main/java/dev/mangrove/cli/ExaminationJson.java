package dev.mangrove.cli;

import dev.mangrove.hash.Orientation;
import dev.mangrove.hash.PdqFingerprint;
import dev.mangrove.scan.item.CameraFacts;
import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.item.Examination.DigestsOnly;
import dev.mangrove.scan.item.Examination.NotExamined;
import dev.mangrove.scan.item.Examination.PictureExamined;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An examination as machine output.
final class ExaminationJson {

    private ExaminationJson() {}

    /// Fields of one file.
    ///
    /// @param orientations whether to tell the seven other hashes too
    static Map<String, Object> of(FileArgument file, Examination examination, boolean orientations) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.putAll(file.json());
        examination.mediaType().ifPresent(type -> json.put("mediaType", type));
        examination.digests().ifPresent(digests -> {
            json.put("bytes", digests.sizeBytes());
            json.put("md5", digests.md5().toHex());
            json.put("sha1", digests.sha1().toHex());
            json.put("sha256", digests.sha256().toHex());
        });
        switch (examination) {
            case PictureExamined picture -> picture(json, picture, orientations);
            case DigestsOnly other -> {}
            case NotExamined notExamined -> {
                json.put("notExamined", notExamined.reason().label());
                json.put("detail", notExamined.detail());
            }
        }
        json.put("notes", examination.notes());
        return json;
    }

    private static void picture(Map<String, Object> json, PictureExamined picture, boolean orientations) {
        json.put("width", picture.width());
        json.put("height", picture.height());
        fingerprint(json, picture.fingerprint(), orientations);
        picture.video().ifPresent(video -> {
            video.durationMillis().ifPresent(millis -> json.put("durationMillis", millis));
            json.put("framesSampled", video.framesSampled());
            json.put("atMillis", video.firstAtMillis());
            json.put("repeats", video.firstRepeats());
        });
        if (!picture.furtherFrames().isEmpty()) {
            List<Map<String, Object>> frames = new ArrayList<>();
            picture.furtherFrames().forEach(frame -> {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("frame", frame.index());
                frame.atMillis().ifPresent(millis -> {
                    one.put("atMillis", millis);
                    one.put("repeats", frame.repeats());
                });
                fingerprint(one, frame.fingerprint(), orientations);
                frames.add(one);
            });
            json.put("frames", frames);
        }
        if (!picture.camera().equals(CameraFacts.NONE)) {
            json.put("camera", camera(picture.camera()));
        }
    }

    private static void fingerprint(Map<String, Object> json, PdqFingerprint fingerprint, boolean orientations) {
        json.put("pdq", fingerprint.hash().toHex());
        json.put("quality", fingerprint.quality());
        if (orientations) {
            Map<String, Object> others = new LinkedHashMap<>();
            for (Orientation orientation : Orientation.values()) {
                if (orientation != Orientation.UPRIGHT) {
                    others.put(
                            orientation.label(), fingerprint.hash(orientation).toHex());
                }
            }
            json.put("orientations", others);
        }
    }

    private static Map<String, Object> camera(CameraFacts camera) {
        Map<String, Object> json = new LinkedHashMap<>();
        putIfPresent(json, "make", camera.make());
        putIfPresent(json, "model", camera.model());
        putIfPresent(json, "bodySerial", camera.bodySerial());
        putIfPresent(json, "lensSerial", camera.lensSerial());
        putIfPresent(json, "software", camera.software());
        putIfPresent(json, "takenAt", camera.takenAt());
        camera.latitude().ifPresent(degrees -> json.put("latitude", degrees));
        camera.longitude().ifPresent(degrees -> json.put("longitude", degrees));
        return json;
    }

    private static void putIfPresent(Map<String, Object> json, String name, Optional<String> value) {
        value.ifPresent(text -> json.put(name, text));
    }
}
