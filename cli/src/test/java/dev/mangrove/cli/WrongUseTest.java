package dev.mangrove.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a tired person gets wrong: each message names the thing and the way out, and nothing is written.
class WrongUseTest {

    @TempDir
    Path folder;

    private Path capture;
    private Path list;
    private Path workspace;

    @BeforeEach
    void prepare() throws IOException {
        capture = Files.createDirectories(folder.resolve("capture"));
        Files.writeString(capture.resolve("a.txt"), "a");
        workspace = folder.resolve("workspace");
        Path csv = folder.resolve("known.csv");
        Files.writeString(csv, "md5\n0123456789abcdef0123456789abcdef\n");
        list = folder.resolve("known.mgl");
        assertThat(Ran.mangrove("list", "build", csv, "--output", list, "--name", "N", "--origin", "O")
                        .status())
                .isZero();
    }

    @Test
    void aMisspeltCommandIsAnsweredWithTheOneMeant() {
        assertWrongUse(Ran.mangrove("scna"), "scan");
        assertWrongUse(Ran.mangrove(), "--help");
        assertWrongUse(Ran.mangrove("scan", capture), "--list", "--workspace");
    }

    @Test
    void aMissingCaptureIsNamed() {
        assertWrongUse(scan(folder.resolve("nowhere"), list), "nowhere", "check the path");
        assertThat(workspace).doesNotExist();
    }

    @Test
    void aCaptureAfterTheListsIsExplained() {
        assertWrongUse(
                Ran.mangrove("scan", "--list", list, capture, "--workspace", workspace), "name the captures before it");
    }

    @Test
    void aCaptureIsNoList() throws IOException {
        Path zip = capture.resolve("b.zip");
        Files.write(zip, dev.mangrove.testkit.Archives.zip(java.util.Map.of("a", new byte[] {1})));

        assertWrongUse(scan(capture, zip), "b.zip", "mangrove list build");
        assertWrongUse(scan(capture, capture), "is a folder", "mangrove list build");
        assertThat(workspace).doesNotExist();
    }

    @Test
    void aListIsNoCapture() {
        assertWrongUse(scan(list, list), "known.mgl", "--list");
    }

    @Test
    void aWorkspaceWithinTheCaptureIsRefused() {
        workspace = capture.resolve("inside");

        assertWrongUse(scan(capture, list), "inside", "put it elsewhere");
    }

    @Test
    void changedSettingsAreRefusedAndNamed() {
        assertThat(scan(capture, list).status()).isZero();

        assertWrongUse(
                Ran.mangrove("scan", capture, "--list", list, "--workspace", workspace, "--item-seconds", "20"),
                "itemSeconds",
                "new workspace");
    }

    @Test
    void aDamagedListIsRefusedWithItsPlace() throws IOException {
        byte[] bytes = Files.readAllBytes(list);
        Path cut = folder.resolve("cut.mgl");
        Files.write(cut, Arrays.copyOf(bytes, bytes.length - 1));
        bytes[bytes.length - 1] ^= 1;
        Path flipped = folder.resolve("flipped.mgl");
        Files.write(flipped, bytes);

        for (Path damaged : new Path[] {cut, flipped}) {
            Ran verified = Ran.mangrove("list", "verify", damaged);

            assertThat(verified.status()).isEqualTo(ExitStatus.COULD_NOT_FINISH);
            assertThat(verified.err()).contains(damaged.toString(), "offset", "Build the list again");
        }
        assertThat(scan(capture, cut).status()).isEqualTo(ExitStatus.COULD_NOT_FINISH);
    }

    @Test
    void aFileOrderedAsWorkspaceStays() throws IOException {
        Files.writeString(folder.resolve("letter"), "precious");
        workspace = folder.resolve("letter");

        assertWrongUse(scan(capture, list), "letter", "is a file");
        assertThat(workspace).hasContent("precious");
    }

    @Test
    void aReportDoesNotReplaceAnotherFile() throws IOException {
        assertThat(scan(capture, list).status()).isZero();
        Path letter = folder.resolve("letter.html");
        Files.writeString(letter, "precious");

        Ran ran = Ran.mangrove("report", workspace, "--format", "html", "--output", letter);

        assertThat(ran.status()).isNotZero();
        assertThat(ran.err()).contains("letter.html");
        assertThat(letter).hasContent("precious");
    }

    @Test
    void aHashThatIsNoneIsRefused() {
        assertWrongUse(Ran.mangrove("match", "--pdq", "abc", "--list", list), "abc", "64 hex digits");
        assertWrongUse(Ran.mangrove("match", "--pdq", "f".repeat(64), "--list", list), "128");
        assertWrongUse(Ran.mangrove("hash", folder.resolve("nowhere.jpg")), "nowhere.jpg", "check the path");
        assertWrongUse(Ran.mangrove("hash", capture), "is a folder", "mangrove scan");
    }

    private Ran scan(Path captured, Path known) {
        return Ran.mangrove("scan", captured, "--list", known, "--workspace", workspace);
    }

    private static void assertWrongUse(Ran ran, String... words) {
        assertThat(ran.err()).contains(words);
        assertThat(ran.status()).as(ran.err()).isEqualTo(ExitStatus.WRONG_USE);
    }
}
