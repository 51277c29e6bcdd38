package dev.mangrove.scan.jail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mangrove.scan.capture.EvidenceFile;
import dev.mangrove.scan.capture.EvidenceFiles;
import dev.mangrove.scan.capture.RawPaths;
import dev.mangrove.scan.item.RawName;
import dev.mangrove.scan.jail.JailResult.Limit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs the system's own programs in each kind of jail that this system has. Skipped where it is no Linux.
class JailedProgramTest {

    private static final JailLimits LIMITS = new JailLimits(Duration.ofSeconds(60), 60, 4L << 30, 1 << 20);

    private static final Instant READ_AT =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(2, ChronoUnit.DAYS);

    @TempDir
    Path folder;

    @BeforeAll
    static void isLinux() {
        assumeTrue(Programs.find("sh").isPresent(), "skipped: needs a POSIX system");
    }

    static Stream<Jail> jails() {
        Jail plain = Jail.plain("a test wants it so");
        return Stream.of(plain, Jail.ofThisProcess()).distinct();
    }

    private record Run(JailResult result, String output) {}

    private static Run sh(Jail jail, JailLimits limits, String script, EvidenceFile... evidence) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-c", script, "sh"));
        IntStream.range(0, evidence.length).forEach(i -> arguments.add(JailedProgram.evidence(i + ".E01")));
        JailedProgram program = JailedProgram.of(Programs.find("sh").orElseThrow(), arguments, limits)
                .in(jail);
        for (int i = 0; i < evidence.length; i++) {
            program.over(i + ".E01", evidence[i]);
        }
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        JailResult result = program.run(stream -> stream.transferTo(output));
        return new Run(result, output.toString(StandardCharsets.UTF_8));
    }

    /// A file whose name is no text in any encoding and full of what shells mind, last read two days ago.
    private Path file(String content) throws IOException {
        byte[] name = {(byte) 0xFF, '"', '$', '\n', '\'', ' ', 'x'};
        Path file = RawPaths.path(RawName.ofText(folder.toRealPath().toString()).resolve(RawName.of(name)));
        Files.writeString(file, content);
        Files.getFileAttributeView(file, BasicFileAttributeView.class).setTimes(null, FileTime.from(READ_AT), null);
        return file;
    }

    private static EvidenceFile open(Path file) throws IOException {
        return EvidenceFiles.system().open(RawPaths.rawName(file));
    }

    private static Instant readAt(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class)
                .lastAccessTime()
                .toInstant();
    }

    @ParameterizedTest
    @MethodSource("jails")
    void readsEvidenceUnderANeutralNameAndLeavesItsAccessTime(Jail jail) throws IOException {
        Path file = file("what it holds");
        try (EvidenceFile evidence = open(file)) {
            Run run = sh(jail, LIMITS, "cat \"$1\"; basename \"$1\"", evidence);

            assertThat(run.result().errorText()).isEmpty();
            assertThat(run.result().succeeded()).isTrue();
            assertThat(run.output()).isEqualTo("what it holds" + "0.E01\n");
            assertThat(run.result().keptAccessTime()).isTrue();
            assertThat(readAt(file)).isEqualTo(READ_AT);
        }
    }

    @ParameterizedTest
    @MethodSource("jails")
    void takesManyPiecesOfEvidenceInOrder(Jail jail) throws IOException {
        List<EvidenceFile> segments = new ArrayList<>();
        StringBuilder expected = new StringBuilder();
        try {
            for (int i = 0; i < 40; i++) {
                segments.add(open(Files.writeString(folder.resolve("segment" + i), i + ",")));
                expected.append(i).append(',');
            }
            Run run = sh(jail, LIMITS, "cat \"$@\"", segments.toArray(EvidenceFile[]::new));
            assertThat(run.output()).isEqualTo(expected.toString());
        } finally {
            for (EvidenceFile segment : segments) {
                segment.close();
            }
        }
    }

    @Test
    void seesNeitherNetworkNorFilesNorProcessesInBubblewrap() throws IOException {
        assumeTrue(
                Jail.ofThisProcess().isBubblewrap(),
                "skipped: " + Jail.ofThisProcess().sentence());
        Path file = file("x");
        try (EvidenceFile evidence = open(file)) {
            Run run = sh(
                    Jail.ofThisProcess(),
                    LIMITS,
                    "ls -A / | tr '\\n' ' '; ls -A /evidence /tmp; (echo y > \"$1\") 2>/dev/null || echo refused; echo $$",
                    evidence);
            assertThat(run.output())
                    .doesNotContain("home", "root", "proc", "var")
                    .contains("0.E01", "refused")
                    .matches(text ->
                            Integer.parseInt(text.strip().lines().toList().getLast()) < 10);
        }
    }

    @ParameterizedTest
    @MethodSource("jails")
    void endsAtEachOfItsLimits(Jail jail) throws IOException {
        JailLimits quick = new JailLimits(Duration.ofMillis(700), 60, 4L << 30, 1 << 20);
        assertThat(sh(jail, quick, "sleep 60").result().limit()).contains(Limit.WALL_CLOCK);

        JailLimits busy = new JailLimits(Duration.ofSeconds(60), 1, 4L << 30, 1 << 20);
        assertThat(sh(jail, busy, "while :; do :; done").result().limit()).contains(Limit.PROCESSOR);

        JailLimits brief = new JailLimits(Duration.ofSeconds(60), 60, 4L << 30, 100_000);
        Run flood = sh(jail, brief, "yes");
        assertThat(flood.result().limit()).contains(Limit.OUTPUT);
        assertThat(flood.output().length()).isBetween(10_000, 100_000);

        JailLimits small = new JailLimits(Duration.ofSeconds(60), 60, 256L << 20, 1 << 20);
        assertThat(sh(jail, small, "head -c 600M /dev/zero | tail").result().errorText())
                .contains("memory");
    }

    @ParameterizedTest
    @MethodSource("jails")
    void tellsHowAProgramEndedAndWhatItSaid(Jail jail) throws IOException {
        JailResult failed = sh(jail, LIMITS, "echo first >&2; yes | head -c 200000 >&2; echo last >&2; exit 7")
                .result();
        assertThat(failed.exitStatus()).isEqualTo(7);
        assertThat(failed.errorText()).startsWith("first\n").endsWith("last\n").hasSizeLessThan(40_000);

        JailResult killed = sh(jail, LIMITS, "kill -SEGV $$; sleep 9").result();
        assertThat(killed.ending()).isIn("was ended by signal 11", "ended with status 1");
    }

    @Test
    void refusesANameThatCouldLeadElsewhere() {
        JailedProgram program = JailedProgram.of(Path.of("/bin/true"), List.of(), LIMITS);
        assertThatThrownBy(() -> program.over("../x", FileChannel.open(file("x"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("../x");
    }
}
