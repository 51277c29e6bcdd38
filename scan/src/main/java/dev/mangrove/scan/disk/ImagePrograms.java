package dev.mangrove.scan.disk;

import dev.mangrove.scan.item.Reason;
import dev.mangrove.scan.jail.JailLimits;
import dev.mangrove.scan.jail.JailedProgram;
import dev.mangrove.scan.jail.Programs;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Starts The Sleuth Kit's programs, in the jail, on the files of one image.
public final class ImagePrograms {

    /// A listing is read as fast as its files are examined; the time of the processor is what bounds it.
    private static final Duration WALL_CLOCK = Duration.ofDays(7);

    private static final long MEMORY_BYTES = 3L << 30;

    private final Map<String, SeekableByteChannel> files;
    private final Runnable alive;

    /// @param files by the names that the programs see, like `image.E01`, in order
    /// @param alive called now and then while a program is waited for
    public ImagePrograms(Map<String, SeekableByteChannel> files, Runnable alive) {
        this.files = files;
        this.alive = alive;
    }

    /// A program to be started.
    ///
    /// @param evidenceAt where in `arguments` the image's files are to be named
    /// @param seconds of processor time, and where `waits` of the clock as well
    /// @param waits whether nothing but this program is waited for
    record Call(String program, List<String> arguments, int evidenceAt, long seconds, boolean waits, long outputBytes) {

        Call {
            arguments = List.copyOf(arguments);
        }
    }

    /// @throws DiskException `unsupported` where the program is not installed
    RunningProgram start(Call call) throws IOException {
        Path program = Programs.find(call.program())
                .orElseThrow(
                        () -> new DiskException(
                                Reason.UNSUPPORTED,
                                "disk images are opened by The Sleuth Kit, which is not installed (Debian package `sleuthkit`)"));
        List<String> arguments = new ArrayList<>(call.arguments());
        arguments.addAll(
                call.evidenceAt(),
                files.keySet().stream().map(JailedProgram::evidence).toList());
        Duration wallClock = call.waits() ? Duration.ofSeconds(2 * call.seconds()) : WALL_CLOCK;
        JailLimits limits = new JailLimits(wallClock, call.seconds(), MEMORY_BYTES, call.outputBytes());
        JailedProgram jailed = JailedProgram.of(program, arguments, limits);
        files.forEach(jailed::over);
        return new RunningProgram(call.program(), jailed, alive);
    }
}
