package dev.mangrove.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.testkit.Seed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A workspace on a disk that fills up, made of memory and mounted in a namespace of its own. Where the system does
/// not permit that, the test says so and shows nothing. `-Dmangrove.seed=` repeats its pictures.
class FullDiskTest {

    private static final int ITEMS = 150;

    /// Mounts a small disk, runs a command until it is full, makes the disk larger, and runs the command again.
    private static final String SCRIPT = """
            size=$1; disk=$2; notes=$3; shift 3
            mount -t tmpfs -o size=$size tmpfs "$disk" || exit 99
            "$@" >"$notes/first.out" 2>"$notes/first.err"; echo $? >"$notes/first.status"
            mount -o remount,size=200m "$disk" || exit 98
            exec "$@"
            """;

    @TempDir
    Path folder;

    @Test
    void aFullDiskStopsTheScanAndALargerOneLetsItGoOn() throws Exception {
        if (!canMount()) {
            System.out.println("A full disk cannot be tested: this system does not permit to mount one.");
            return;
        }
        long seed = Seed.random("full disk").nextLong(1L << 40);
        Path list = MixedCapture.knownList(folder, seed);
        MixedCapture.draw(folder.resolve("capture"), ITEMS, seed);
        Program.Run undisturbed = Program.run(scan(list, folder.resolve("undisturbed")));
        assertThat(undisturbed.status()).as(undisturbed.err()).isZero();
        long needed = Files.size(folder.resolve("undisturbed/workspace.sqlite"));

        // The first disk holds no empty workspace; the second one fills while items are written, for the write-ahead
        // log needs room beside the file.
        List<String> stopped = new ArrayList<>();
        for (long size : new long[] {needed / 2, needed + needed / 2}) {
            Path notes = Files.createTempDirectory(folder, "notes");
            Program.Run second = fillAndEnlarge(size, notes, list);
            assertThat(second.status()).as(second.err()).isZero();
            assertThat(second.resultDigest()).isEqualTo(undisturbed.resultDigest());
            String status = Files.readString(notes.resolve("first.status")).strip();
            String message = Files.readString(notes.resolve("first.err"));
            stopped.add(size + " bytes: " + message.strip());
            assertThat(status).as(message).isEqualTo("3");
            assertThat(message)
                    .contains("disk full", folder.resolve("disk").toString(), "same command")
                    .doesNotContain("should not happen", "Exception");
        }
        System.out.println(String.join("\n", stopped));
    }

    private Program.Run fillAndEnlarge(long size, Path notes, Path list) throws Exception {
        Path disk = Files.createDirectories(folder.resolve("disk"));
        List<String> command = new ArrayList<>(
                List.of("unshare", "-m", "sh", "-c", SCRIPT, "sh", "" + size, disk.toString(), notes.toString()));
        command.addAll(Program.command(List.of(scan(list, disk.resolve("workspace")))));
        return Program.run(Map.of("LC_ALL", "C.UTF-8"), command);
    }

    private boolean canMount() throws Exception {
        Path probe = Files.createDirectories(folder.resolve("probe"));
        try {
            return Program.run(Map.of(), List.of("unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", probe.toString()))
                            .status()
                    == 0;
        } catch (java.io.IOException noSuchProgram) {
            return false;
        }
    }

    private String[] scan(Path list, Path workspace) {
        return new String[] {
            "scan",
            folder.resolve("capture").toString(),
            "--list",
            list.toString(),
            "--workspace",
            workspace.toString(),
            "--item-seconds",
            "60",
            "--json"
        };
    }
}
