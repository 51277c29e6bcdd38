package dev.mangrove.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.testkit.DiskImages;
import dev.mangrove.testkit.DrawnClips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person does in the first hour, by the commands as they are.
class JourneyTest {

    @TempDir
    static Path folder;

    static Ran demo;

    @BeforeAll
    static void runTheDemonstration() {
        demo = Ran.mangrove("demo", "--output", folder.resolve("demo"));
    }

    @Test
    void demonstrationFindsWhatItDrew() {
        assertThat(demo.status()).as(demo.err()).isEqualTo(ExitStatus.DONE);
        Ran status = Ran.mangrove("status", demoFile("workspace"), "--json");

        int videos = DrawnClips.canEncode() ? 2 : 0;
        int cards = DiskImages.canRun("mkfs.fat", "mcopy", "mdel", "fls") ? 1 : 0;
        assertThat(status.out())
                .contains("\"finished\":true")
                .contains("\"items\":%d,\"pictureExamined\":%d,\"digestsOnly\":%d"
                        .formatted(34 + videos + 4 * cards, 19 + videos + 3 * cards, 11 + cards))
                .contains("\"empty\":1,\"encrypted\":1,\"limitReached\":1,\"truncated\":1")
                .contains("\\\"knownGood\\\":1,\\\"exactMatches\\\":%d,\\\"nearMatches\\\":%d"
                        .formatted(3 + 2 * cards, 7 + videos / 2));
    }

    @Test
    void demonstrationWritesAReportWithoutPicturesOrScripts() throws IOException {
        String report = Files.readString(demoFile("report.html"));

        assertThat(report)
                .contains("<h1")
                .doesNotContain("<img")
                .doesNotContain("<script")
                .doesNotContain("data:");
    }

    @Test
    void aSecondScanGoesOnAndGivesTheSameDigest() {
        Ran first = scan("again");
        Ran second = scan("again");

        assertThat(first.lastLine()).contains("\"resultDigest\":\"");
        assertThat(digest(second)).isEqualTo(digest(first));
    }

    @Test
    void aRematchWithoutTheCaptureGivesWhatAScanGives() throws IOException {
        Path copy = folder.resolve("moved");
        Path workspace = folder.resolve("rematched");
        Files.createDirectories(copy);
        Files.writeString(copy.resolve("note.txt"), "nothing known");
        Files.copy(demoFile("known pictures/known-3.jpg"), copy.resolve("a.jpg"));
        Ran scanned = Ran.mangrove("scan", copy, "--list", demoFile("known.mgl"), "--workspace", workspace, "--json");
        Files.delete(copy.resolve("a.jpg"));
        Files.delete(copy.resolve("note.txt"));
        Files.delete(copy);

        Ran rematched = Ran.mangrove("rematch", workspace, "--list", demoFile("known.mgl"), "--json");

        assertThat(scanned.lastLine()).contains("\"exactMatches\":1");
        assertThat(digest(rematched)).isEqualTo(digest(scanned));
    }

    @Test
    void hashTellsOneLineAFileWithAllOrientations() {
        Path picture = demoFile("known pictures/known-0.jpg");

        Ran ran = Ran.mangrove("hash", "--json", "--orientations", picture, demoFile("capture/phone/notes.txt"));

        assertThat(ran.status()).isZero();
        assertThat(ran.out().lines()).hasSize(2);
        assertThat(ran.out().lines().findFirst().orElseThrow())
                .startsWith("{\"path\":\"" + picture + "\",\"mediaType\":\"image/jpeg\",\"bytes\":")
                .contains("\"md5\":\"", "\"sha1\":\"", "\"sha256\":\"", "\"width\":640,\"height\":480", "\"pdq\":\"")
                .contains("\"quality\":100", "\"rotate90\":\"", "\"flipMinus1\":\"", "\"notes\":[]");
        assertThat(ran.lastLine()).contains("\"mediaType\":\"text/plain\"").doesNotContain("pdq");
    }

    @Test
    void matchTellsExactAndNearForFilesAndHashes() {
        Path known = demoFile("known.mgl");
        Ran file = Ran.mangrove(
                "match",
                "--json",
                demoFile("known pictures/known-2.jpg"),
                demoFile("capture/phone/Nhận được/xoay.jpg"),
                "--list",
                known);
        String pdq = file.out().split("\"pdq\":\"", 2)[1].substring(0, 64);
        Ran hash = Ran.mangrove("match", "--json", "--pdq", pdq, "--list", known);

        assertThat(file.out().lines().findFirst().orElseThrow())
                .contains("\"list\":\"Drawn pictures\",\"entry\":\"known-2.jpg\",\"kind\":\"exact\"");
        assertThat(file.lastLine())
                .contains("\"entry\":\"known-2.jpg\",\"kind\":\"near\"")
                .contains("\"orientation\":\"rotate90\"");
        assertThat(hash.lastLine()).contains("\"entry\":\"known-2.jpg\",\"kind\":\"near\"", "\"distanceBits\":0");
    }

    @Test
    void aListOfOnePictureMatchesIt() {
        Path single = folder.resolve("single.mgl");
        Ran built = Ran.mangrove(
                "list",
                "build",
                demoFile("harmless files"),
                "--output",
                single,
                "--name",
                "One",
                "--origin",
                "test",
                "--json");
        Ran match = Ran.mangrove("match", "--json", demoFile("capture/phone/apps/launcher-icon.png"), "--list", single);

        assertThat(built.lastLine()).contains("\"entries\":1", "\"nearMatchable\":1");
        assertThat(match.lastLine()).contains("\"kind\":\"exact\"");
    }

    @Test
    void categoriesThatAreNumbersNeedAScheme() throws IOException {
        Path csv = folder.resolve("numbers.csv");
        Files.writeString(csv, "md5,category\n0123456789abcdef0123456789abcdef,1\n");
        Path output = folder.resolve("numbers.mgl");

        Ran without = Ran.mangrove("list", "build", csv, "--output", output, "--name", "N", "--origin", "O");
        Ran with = Ran.mangrove(
                "list", "build", csv, "--output", output, "--name", "N", "--origin", "O", "--scheme", "us");

        assertThat(without.status()).isEqualTo(ExitStatus.WRONG_USE);
        assertThat(without.err()).contains("numbers.csv").contains("--scheme");
        assertThat(with.status()).as(with.err()).isZero();
        assertThat(output).exists();
    }

    @Test
    void everyReportCanBeWritten() {
        for (String format : new String[] {"html", "vics", "csv", "case"}) {
            Path output = folder.resolve("report." + format);
            Ran ran = Ran.mangrove("report", demoFile("workspace"), "--format", format, "--output", output);

            assertThat(ran.status()).as(format + ran.err()).isZero();
            assertThat(output).isNotEmptyFile();
        }
    }

    @Test
    void anExportCopiesTheOriginalAndRecordsThePurposeFirst() throws IOException {
        Path output = folder.resolve("exported");
        Path csv = folder.resolve("stacks.csv");
        Ran.mangrove("report", demoFile("workspace"), "--format", "csv", "--output", csv);
        String archived = Files.readAllLines(csv).stream()
                .filter(row -> row.contains("inner.zip!/beach.jpg"))
                .findFirst()
                .orElseThrow();
        String stack = java.util.Arrays.stream(archived.split(","))
                .filter(cell -> cell.matches("[0-9a-f]{12}"))
                .findFirst()
                .orElseThrow();

        Ran ran = Ran.mangrove(
                "export",
                demoFile("workspace"),
                "--stacks",
                stack,
                "--purpose",
                "test of the export",
                "--output",
                output);

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(output.resolve(stack + "-1.jpg")).hasSameBinaryContentAs(demoFile("known pictures/known-6.jpg"));
        assertThat(output.resolve("manifest.csv")).content().contains("beach.jpg");
        assertThat(Ran.mangrove("status", demoFile("workspace")).out()).contains("test of the export");
    }

    private static Ran scan(String workspace) {
        return Ran.mangrove(
                "scan",
                demoFile("capture"),
                "--list",
                demoFile("known.mgl"),
                "--workspace",
                folder.resolve(workspace),
                "--json");
    }

    private static Path demoFile(String name) {
        return folder.resolve("demo").resolve(name);
    }

    private static String digest(Ran ran) {
        assertThat(ran.status()).as(ran.err()).isZero();
        return ran.lastLine().split("\"resultDigest\":\"", 2)[1];
    }
}
