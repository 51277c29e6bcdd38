package dev.mangrove.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mangrove.hash.Digest;
import dev.mangrove.hash.DigestKind;
import dev.mangrove.hash.HashProfile;
import dev.mangrove.hash.PdqHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashListBuilderTest {

    @TempDir
    Path folder;

    private final Drawn drawn = Drawn.fresh();

    @Test
    void leavesOutTheDigestsOfTheEmptyFileAndKeepsTheEntry() throws Exception {
        try (HashListBuilder builder = begin()) {
            for (DigestKind kind : DigestKind.values()) {
                Digest empty = Digest.of(
                        kind, MessageDigest.getInstance(kind.algorithm()).digest());
                assertThat(builder.add(Drawn.entryOf("kept", Optional.of(drawn.hash()), OptionalInt.empty(), empty)))
                        .containsExactly(Refusal.EMPTY_FILE_DIGEST);
                assertThat(builder.add(Drawn.entryOf("none", Optional.empty(), OptionalInt.empty(), empty)))
                        .containsExactly(Refusal.EMPTY_FILE_DIGEST, Refusal.NOTHING_TO_MATCH);
            }
            HashListHeader header = builder.finish(List.of());
            assertThat(header.entries()).isEqualTo(3);
            assertThat(header.digests().values()).containsOnly(0L);
            assertThat(builder.refusals())
                    .isEqualTo(Map.of(Refusal.EMPTY_FILE_DIGEST, 6L, Refusal.NOTHING_TO_MATCH, 3L));
        }
    }

    @Test
    void leavesOutHashesThatNoPictureHas() throws IOException {
        Digest md5 = drawn.digest(DigestKind.MD5);
        try (HashListBuilder builder = begin()) {
            assertThat(builder.add(Drawn.entryOf("a", Optional.of(PdqHash.ZERO), OptionalInt.empty(), md5)))
                    .containsExactly(Refusal.ZERO_PDQ);
            assertThat(builder.add(Drawn.entryOf("b", Optional.of(drawn.hash(129)), OptionalInt.of(90), md5)))
                    .containsExactly(Refusal.MALFORMED_PDQ);
            assertThat(builder.add(Drawn.entryOf("c", Optional.of(drawn.hash(128)), OptionalInt.of(90), md5)))
                    .isEmpty();
            assertThat(builder.add(Drawn.entryOf("d", Optional.empty(), OptionalInt.empty())))
                    .containsExactly(Refusal.NOTHING_TO_MATCH);
            HashListHeader header = builder.finish(List.of());
            assertThat(header.entries()).isEqualTo(3);
            assertThat(header.pdq()).isEqualTo(1);
        }
    }

    @Test
    void refusesAnEntryThatContradictsItself() throws IOException {
        try (HashListBuilder builder = begin()) {
            assertThatThrownBy(() -> builder.add(Drawn.entryOf(
                            "",
                            Optional.empty(),
                            OptionalInt.empty(),
                            drawn.digest(DigestKind.MD5),
                            drawn.digest(DigestKind.MD5))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("MD5");
            assertThatThrownBy(() -> builder.add(Drawn.entryOf("", Optional.of(drawn.hash()), OptionalInt.of(101))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("101");
            assertThat(builder.finish(List.of()).entries()).isZero();
        }
    }

    @Test
    void writesTheSameBytesForTheSameEntries() throws IOException {
        List<HashListEntry> entries = drawn.entries(3_000);
        HashListHeader first = Lists.build(folder.resolve("a.mgl"), entries, 32);
        HashListHeader second = Lists.build(folder.resolve("b.mgl"), entries, 32);
        assertThat(second).isEqualTo(first);
        assertThat(folder.resolve("b.mgl")).hasSameBinaryContentAs(folder.resolve("a.mgl"));
        HashListHeader other = Lists.build(folder.resolve("c.mgl"), entries.subList(1, 3_000), 32);
        assertThat(other.version()).hasSize(16).isNotEqualTo(first.version());
    }

    @Test
    void keepsAVersionThatItsMakerGave() throws IOException {
        HashListBuilder.Description description =
                new HashListBuilder.Description("a", Optional.of("2026-11"), "b", Optional.empty(), HashProfile.FULL);
        try (HashListBuilder builder = HashListBuilder.create(folder.resolve("a.mgl"), description)) {
            builder.finish(List.of());
        }
        try (HashList list = HashList.open(folder.resolve("a.mgl"))) {
            assertThat(list.header().version()).isEqualTo("2026-11");
            assertThat(list.header().scheme()).isEmpty();
            assertThat(list.header().profile()).isEqualTo(HashProfile.FULL);
        }
    }

    @Test
    void leavesNothingBehindWhereItIsNotFinished() throws IOException {
        try (HashListBuilder builder = begin()) {
            builder.add(drawn.entry("a"));
            assertThat(folder.resolve("known.mgl")).doesNotExist();
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void leavesOnlyTheListBehindWhereItIsFinished() throws IOException {
        Lists.build(folder.resolve("known.mgl"), drawn.entries(10));
        assertThat(names()).containsExactly("known.mgl");
    }

    @Test
    void replacesAListWhileTheOldOneIsInUse() throws IOException {
        List<HashListEntry> entries = drawn.entries(500);
        Lists.build(folder.resolve("known.mgl"), entries);
        try (HashList old = HashList.open(folder.resolve("known.mgl"))) {
            Lists.build(folder.resolve("known.mgl"), drawn.entries(3));
            old.verify();
            assertThat(old.entry(499)).isEqualTo(entries.get(499));
        }
    }

    @Test
    void leavesNoListBehindWhereItIsKilledAndTheNextBuildTidiesUp() throws Exception {
        Path list = folder.resolve("known.mgl");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessBuild.class.getName(),
                        list.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        try {
            for (int i = 0; i < 3_000 && draftBytes() < 1 << 20 && process.isAlive(); i++) {
                Thread.sleep(10);
            }
            assertThat(process.isAlive())
                    .as(Files.readString(folder.resolve("output")))
                    .isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
        Files.delete(folder.resolve("output"));
        assertThat(list).doesNotExist();
        assertThat(names()).singleElement().asString().startsWith(".known.mgl.building-");
        Lists.build(list, drawn.entries(10));
        assertThat(names()).containsExactly("known.mgl");
    }

    @Test
    void leavesTheFolderOfAnotherBuildAlone() throws IOException {
        try (HashListBuilder other = begin()) {
            other.add(drawn.entry("a"));
            Lists.build(folder.resolve("known.mgl"), drawn.entries(10));
            assertThat(other.finish(List.of()).entries()).isEqualTo(1);
        }
        assertThat(names()).containsExactly("known.mgl");
    }

    @Test
    void saysWhatToDoWhereTheListCannotLieThere() {
        assertThatThrownBy(() -> HashListBuilder.create(folder.resolve("absent/known.mgl"), Lists.DESCRIPTION))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("absent")
                .hasMessageContaining("create it first");
        assertThatThrownBy(() -> HashListBuilder.create(folder, Lists.DESCRIPTION))
                .hasMessageContaining("is a folder");
    }

    private HashListBuilder begin() throws IOException {
        return HashListBuilder.create(folder.resolve("known.mgl"), Lists.DESCRIPTION);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private long draftBytes() throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(file -> file.endsWith("list")).toList()) {
                bytes = Files.size(file);
            }
        }
        return bytes;
    }

    /// A build that goes on until it is killed.
    static final class EndlessBuild {
        private EndlessBuild() {}

        static void main(String[] arguments) throws IOException {
            Drawn drawn = Drawn.fresh();
            try (HashListBuilder builder = HashListBuilder.create(Path.of(arguments[0]), Lists.DESCRIPTION)) {
                for (long i = 0; i < Long.MAX_VALUE; i++) {
                    builder.add(drawn.entry("entry " + i));
                }
            }
        }
    }
}
