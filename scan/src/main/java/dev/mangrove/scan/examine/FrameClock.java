package dev.mangrove.scan.examine;

import java.util.OptionalDouble;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The times of frames, from the lines that ffmpeg's filter `showinfo` writes before it hands each frame on, and
/// what else its remarks say. Lines come on one thread, times are taken on another.
final class FrameClock {

    private static final Pattern TIME_BASE =
            Pattern.compile("\\[Parsed_showinfo_.{1,40} config in time_base: (\\d{1,9})/(\\d{1,9}),.*");
    private static final Pattern FRAME = Pattern.compile(
            "\\[Parsed_showinfo_.{1,40} n: *\\d+ +pts: *(-?\\d{1,18}|NOPTS) .* s:(\\d{1,6}x\\d{1,6}) .*");
    private static final int WAIT_SECONDS = 10;
    private static final int WAITING_MAX = 100_000;

    private final BlockingQueue<OptionalDouble> times = new LinkedBlockingQueue<>(WAITING_MAX);
    private double timeBase;
    private String size = "";
    private volatile boolean sizeChanges;
    private volatile boolean errors;
    private volatile boolean endsEarly;

    /// Takes a line; anything unknown is let go.
    void line(String line) {
        Matcher frame = FRAME.matcher(line);
        if (frame.matches()) {
            String pts = frame.group(1);
            boolean known = !pts.equals("NOPTS") && timeBase > 0;
            // A queue that is full belongs to somebody who does not read: its times are no longer wanted.
            times.offer(known ? OptionalDouble.of(Long.parseLong(pts) * timeBase) : OptionalDouble.empty());
            sizeChanges |= !size.isEmpty() && !size.equals(frame.group(2));
            size = frame.group(2);
            return;
        }
        Matcher base = TIME_BASE.matcher(line);
        if (base.matches()) {
            double den = Double.parseDouble(base.group(2));
            timeBase = den > 0 ? Double.parseDouble(base.group(1)) / den : 0;
            return;
        }
        if (line.contains("[error] ") || line.contains("[fatal] ") || line.contains("corrupt")) {
            errors = true;
        }
        if (line.contains("partial file")
                || line.contains("ended prematurely")
                || line.contains("truncat")
                || line.contains("Truncat")
                || line.contains("EOF")) {
            endsEarly = true;
        }
    }

    /// The time of the next frame in seconds; empty where it has none.
    OptionalDouble next() {
        try {
            OptionalDouble time = times.poll(WAIT_SECONDS, TimeUnit.SECONDS);
            return time == null ? OptionalDouble.empty() : time;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalDouble.empty();
        }
    }

    boolean sizeChanges() {
        return sizeChanges;
    }

    boolean hasErrors() {
        return errors;
    }

    boolean endsEarly() {
        return endsEarly;
    }
}
