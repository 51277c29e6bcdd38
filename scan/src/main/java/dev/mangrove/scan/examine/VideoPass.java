package dev.mangrove.scan.examine;

import dev.mangrove.hash.HashProfile;
import dev.mangrove.hash.LumaSource;
import dev.mangrove.hash.Pdq;
import dev.mangrove.scan.item.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// One run of ffmpeg over a video: the command, and the frames that come.
///
/// ffmpeg is asked for the first frame, for the first one of each interval, and for all of the last second, of
/// which only the very last is looked at: which frame is the last one is not known before the end. Frames come in
/// full size as grey pictures, as others hash video frames without the step to 512 x 512, and unturned.
final class VideoPass {

    private static final double TAIL_SECONDS = 1.0;
    /// Frames of the last second at 240 a second, and as many that a wrong duration may add.
    private static final int TAIL_FRAMES_MAX = 2_000;
    private static final int THREADS = 2;

    private final FrameSeries series;
    private final FrameClock clock = new FrameClock();
    private final double intervalSeconds;
    private final OptionalDouble tailFrom;
    private final double startsAt;
    private final long frameBytesMax;
    private int width;
    private int height;
    private int tailFrames;
    private boolean sawTail;
    private double firstAt = Double.NaN;
    private double sampledAt = Double.NaN;
    private double lastAt = Double.NaN;

    /// @param endSeconds when the video ends by its own word
    VideoPass(FrameSeries series, double intervalSeconds, OptionalDouble endSeconds, long frameBytesMax) {
        this(
                series,
                intervalSeconds,
                endSeconds.isPresent()
                        ? OptionalDouble.of(endSeconds.getAsDouble() - TAIL_SECONDS)
                        : OptionalDouble.empty(),
                0,
                frameBytesMax);
    }

    private VideoPass(
            FrameSeries series, double intervalSeconds, OptionalDouble tailFrom, double startsAt, long frameBytesMax) {
        this.series = series;
        this.intervalSeconds = intervalSeconds;
        this.tailFrom = tailFrom;
        this.startsAt = startsAt;
        this.frameBytesMax = frameBytesMax;
    }

    /// A run over what follows the last frame that this one has seen, for its last frame alone.
    VideoPass forTheLastFrame() {
        VideoPass pass = new VideoPass(series, intervalSeconds, OptionalDouble.of(0), lastAt, frameBytesMax);
        pass.firstAt = firstAt;
        pass.sampledAt = sampledAt;
        pass.lastAt = lastAt;
        return pass;
    }

    /// @param evidence the argument that stands for the video
    List<String> arguments(MediaType type, String evidence) {
        List<String> arguments = new ArrayList<>(
                List.of("-hide_banner", "-nostdin", "-nostats", "-loglevel", "level+info", "-threads", "" + THREADS));
        arguments.addAll(List.of("-protocol_whitelist", "file"));
        if (startsAt > 0) {
            arguments.addAll(List.of("-ss", seconds(startsAt)));
        }
        arguments.addAll(demuxer(type));
        arguments.addAll(List.of("-noautorotate", "-i", evidence, "-map", "0:V:0", "-fps_mode", "passthrough"));
        arguments.addAll(List.of("-sws_flags", "bicubic+accurate_rnd+bitexact", "-vf", filter()));
        arguments.addAll(List.of("-c:v", "pgm", "-f", "image2pipe", "-"));
        return arguments;
    }

    /// Which demuxer reads a type: the one by content, so that no file is taken for a list of other files.
    static List<String> demuxer(MediaType type) {
        return switch (type) {
            case MP4, QUICKTIME, THREE_GPP -> List.of("-f", "mov");
            case MATROSKA, WEBM -> List.of("-f", "matroska");
            case AVI -> List.of("-f", "avi");
            case ASF -> List.of("-f", "asf");
            case FLV -> List.of("-f", "flv");
            case MPEG_TS -> List.of("-f", "mpegts");
            case OGG_VIDEO -> List.of("-f", "ogg");
            default -> List.of("-format_whitelist", "mpeg,mpegvideo,mpegts");
        };
    }

    private String filter() {
        String interval = seconds(intervalSeconds);
        String wanted = "isnan(prev_selected_t)+isnan(t)*not(mod(n,25))+gt(floor((t-start_t)/" + interval
                + "),floor((prev_selected_t-start_t)/" + interval + "))";
        if (startsAt > 0) {
            wanted = "1";
        } else if (tailFrom.isPresent()) {
            wanted += "+gte(t," + seconds(tailFrom.getAsDouble()) + ")";
        }
        return "select='" + wanted + "',showinfo=checksum=0,format=gray";
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }

    FrameClock clock() {
        return clock;
    }

    /// Takes the frames as they come.
    void read(InputStream output) throws IOException {
        GreyFrames frames = new GreyFrames(output, frameBytesMax);
        boolean aside = false;
        while (frames.next()) {
            width = frames.width();
            height = frames.height();
            OptionalDouble told = clock.next();
            double at = told.isPresent() ? told.getAsDouble() + startsAt : unknownTime();
            firstAt = Double.isNaN(firstAt) ? at : firstAt;
            if (isSampled(at)) {
                sampledAt = at;
                aside = false;
                if (series.wantsNext()) {
                    add(frames.picture(), at);
                }
            } else {
                frames.setAside();
                aside = true;
                if (++tailFrames > TAIL_FRAMES_MAX) {
                    break;
                }
            }
            sawTail |= tailFrom.isPresent() && at >= tailFrom.getAsDouble() + startsAt;
            lastAt = at;
        }
        if (aside) {
            add(frames.pictureAside(), lastAt);
        }
    }

    private double unknownTime() {
        return Double.isNaN(sampledAt) ? 0 : sampledAt + intervalSeconds;
    }

    /// The same sum that the filter makes, in the same doubles.
    private boolean isSampled(double at) {
        return Double.isNaN(sampledAt)
                || Math.floor((at - firstAt) / intervalSeconds) > Math.floor((sampledAt - firstAt) / intervalSeconds);
    }

    private void add(LumaSource picture, double at) {
        series.add(Pdq.fingerprint(picture, HashProfile.FULL), Math.max(0, Math.round(at * 1000)));
    }

    /// Whether frames of the last second came, by the container's word for where that is.
    boolean sawTail() {
        return sawTail;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }
}
