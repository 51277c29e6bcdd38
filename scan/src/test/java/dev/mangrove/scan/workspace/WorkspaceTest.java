package dev.mangrove.scan.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mangrove.hash.HashProfile;
import dev.mangrove.scan.item.RawName;
import dev.mangrove.scan.walk.WalkLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {

    @TempDir
    Path temporary;

    private Path folder() {
        return temporary.resolve("case 7%.ws");
    }

    private Workspace opened() {
        return Workspace.openOrCreate(folder(), DrawnItems.SETTINGS, DrawnItems.CAPTURES);
    }

    @Test
    void remembersItemsAndTellsThemToTheNextRun() throws SQLException {
        SplittableRandom random = new SplittableRandom(1);
        try (Workspace workspace = opened()) {
            assertThat(workspace.isResumed()).isFalse();
            assertThat(workspace.items().append(DrawnItems.file("a/b.txt", DrawnItems.text("b"))))
                    .isTrue();
            workspace
                    .items()
                    .append(DrawnItems.member(
                            "a/c.zip",
                            7,
                            0,
                            "x.gif",
                            DrawnItems.picture("x", DrawnItems.hash(random), DrawnItems.hash(random))));
        }
        try (Workspace workspace = opened()) {
            assertThat(workspace.isResumed()).isTrue();
            assertThat(workspace.done().isDone(1, RawName.ofText("a/b.txt"), 0)).isTrue();
            assertThat(workspace.done().isDone(1, RawName.ofText("a/b.txt"), 1)).isFalse();
            assertThat(workspace.done().isDone(2, RawName.ofText("a/b.txt"), 0)).isFalse();
            SequenceSet done = workspace.done().doneSequences(1, RawName.ofText("a/c.zip"));
            assertThat(done.contains(7)).isTrue();
            assertThat(done.contains(0)).isFalse();
            assertThat(SequenceSet.ofBytes(done.toBytes()).contains(7)).isTrue();
            assertThat(number(workspace, "SELECT count(*) FROM fingerprint")).isEqualTo(2);
        }
    }

    @Test
    void takesAnItemTwiceAndKeepsItOnce() throws SQLException {
        try (Workspace workspace = opened()) {
            assertThat(workspace.items().append(DrawnItems.file("a", DrawnItems.text("first"))))
                    .isTrue();
            assertThat(workspace.items().append(DrawnItems.file("a", DrawnItems.text("second"))))
                    .isFalse();
            assertThat(workspace.items().append(DrawnItems.file("b", DrawnItems.text("third"))))
                    .isTrue();
            workspace.items().flush();
            assertThat(number(workspace, "SELECT count(*) FROM item")).isEqualTo(2);
        }
    }

    @Test
    void losesAtMostABatchWhenItIsKilled() throws SQLException {
        try (Workspace workspace = opened()) {
            for (int n = 0; n < 5 * ItemJournal.BATCH_ITEMS / 2; n++) {
                workspace.items().append(DrawnItems.file("f" + n, DrawnItems.text("t" + n)));
                // What another connection sees is what a kill at this moment would leave.
                if (n % 250 == 249) {
                    assertThat(number(workspace, "SELECT count(*) FROM item"))
                            .isGreaterThan(n + 1 - ItemJournal.BATCH_ITEMS);
                }
            }
        }
    }

    @Test
    void makesALoneItemSafeWithinSeconds() throws Exception {
        try (Workspace workspace = opened()) {
            workspace.items().append(DrawnItems.file("a", DrawnItems.text("a")));
            for (int tries = 0; tries < 50 && workspace.done().count() == 0; tries++) {
                Thread.sleep(100);
            }
            assertThat(workspace.done().count()).isEqualTo(1);
        }
    }

    @Test
    void refusesOtherSettingsNamingEachAndTheWayOut() {
        opened().close();
        ScanSettings other = new ScanSettings(HashProfile.FULL, 20, 512, 256, 1_000, WalkLimits.STANDARD, "1");
        assertThatThrownBy(() -> Workspace.openOrCreate(folder(), other, DrawnItems.CAPTURES))
                .isInstanceOf(WorkspaceException.class)
                .hasMessageContaining("itemSeconds was 10 and is now 20")
                .hasMessageContaining("profile was reference and is now full")
                .hasMessageContaining("new workspace");
        opened().close();
    }

    @Test
    void refusesAnotherCaptureButFollowsAMovedOne() throws Exception {
        opened().close();
        assertThatThrownBy(() -> Workspace.openOrCreate(
                        folder(),
                        DrawnItems.SETTINGS,
                        List.of(new CaptureRoot(1, "tablet", RawName.ofText("/x"), CaptureRoot.Kind.FOLDER))))
                .isInstanceOf(WorkspaceException.class)
                .hasMessageContaining("\"phone\"")
                .hasMessageContaining("\"tablet\"");
        RawName here = RawName.ofText(temporary.toString());
        List<CaptureRoot> moved = List.of(new CaptureRoot(1, "phone", here, CaptureRoot.Kind.FOLDER));
        try (Workspace workspace = Workspace.openOrCreate(folder(), DrawnItems.SETTINGS, moved)) {
            assertThat(workspace.captures()).isEqualTo(moved);
            assertThat(number(workspace, "SELECT count(*) FROM journal WHERE event = 'captureMoved'"))
                    .isEqualTo(1);
        }
        assertThatThrownBy(this::opened)
                .as("the place it was moved to is still there, so this is another one")
                .hasMessageContaining("still there");
    }

    @Test
    void keepsASecondScanOutAndLetsReadersIn() throws SQLException {
        try (Workspace first = opened()) {
            first.items().append(DrawnItems.file("a", DrawnItems.text("a")));
            first.items().flush();
            assertThatThrownBy(this::opened)
                    .isInstanceOf(WorkspaceException.class)
                    .hasMessageContaining("in use")
                    .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
            assertThatThrownBy(() -> Workspace.open(folder())).hasMessageContaining("in use");
            try (Workspace reader = Workspace.openToRead(folder())) {
                assertThat(number(reader, "SELECT count(*) FROM item")).isEqualTo(1);
                assertThat(reader.captures()).isEqualTo(DrawnItems.CAPTURES);
            }
        }
        Workspace.open(folder()).close();
    }

    @Test
    void saysWhatIsWrongWithAPlaceThatIsNoWorkspace() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "x");
        assertThatThrownBy(() -> Workspace.open(temporary.resolve("missing"))).hasMessageContaining("no workspace");
        assertThatThrownBy(() -> Workspace.openToRead(file)).hasMessageContaining("is a file");
        assertThatThrownBy(() -> Workspace.openOrCreate(file, DrawnItems.SETTINGS, DrawnItems.CAPTURES))
                .hasMessageContaining("is a file");
        assertThatThrownBy(() -> Workspace.open(temporary)).hasMessageContaining("holds no workspace.sqlite");
        Files.createDirectory(folder());
        Files.writeString(folder().resolve("workspace.sqlite"), "this is certainly no database".repeat(100));
        assertThatThrownBy(this::opened)
                .isInstanceOf(WorkspaceException.class)
                .hasMessageContaining("not a Mangrove workspace");
    }

    @Test
    void refusesAnotherProgramsFileUntouchedAndALaterSchema() throws Exception {
        Files.createDirectory(folder());
        Path file = folder().resolve("workspace.sqlite");
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            statement.execute("CREATE TABLE shopping (thing TEXT)");
        }
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(this::opened).hasMessageContaining("not a Mangrove workspace");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        Files.delete(file);
        opened().close();
        try (Connection later = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = later.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
        }
        assertThatThrownBy(this::opened).hasMessageContaining("later version").hasMessageContaining("99");
        assertThatThrownBy(() -> Workspace.openToRead(folder())).hasMessageContaining("later version");
    }

    @Test
    void recordsWhatWasDoneAsJson() throws SQLException {
        try (Workspace workspace = opened()) {
            workspace.note("exported", Map.of("purpose", "confirm \"near\" \u0001 match"));
            try (Connection connection = workspace.connectToRead();
                    Statement statement = connection.createStatement();
                    ResultSet row =
                            statement.executeQuery("SELECT event, json_extract(detail, '$.purpose') FROM journal")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("exported");
                assertThat(row.getString(2)).isEqualTo("confirm \"near\" \u0001 match");
            }
        }
    }

    private static long number(Workspace workspace, String sql) throws SQLException {
        try (Connection connection = workspace.connectToRead();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
