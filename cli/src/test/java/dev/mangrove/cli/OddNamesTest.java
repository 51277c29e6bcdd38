package dev.mangrove.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.testkit.Archives;
import dev.mangrove.testkit.DrawnPicture;
import dev.mangrove.testkit.PictureFiles;
import dev.mangrove.testkit.ZipMember;
import dev.mangrove.testkit.ZipWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Names of every kind survive, whatever the locale: Latin-1 bytes, Vietnamese in composed and decomposed letters,
/// names that print alike, a line feed, and a capture whose own name is not text.
class OddNamesTest {

    /// As bytes, in hex: `printf` and the shell make the files, for Java has no names that are not text.
    private static final List<String> NAMES = List.of(
            hex("caf\u00e9.jpg", true),
            hex("caf\u00e8.jpg", true),
            hex("\u1ea3nh ch\u1ee5p.jpg", false),
            hex("a\u0309nh chu\u0323p.jpg", false),
            hex("caf\u00e9.jpg", false),
            hex("two\nlines.jpg", false),
            hex("1+1=2.jpg", false),
            hex("\u202egpj.exe", false));

    @TempDir
    Path folder;

    private Path list = Path.of("");
    private int pictures;

    @BeforeEach
    void drawCapture() throws Exception {
        list = MixedCapture.knownList(folder, 5_000);
        List<String> script = new ArrayList<>(List.of("set -e; cd \"$1\"; d=$(printf 'b\\351b\\351'); mkdir \"$d\""));
        for (String name : NAMES) {
            Path source = Files.write(folder.resolve("source-" + pictures), picture());
            script.add("cp '" + source + "' \"$d/$(printf '" + octal(name) + "')\"");
        }
        byte[] zip = Archives.build(out -> {
            ZipWriter writer = new ZipWriter(out);
            for (String name : NAMES) {
                writer.add(ZipMember.of(HexFormat.of().parseHex(name), picture()));
            }
            writer.finish();
        });
        Path source = Files.write(folder.resolve("source.zip"), zip);
        script.add("cp '" + source + "' \"$d/names.zip\"");
        Program.Run made = Program.run(Map.of(), List.of("sh", "-c", String.join("\n", script), "sh", "" + folder));
        assertThat(made.status()).as(made.err()).isZero();
    }

    @Test
    void everyNameIsExaminedAndToldApartWhateverTheLocale() throws Exception {
        List<String> digests = new ArrayList<>();
        for (String locale : List.of("C", "C.UTF-8")) {
            Path workspace = folder.resolve("workspace-" + locale);
            digests.add(scan(workspace, locale).resultDigest());
            assertAllExamined(workspace);
            assertReported(workspace, locale);
        }
        assertThat(digests.getFirst()).isEqualTo(digests.getLast());
    }

    private void assertAllExamined(Path workspace) throws Exception {
        List<String> expected = new ArrayList<>();
        for (String name : NAMES) {
            expected.add("0 | " + name + " | pictureExamined");
            expected.add("1 | " + name + " | pictureExamined");
        }
        assertThat(ScannedItems.query(workspace, """
                        SELECT sequence > 0, lower(hex(name)), state FROM item
                         WHERE NOT (sequence = 0 AND media_type = 'application/zip')""")).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(ScannedItems.query(workspace, "SELECT path_text FROM item")).doesNotHaveDuplicates();
        assertThat(ScannedItems.query(workspace, "SELECT DISTINCT sha256 FROM item"))
                .hasSize(pictures + 1);
    }

    private void assertReported(Path workspace, String locale) throws Exception {
        Path csv = folder.resolve(locale + ".csv");
        Program.Run report = Program.run(
                Map.of("LC_ALL", locale),
                Program.command(List.of("report", "" + workspace, "--format", "csv", "--output", csv.toString())));
        assertThat(report.status()).as(report.err()).isZero();
        String text = Files.readString(csv, StandardCharsets.UTF_8);
        for (String name : NAMES) {
            assertThat(text.lines().filter(row -> row.contains(shown(name)) || row.contains(name)))
                    .as("rows with the name " + name)
                    .hasSize(2);
        }
        Program.Run status =
                Program.run(Map.of("LC_ALL", locale), Program.command(List.of("status", "" + workspace, "--json")));
        assertThat(status.out())
                .contains("\"finished\":true", "\"items\":" + (2 * NAMES.size() + 1), "b\\\\xE9b\\\\xE9");
    }

    /// The shell passes the capture's own name, which is not text, as bytes.
    private Program.Run scan(Path workspace, String locale) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "sh",
                "-c",
                "capture=$1/$(printf 'b\\351b\\351'); shift; exec \"$@\" \"$capture\"",
                "sh",
                folder.toString()));
        command.addAll(Program.command(List.of(
                "scan", "--list", "" + list, "--workspace", "" + workspace, "--item-seconds", "60", "--json", "--")));
        Program.Run run = Program.run(Map.of("LC_ALL", locale), command);
        assertThat(run.status()).as(run.err()).isZero();
        return run;
    }

    private byte[] picture() {
        pictures++;
        return PictureFiles.jpeg(DrawnPicture.of(5_000 + pictures, 160, 120), 0.8f);
    }

    private static String hex(String name, boolean isLatin1) {
        return HexFormat.of().formatHex(name.getBytes(isLatin1 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
    }

    /// The name as a row shows it where it is text; other names stand there as hex.
    private static String shown(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8) + ",pictureExamined";
    }

    private static String octal(String hex) {
        StringBuilder octal = new StringBuilder();
        for (byte b : HexFormat.of().parseHex(hex)) {
            octal.append('\\').append(String.format("%03o", b & 0xff));
        }
        return octal.toString();
    }
}
