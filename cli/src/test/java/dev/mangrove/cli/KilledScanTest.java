package dev.mangrove.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.testkit.Seed;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ends the real program, its workers or both with SIGKILL, again and again, and gives the same command again until
/// it is done. A scan that came to its end is compared with an undisturbed one, and another is begun until all kills
/// are spent and enough of them fell between the first and the last item.
///
/// The full form takes about twelve minutes on two busy processors:
/// `-Dmangrove.kills=50 -Dmangrove.items=5000`. `-Dmangrove.seed=` repeats a run's pictures and choices.
class KilledScanTest {

    private static final int KILLS = Integer.getInteger("mangrove.kills", 5);
    private static final int ITEMS = Integer.getInteger("mangrove.items", 600);
    private static final int KILLS_UNDER_WAY_MIN = KILLS * 4 / 5;
    private static final int KILLS_MAX = 3 * KILLS;
    private static final int KILLS_A_SCAN_MAX = Math.max(5, KILLS / 2);
    private static final int ITEMS_AGAIN_MAX = 1_000;
    private static final Pattern EXAMINED = Pattern.compile("examined: ([0-9,]+) items");

    /// Who is ended.
    private enum Victim {
        PARENT,
        WORKER,
        BOTH
    }

    @TempDir
    Path folder;

    private final SplittableRandom random = Seed.random("killed scan");
    private Path list = Path.of("");
    private List<String> expected = List.of();
    private long undisturbedMillis;
    private int kills;
    private int killsUnderWay;
    private int scansNotCounted;
    private int largestBatch;

    @Test
    void losesNothingAndDoublesNothing() throws Exception {
        long seed = random.nextLong(1L << 40);
        list = MixedCapture.knownList(folder, seed);
        MixedCapture.draw(folder.resolve("capture"), ITEMS, seed);
        Path undisturbed = folder.resolve("undisturbed");
        long begin = System.nanoTime();
        Program.Run run = Program.run(scan(undisturbed));
        undisturbedMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(ScannedItems.luckless(undisturbed)).isEmpty();
        expected = ScannedItems.lines(undisturbed);
        assertThat(expected).hasSizeGreaterThan(ITEMS * 7 / 10);

        for (int scan = 1; mustKillAgain(); scan++) {
            killAndFinish(folder.resolve("killed-" + scan), run.resultDigest());
        }

        System.out.printf(
                "%d kills, %d of them with some but not all of %,d items done; at most %,d items made safe at once;"
                        + " %d scans not counted%n",
                kills, killsUnderWay, expected.size(), largestBatch, scansNotCounted);
        assertThat(killsUnderWay)
                .as("kills with some but not all items done")
                .isGreaterThanOrEqualTo(KILLS_UNDER_WAY_MIN);
        assertThat(largestBatch).as("items that one kill can undo").isLessThanOrEqualTo(ITEMS_AGAIN_MAX);
    }

    /// On a quick machine a scan may end before its kill comes; such a kill proves little and another follows.
    private boolean mustKillAgain() {
        return kills < KILLS || (killsUnderWay < KILLS_UNDER_WAY_MIN && kills < KILLS_MAX);
    }

    /// One scan: some kills, then undisturbed to its end.
    private void killAndFinish(Path workspace, String digest) throws Exception {
        File log = new File(workspace + ".log");
        int killsBefore = kills;
        int killsUnderWayBefore = killsUnderWay;
        Process scan = Program.start(log, scan(workspace));
        while (mustKillAgain()
                && kills - killsBefore < KILLS_A_SCAN_MAX
                && awaitPoint(scan, workspace, KILLS_A_SCAN_MAX - (kills - killsBefore))) {
            Victim victim = Victim.values()[random.nextInt(3)];
            kill(scan, workspace, victim);
            if (victim != Victim.WORKER) {
                scan = Program.start(log, scan(workspace));
            }
        }
        List<ProcessHandle> workers = scan.descendants().toList();
        assertThat(scan.waitFor(5, TimeUnit.MINUTES))
                .as("the scan comes to its end")
                .isTrue();
        assertThat(scan.exitValue()).as(Files.readString(log.toPath())).isZero();
        assertEnded(workers);
        if (!ScannedItems.luckless(workspace).isEmpty()) {
            System.out.println("does not count: " + ScannedItems.luckless(workspace));
            scansNotCounted++;
            kills = killsBefore;
            killsUnderWay = killsUnderWayBefore;
            assertThat(scansNotCounted).as("scans that do not count").isLessThan(4);
            return;
        }
        compare(workspace, Files.readString(log.toPath()), digest);
    }

    private void compare(Path workspace, String log, String digest) throws SQLException, IOException {
        assertThat(ScannedItems.lines(workspace)).isEqualTo(expected);
        assertThat(ScannedItems.query(workspace, "PRAGMA integrity_check")).containsExactly("ok");
        assertThat(new Program.Run(0, lastLine(log), log).resultDigest()).isEqualTo(digest);
        assertThat(workspace.resolve("spool")).isEmptyDirectory();
        // The program counts what earlier runs made safe and what the last one examined: were an item that was
        // safe examined again, the sum would be above the number of items.
        assertThat(itemsExamined(log))
                .as("items safe before and examined by the last run")
                .isEqualTo(expected.size());
    }

    private static String lastLine(String log) {
        return log.lines()
                .filter(line -> line.startsWith("{"))
                .reduce((_, line) -> line)
                .orElseThrow();
    }

    private static int itemsExamined(String log) {
        Matcher found = EXAMINED.matcher(log);
        int items = -1;
        while (found.find()) {
            items = Integer.parseInt(found.group(1).replace(",", ""));
        }
        return items;
    }

    /// Waits for the moment of the next kill. Most come when a chosen number of items is safe, and a chosen time
    /// later, so that they fall between two commits; some come at any time from the start on.
    ///
    /// @param killsLeft over which what is left to do is spread
    /// @return false where the scan ended before
    private boolean awaitPoint(Process scan, Path workspace, int killsLeft) throws InterruptedException {
        if (random.nextInt(12) == 0) {
            return !scan.waitFor(random.nextLong(3_000), TimeUnit.MILLISECONDS);
        }
        int before = ScannedItems.count(workspace);
        int step = (expected.size() - before) * 3 / (2 * killsLeft);
        int target = before + 1 + random.nextInt(Math.max(1, step));
        long millisMore = random.nextLong(Math.clamp(undisturbedMillis / 10, 1, 800));
        int seen = before;
        while (seen < target) {
            if (scan.waitFor(20, TimeUnit.MILLISECONDS)) {
                return false;
            }
            int now = ScannedItems.count(workspace);
            largestBatch = Math.max(largestBatch, now - seen);
            seen = Math.max(seen, now);
        }
        return !scan.waitFor(millisMore, TimeUnit.MILLISECONDS);
    }

    private void kill(Process scan, Path workspace, Victim victim) throws Exception {
        List<ProcessHandle> workers = scan.descendants().toList();
        if (victim != Victim.PARENT && !workers.isEmpty()) {
            if (victim == Victim.BOTH) {
                workers.forEach(ProcessHandle::destroyForcibly);
            } else {
                workers.get(random.nextInt(workers.size())).destroyForcibly();
            }
        }
        if (victim != Victim.WORKER) {
            scan.destroyForcibly().waitFor();
            assertEnded(workers);
        }
        kills++;
        int done = ScannedItems.count(workspace);
        if (done > 0 && done < expected.size()) {
            killsUnderWay++;
        }
        System.out.printf("kill %d: %s, %,d of %,d items safe%n", kills, victim, done, expected.size());
    }

    /// No worker outlives its parent for long.
    private static void assertEnded(List<ProcessHandle> workers) throws Exception {
        for (ProcessHandle worker : workers) {
            worker.onExit().get(60, TimeUnit.SECONDS);
        }
    }

    private String[] scan(Path workspace) {
        return new String[] {
            "scan",
            folder.resolve("capture").toString(),
            "--list",
            list.toString(),
            "--workspace",
            workspace.toString(),
            "--workers",
            "2",
            "--item-seconds",
            "60",
            "--json"
        };
    }
}
