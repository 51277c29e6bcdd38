package dev.mangrove.scan.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.scan.item.RawName;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A workspace whose process is killed, and one whose disk is full. `-Dmangrove.kills=50` kills more often.
class WorkspaceFaultTest {

    private static final int ITEMS = 200_000;

    @TempDir
    Path temporary;

    @Test
    void keepsAPrefixWithoutGapOrDoubleWhereItsProcessIsKilled() throws Exception {
        long seed = Long.getLong("mangrove.seed", System.nanoTime());
        int kills = Integer.getInteger("mangrove.kills", 4);
        System.out.println("killed while appending: -Dmangrove.seed=" + seed + " -Dmangrove.kills=" + kills);
        SplittableRandom random = new SplittableRandom(seed);
        Path folder = temporary.resolve("workspace");
        long before = 0;
        for (int kill = 0; kill < kills; kill++) {
            long promised = runAndKill(folder, random.nextInt(1, 40));
            long kept = keptPrefix(folder);
            assertThat(kept).isGreaterThanOrEqualTo(Math.max(promised, before));
            before = kept;
        }
        assertThat(before).isPositive();
    }

    /// @return how many items the killed process said were safe
    private static long runAndKill(Path folder, int promises) throws Exception {
        Process process = new ProcessBuilder(AppendingProgram.command(folder, ITEMS))
                .redirectErrorStream(true)
                .start();
        long promised = 0;
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (int i = 0; i < promises; i++) {
                promised = Long.parseLong(out.readLine());
            }
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return promised;
    }

    private static long keptPrefix(Path folder) throws SQLException {
        try (Workspace workspace = Workspace.openOrCreate(folder, DrawnItems.SETTINGS, DrawnItems.CAPTURES);
                Connection connection = workspace.connectToRead();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*), count(DISTINCT top_path), max(cast(substr(path_text, 3) AS INTEGER)) FROM item")) {
            row.next();
            long kept = row.getLong(1);
            assertThat(row.getLong(2)).as("no item twice").isEqualTo(kept);
            assertThat(row.getLong(3)).as("no gap").isEqualTo(kept - 1);
            assertThat(workspace.done().isDone(1, RawName.ofText("f/" + (kept - 1)), 0))
                    .isTrue();
            assertThat(workspace.done().isDone(1, RawName.ofText("f/" + kept), 0))
                    .isFalse();
            return kept;
        }
    }

    @Test
    void saysThatTheDiskIsFullAndGoesOnOnceThereIsSpace() throws Exception {
        Path disk = Files.createDirectory(temporary.resolve("small disk"));
        Path folder = disk.resolve("workspace");
        String run = String.join(
                " ",
                AppendingProgram.command(folder, 1_500).stream()
                        .map(WorkspaceFaultTest::quoted)
                        .toList());
        String script = """
                mount -t tmpfs -o size=8m none %1$s || exit 77
                dd if=/dev/zero of=%1$s/filler bs=1024 count=7400 2>/dev/null
                %2$s; echo "first ended with $?"
                rm %1$s/filler
                %2$s; echo "second ended with $?"
                """.formatted(quoted(disk.toString()), run);
        Process process = start(List.of("unshare", "--mount", "sh", "-c", script));
        if (process == null) {
            return;
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() == 77 || out.contains("unshare failed")) {
            System.out.println("left out: a small disk cannot be mounted here (" + out.strip() + ")");
            return;
        }
        assertThat(out).contains("first ended with 3", "disk full", "run the same command again");
        assertThat(out.substring(out.indexOf("first ended"))).contains("1500", "done", "second ended with 0");
    }

    private static @org.jspecify.annotations.Nullable Process start(List<String> command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            System.out.println("left out: a small disk cannot be mounted here (" + e.getMessage() + ")");
            return null;
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
