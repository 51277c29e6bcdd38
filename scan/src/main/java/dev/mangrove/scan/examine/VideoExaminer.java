package dev.mangrove.scan.examine;

import dev.mangrove.scan.item.CameraFacts;
import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.item.Examination.DigestsOnly;
import dev.mangrove.scan.item.Examination.NotExamined;
import dev.mangrove.scan.item.Examination.PictureExamined;
import dev.mangrove.scan.item.Reason;
import dev.mangrove.scan.item.VideoFacts;
import dev.mangrove.scan.jail.JailLimits;
import dev.mangrove.scan.jail.JailResult;
import dev.mangrove.scan.jail.JailedProgram;
import dev.mangrove.scan.jail.Programs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// A video's frames, by ffmpeg in a jail. What can be had is had: a video that is cut or damaged, or that takes
/// too long, gives the frames that came, and notes say so.
final class VideoExaminer {

    private static final String EVIDENCE = "0";
    private static final long MEMORY_BYTES = 4L << 30;
    private static final int PROBE_BYTES_MAX = 1 << 20;
    private static final int HEADER_BYTES = 64;
    private static final int SPARE_FRAMES = 4_000;
    /// What is left of the time after the first pass is not less than this.
    private static final long SECOND_PASS_MILLIS_MIN = 5_000;

    private final ReadOnce read;
    private final ExamineLimits limits;
    private final Runnable stillAtWork;
    private final long endsAtNanos;
    private final EnumSet<PictureNote> notes = EnumSet.noneOf(PictureNote.class);

    VideoExaminer(ReadOnce read, ExamineLimits limits, Runnable stillAtWork) {
        this.read = read;
        this.limits = limits;
        this.stillAtWork = stillAtWork;
        Duration time = VideoLimits.wallClock(
                limits.video().itemSeconds(), read.digests().sizeBytes());
        this.endsAtNanos = System.nanoTime() + time.toNanos();
    }

    Examination examine() throws IOException {
        Optional<Path> ffmpeg = Programs.find("ffmpeg");
        Optional<Path> ffprobe = Programs.find("ffprobe");
        if (ffmpeg.isEmpty() || ffprobe.isEmpty()) {
            return notExamined(
                    Reason.UNSUPPORTED,
                    "the frames of a video are read by ffmpeg; install the Debian package `ffmpeg`");
        }
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        List<String> probe = new java.util.ArrayList<>(List.of("-v", "error", "-protocol_whitelist", "file"));
        probe.addAll(VideoPass.demuxer(read.type()));
        probe.addAll(List.of("-select_streams", "V", "-show_entries", VideoProbe.ENTRIES, "-of", "default"));
        probe.add(JailedProgram.evidence(EVIDENCE));
        JailResult probed = run(ffprobe.get(), probe, PROBE_BYTES_MAX, line -> {}, output -> output.transferTo(told));
        VideoProbe says = VideoProbe.read(told.toByteArray());
        if (says.streams() == 0) {
            return probed.succeeded()
                    ? new DigestsOnly(read.digests(), read.type().label(), List.of(PictureNote.NO_VIDEO_STREAM.label()))
                    : withoutFrames(probed);
        }
        if (!says.hasCodec()) {
            return notExamined(Reason.UNSUPPORTED, "no decoder is known for its kind of video");
        }
        return frames(ffmpeg.get(), says);
    }

    private Examination frames(Path ffmpeg, VideoProbe says) throws IOException {
        if (says.streams() > 1) {
            notes.add(PictureNote.FURTHER_VIDEO_STREAMS);
        }
        if (says.rotated()) {
            notes.add(PictureNote.ROTATED);
        }
        long pixels = (long) says.width().orElse(1) * says.height().orElse(1);
        if (pixels > limits.decodedBytesMax() / 2) {
            return notExamined(Reason.TOO_LARGE, "its frames have " + pixels + " pixels");
        }
        FrameSeries series = new FrameSeries(limits.video().framesMax());
        double interval = interval(says.endSeconds());
        VideoPass pass = new VideoPass(series, interval, says.endSeconds(), limits.decodedBytesMax() / 2);
        long outputBytes = (limits.video().framesMax() + SPARE_FRAMES) * Math.max(pixels + HEADER_BYTES, 1 << 16);
        JailResult result = run(ffmpeg, pass, outputBytes);
        if (series.isEmpty()) {
            return withoutFrames(result);
        }
        noteEnd(pass, result);
        boolean wentThrough = result.limit().isEmpty() && !result.stoppedEarly();
        if (wentThrough && !pass.sawTail() && millisLeft() > SECOND_PASS_MILLIS_MIN) {
            VideoPass last = pass.forTheLastFrame();
            // Without its answer the frames stay what they are.
            run(ffmpeg, last, outputBytes);
        }
        if (series.wasThinned()) {
            notes.add(PictureNote.FRAMES_LIMITED);
        }
        return new PictureExamined(
                read.digests(),
                read.type().label(),
                pass.width(),
                pass.height(),
                series.first(),
                series.further(),
                CameraFacts.NONE,
                Optional.of(new VideoFacts(
                        millis(says.endSeconds()), series.taken(), series.firstAtMillis(), series.firstRepeats())),
                notes());
    }

    private List<String> notes() {
        return notes.stream().map(PictureNote::label).toList();
    }

    /// The interval asked for, or a longer one where the video would have too many.
    private double interval(OptionalDouble endSeconds) {
        double wanted = limits.video().frameIntervalMillis() / 1000.0;
        double least = endSeconds.orElse(0) / (limits.video().framesMax() - 1);
        if (least > wanted) {
            notes.add(PictureNote.FRAMES_LIMITED);
        }
        return Math.max(wanted, least);
    }

    private void noteEnd(VideoPass pass, JailResult result) {
        if (pass.clock().endsEarly()) {
            notes.add(PictureNote.TRUNCATED);
        }
        if (pass.clock().hasErrors()
                || (result.exitStatus() != 0 && result.limit().isEmpty())) {
            notes.add(PictureNote.DAMAGED_FRAMES);
        }
        if (pass.clock().sizeChanges()) {
            notes.add(PictureNote.FRAME_SIZE_CHANGES);
        }
        if (result.limit().isPresent() || result.signal().isPresent() || result.stoppedEarly()) {
            notes.add(PictureNote.VIDEO_CUT);
        }
    }

    private JailResult run(Path ffmpeg, VideoPass pass, long outputBytes) throws IOException {
        return run(
                ffmpeg,
                pass.arguments(read.type(), JailedProgram.evidence(EVIDENCE)),
                outputBytes,
                pass.clock()::line,
                pass::read);
    }

    private JailResult run(
            Path program,
            List<String> arguments,
            long outputBytes,
            java.util.function.Consumer<String> errors,
            JailedProgram.OutputReader reader)
            throws IOException {
        Duration time = Duration.ofMillis(Math.max(1, millisLeft()));
        JailLimits bounds = new JailLimits(time, time.toSeconds() * 2 + 2, MEMORY_BYTES, outputBytes);
        SeekableByteChannel content = read.content().channel();
        JailResult result = JailedProgram.of(program, arguments, bounds)
                .over(EVIDENCE, content)
                .tellingErrors(errors)
                .tellingEachSecond(stillAtWork)
                .run(reader);
        if (!result.keptAccessTime()) {
            notes.add(PictureNote.READ_IN_PLACE);
        }
        return result;
    }

    private long millisLeft() {
        return Duration.ofNanos(endsAtNanos - System.nanoTime()).toMillis();
    }

    private NotExamined withoutFrames(JailResult result) {
        if (result.limit().isPresent()) {
            Reason reason = switch (result.limit().get()) {
                case WALL_CLOCK, PROCESSOR -> Reason.TIMED_OUT;
                case MEMORY -> Reason.OUT_OF_MEMORY;
                case OUTPUT -> Reason.LIMIT_REACHED;
            };
            return notExamined(reason, "ffmpeg " + result.ending());
        }
        if (result.signal().isPresent()) {
            return notExamined(Reason.WORKER_DIED, "ffmpeg " + result.ending());
        }
        String said = result.errorText();
        if (said.contains("moov atom not found")) {
            return notExamined(Reason.TRUNCATED, "its index (moov) is missing, without which no frame can be found");
        }
        if (said.contains("Decoder not found")
                || said.contains("Could not find codec parameters")
                || said.contains("no decoder")) {
            return notExamined(Reason.UNSUPPORTED, "no decoder is known for its kind of video");
        }
        return notExamined(Reason.DAMAGED, "no frame could be decoded; ffmpeg " + result.ending());
    }

    private NotExamined notExamined(Reason reason, String detail) {
        return new NotExamined(
                Optional.of(read.digests()), Optional.of(read.type().label()), reason, detail, notes());
    }

    private static OptionalLong millis(OptionalDouble seconds) {
        return seconds.isPresent() && seconds.getAsDouble() >= 0
                ? OptionalLong.of(Math.round(seconds.getAsDouble() * 1000))
                : OptionalLong.empty();
    }
}
