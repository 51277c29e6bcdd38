package dev.mangrove.cli;

import dev.mangrove.scan.ScanProgress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// Shows on standard error how far a scan is: a bar on a terminal, elsewhere a line now and then.
final class Progress implements ScanProgress, AutoCloseable {

    private static final Duration LINE_INTERVAL = Duration.ofSeconds(10);
    private static final long MEGABYTE = 1_000_000;
    private static final int BAR_MILLIS = 250;
    private static final int BAR_COLUMNS = 100;

    private final PrintStream err;
    private final boolean isTerminal;
    private @Nullable ProgressBar bar;
    private Duration lastLine = Duration.ZERO;
    private Phase phase = Phase.EXAMINING;

    Progress(PrintStream err, boolean isTerminal) {
        this.err = err;
        this.isTerminal = isTerminal;
    }

    @Override
    public synchronized void at(Snapshot snapshot) {
        if (snapshot.phase() != phase) {
            phase = snapshot.phase();
            closeBar();
            if (phase == Phase.MATCHING) {
                err.println("examined: " + line(snapshot));
                err.println("matching with the lists ...");
            }
        }
        if (phase != Phase.EXAMINING) {
            return;
        }
        if (isTerminal) {
            moveBar(snapshot);
        } else if (snapshot.elapsed().minus(lastLine).compareTo(LINE_INTERVAL) >= 0) {
            lastLine = snapshot.elapsed();
            err.println("examining: " + line(snapshot));
        }
    }

    private void moveBar(Snapshot snapshot) {
        ProgressBar shown = bar;
        if (shown == null) {
            shown = new ProgressBarBuilder()
                    .setTaskName("examining")
                    .setUnit(" MB", MEGABYTE)
                    .setInitialMax(-1)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(BAR_MILLIS)
                    .setMaxRenderedLength(BAR_COLUMNS)
                    .setConsumer(new ConsoleProgressBarConsumer(err))
                    .showSpeed()
                    .build();
            bar = shown;
        }
        if (snapshot.total().isPresent()) {
            shown.maxHint(snapshot.total().get().bytes());
        }
        shown.stepTo(snapshot.bytes());
        shown.setExtraMessage(String.format(Locale.ROOT, " %,d items", snapshot.items()));
    }

    /// One line for people, e.g. `1,204 items (301/s), 96 of 812 MB, about 2 min left, 3 not examined`.
    static String line(Snapshot snapshot) {
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%,d items (%,.0f/s), %,d",
                snapshot.items(),
                snapshot.itemsPerSecond(),
                snapshot.bytes() / MEGABYTE));
        snapshot.total()
                .ifPresent(total -> line.append(String.format(Locale.ROOT, " of %,d", total.bytes() / MEGABYTE)));
        line.append(" MB");
        Optional<Duration> left = snapshot.left();
        if (left.isPresent() && !left.get().isZero()) {
            line.append(", about ").append(span(left.get())).append(" left");
        }
        long notExamined = snapshot.notExamined().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        if (notExamined > 0) {
            line.append(String.format(Locale.ROOT, ", %,d not examined", notExamined));
        }
        return line.toString();
    }

    private static String span(Duration time) {
        if (time.toHours() >= 2) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toMinutes() >= 2 ? time.toMinutes() + " min" : Math.max(1, time.toSeconds()) + " s";
    }

    private void closeBar() {
        ProgressBar shown = bar;
        if (shown != null) {
            shown.close();
            bar = null;
        }
    }

    @Override
    public synchronized void close() {
        closeBar();
    }
}
