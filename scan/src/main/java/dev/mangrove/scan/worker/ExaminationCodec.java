package dev.mangrove.scan.worker;

import dev.mangrove.hash.Orientation;
import dev.mangrove.hash.PdqFingerprint;
import dev.mangrove.hash.PdqHash;
import dev.mangrove.scan.item.CameraFacts;
import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.item.Examination.DigestsOnly;
import dev.mangrove.scan.item.Examination.NotExamined;
import dev.mangrove.scan.item.Examination.PictureExamined;
import dev.mangrove.scan.item.Frame;
import dev.mangrove.scan.item.Reason;
import dev.mangrove.scan.item.VideoFacts;
import java.util.ArrayList;
import java.util.List;

/// An examination on the wire.
final class ExaminationCodec {

    private static final int PICTURE_EXAMINED = 0;
    private static final int DIGESTS_ONLY = 1;
    private static final int NOT_EXAMINED = 2;
    private static final int FRAMES_MAX = 20_000;

    private ExaminationCodec() {}

    static void write(WireOutput out, Examination examination) {
        switch (examination) {
            case PictureExamined picture -> {
                out.octet(PICTURE_EXAMINED);
                out.digests(picture.contentDigests());
                out.text(picture.type());
                out.integer(picture.width());
                out.integer(picture.height());
                writeFingerprint(out, picture.fingerprint());
                List<Frame> frames = picture.furtherFrames();
                out.integer(Math.min(frames.size(), FRAMES_MAX));
                frames.stream().limit(FRAMES_MAX).forEach(frame -> {
                    out.integer(frame.index());
                    writeFingerprint(out, frame.fingerprint());
                    out.optional(frame.atMillis());
                    out.integer(frame.repeats());
                });
                writeCamera(out, picture.camera());
                out.optional(picture.video(), video -> {
                    out.optional(video.durationMillis());
                    out.integer(video.framesSampled());
                    out.number(video.firstAtMillis());
                    out.integer(video.firstRepeats());
                });
                out.notes(picture.notes());
            }
            case DigestsOnly only -> {
                out.octet(DIGESTS_ONLY);
                out.digests(only.contentDigests());
                out.text(only.type());
                out.notes(only.notes());
            }
            case NotExamined not -> {
                out.octet(NOT_EXAMINED);
                writeNotExamined(out, not);
            }
        }
    }

    static Examination read(WireInput in) throws BadFrameException {
        return switch (in.octet(NOT_EXAMINED)) {
            case PICTURE_EXAMINED ->
                new PictureExamined(
                        in.digests(),
                        in.text(),
                        in.integer(1, Integer.MAX_VALUE),
                        in.integer(1, Integer.MAX_VALUE),
                        readFingerprint(in),
                        readFrames(in),
                        readCamera(in),
                        in.optional(() -> new VideoFacts(
                                in.optionalCount(),
                                in.integer(1, Integer.MAX_VALUE),
                                in.count(),
                                in.integer(0, Integer.MAX_VALUE))),
                        in.notes());
            case DIGESTS_ONLY -> new DigestsOnly(in.digests(), in.text(), in.notes());
            default -> readNotExamined(in);
        };
    }

    static void writeNotExamined(WireOutput out, NotExamined not) {
        out.optional(not.digests(), out::digests);
        out.optional(not.mediaType(), out::text);
        out.constant(not.reason());
        out.text(not.detail());
        out.notes(not.notes());
    }

    static NotExamined readNotExamined(WireInput in) throws BadFrameException {
        return new NotExamined(
                in.optional(in::digests), in.optional(in::text), in.constant(Reason.class), in.text(), in.notes());
    }

    private static void writeFingerprint(WireOutput out, PdqFingerprint fingerprint) {
        out.octet(fingerprint.quality());
        for (PdqHash hash : fingerprint.orientations()) {
            out.number(hash.word0());
            out.number(hash.word1());
            out.number(hash.word2());
            out.number(hash.word3());
        }
    }

    private static PdqFingerprint readFingerprint(WireInput in) throws BadFrameException {
        int quality = in.octet(100);
        int orientations = Orientation.values().length;
        List<PdqHash> hashes = new ArrayList<>(orientations);
        for (int i = 0; i < orientations; i++) {
            hashes.add(new PdqHash(in.number(), in.number(), in.number(), in.number()));
        }
        return new PdqFingerprint(hashes, quality);
    }

    private static List<Frame> readFrames(WireInput in) throws BadFrameException {
        int count = in.integer(0, FRAMES_MAX);
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            frames.add(new Frame(
                    in.integer(1, Integer.MAX_VALUE),
                    readFingerprint(in),
                    in.optionalCount(),
                    in.integer(0, Integer.MAX_VALUE)));
        }
        return frames;
    }

    private static void writeCamera(WireOutput out, CameraFacts camera) {
        out.optional(camera.make(), out::text);
        out.optional(camera.model(), out::text);
        out.optional(camera.bodySerial(), out::text);
        out.optional(camera.lensSerial(), out::text);
        out.optional(camera.software(), out::text);
        out.optional(camera.takenAt(), out::text);
        out.optional(camera.latitude());
        out.optional(camera.longitude());
    }

    private static CameraFacts readCamera(WireInput in) throws BadFrameException {
        return new CameraFacts(
                in.optional(in::text),
                in.optional(in::text),
                in.optional(in::text),
                in.optional(in::text),
                in.optional(in::text),
                in.optional(in::text),
                in.optionalDouble(),
                in.optionalDouble());
    }
}
