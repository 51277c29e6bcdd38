package dev.mangrove.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a scan, and sometimes its workers too, at random points, and lets it go on. The long form:
/// `-Dmangrove.kills=50 -Dmangrove.items=5000`; `-Dmangrove.seed=` repeats a run's choices.
class ScanKillTest {

    @TempDir
    Path folder;

    @Test
    void aScanKilledAnywhereLosesNothingAndDoublesNothing() throws Exception {
        long seed = Long.getLong("mangrove.seed", System.nanoTime());
        int kills = Integer.getInteger("mangrove.kills", 5);
        int count = Integer.getInteger("mangrove.items", 1500);
        System.out.println("mangrove.seed=" + seed + " kills=" + kills + " items=" + count);
        Random random = new Random(seed);
        Path capture = Captured.draw(folder.resolve("capture"), count);
        ScanEnd undisturbed = Captured.scan(Captured.request(capture, folder.resolve("undisturbed"), 2));
        List<String> expected = Captured.items(folder.resolve("undisturbed"));

        Path workspace = folder.resolve("killed");
        int underWay = 0;
        for (int i = 0; i < kills; i++) {
            Process scan = start(capture, workspace);
            boolean ended = awaitProgress(scan, workspace, random.nextLong(1000));
            List<ProcessHandle> workers = scan.descendants().toList();
            scan.destroyForcibly().waitFor();
            if (random.nextBoolean()) {
                workers.forEach(ProcessHandle::destroyForcibly);
            }
            int done = done(workspace);
            if (done > 0 && done < expected.size()) {
                underWay++;
            }
            System.out.println("kill " + (i + 1) + ": " + done + " of " + expected.size() + " items done");
            if (ended || done == expected.size()) {
                // It got to the end before it was killed: begin another one.
                assertThat(Captured.items(workspace)).isEqualTo(expected);
                workspace = folder.resolve("killed-" + i);
            }
            assertWorkersEnd(workers);
        }
        ScanEnd end = Captured.scan(Captured.request(capture, workspace, 2));

        System.out.println(underWay + " kills came with some but not all items done");
        assertThat(Captured.items(workspace)).isEqualTo(expected);
        assertThat(end.summary().resultDigest()).isEqualTo(undisturbed.summary().resultDigest());
        assertThat(workspace.resolve("spool")).isEmptyDirectory();
    }

    /// Waits until the scan has written something, and then some time more.
    ///
    /// @return whether it has ended by itself
    private static boolean awaitProgress(Process scan, Path workspace, long millisMore) throws Exception {
        int before = done(workspace);
        while (done(workspace) <= before) {
            if (scan.waitFor(50, TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
        return scan.waitFor(millisMore, TimeUnit.MILLISECONDS);
    }

    private static int done(Path workspace) throws Exception {
        if (!Files.exists(workspace.resolve("workspace.sqlite"))) {
            return 0;
        }
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + workspace.resolve("workspace.sqlite"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM item")) {
            return row.getInt(1);
        } catch (SQLException notYet) {
            return 0;
        }
    }

    private static Process start(Path capture, Path workspace) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ScanProgram.class.getName(),
                        capture.toString(),
                        workspace.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        new File(workspace.getParent().toFile(), "log")))
                .start();
    }

    private static void assertWorkersEnd(List<ProcessHandle> workers) throws Exception {
        for (ProcessHandle worker : workers) {
            worker.onExit().get(20, TimeUnit.SECONDS);
        }
    }
}
