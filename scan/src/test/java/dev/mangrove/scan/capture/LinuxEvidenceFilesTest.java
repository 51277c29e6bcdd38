package dev.mangrove.scan.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.scan.capture.EvidenceFiles.Kind;
import dev.mangrove.scan.capture.EvidenceFiles.Status;
import dev.mangrove.scan.item.RawName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// What the foreign-function calls add: access times, and paths that one system call does not take.
@EnabledOnOs(OS.LINUX)
class LinuxEvidenceFilesTest extends EvidenceFilesContract {

    @Override
    EvidenceFiles files() {
        return new LinuxEvidenceFiles();
    }

    @Test
    void isTheSystemsOwnOnThisSystem() {
        assertThat(EvidenceFiles.system()).isInstanceOf(LinuxEvidenceFiles.class);
    }

    @Test
    void accessTimesOfTwoDayOldFilesAndFoldersDoNotChange() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Path file = Files.write(inner.resolve("f"), new byte[100]);
        FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
        for (Path path : List.of(file, inner, folder)) {
            Files.getFileAttributeView(path, java.nio.file.attribute.BasicFileAttributeView.class)
                    .setTimes(old, old, null);
        }

        entries(folder);
        read(name(file));

        for (Path path : List.of(file, inner, folder)) {
            assertThat(((FileTime) Files.getAttribute(path, "lastAccessTime")).to(TimeUnit.MICROSECONDS))
                    .as(path.toString())
                    .isEqualTo(old.to(TimeUnit.MICROSECONDS));
        }
        try (EvidenceFile open = files().open(name(file))) {
            assertThat(open.keepsAccessTime()).isTrue();
        }
    }

    /// 3,000 folders deep, each with a long name: the path is far longer than a system call takes.
    @Test
    void walksAndOpensWhatLiesThousandsOfFoldersDeep() throws Exception {
        String long200 = "n".repeat(200);
        Process builder = new ProcessBuilder(
                        "python3",
                        "-c",
                        "import os\nfor i in range(3000):\n os.mkdir('" + long200 + "'); os.chdir('" + long200
                                + "')\nopen('deep', 'w').write('found')")
                .directory(folder.toFile())
                .start();
        assertThat(builder.waitFor()).isZero();
        try {
            List<RawName> found = new ArrayList<>();
            Map<Kind, Integer> kinds = new java.util.EnumMap<>(Kind.class);
            files().walk(name(folder), new EvidenceFiles.Visitor() {
                @Override
                public void entry(RawName path, Status status) {
                    kinds.merge(status.kind(), 1, Integer::sum);
                    if (status.kind() == Kind.FILE) {
                        found.add(path);
                    }
                }

                @Override
                public void unreadable(RawName path, String systemReason) {
                    throw new AssertionError(systemReason);
                }
            });

            assertThat(kinds).containsEntry(Kind.FOLDER, 3000).containsEntry(Kind.FILE, 1);
            RawName deep = name(folder).resolve(found.getFirst());
            assertThat(deep.length()).isGreaterThan(600_000);
            assertThat(read(deep)).asString().isEqualTo("found");
            assertThat(files().status(deep).sizeBytes()).isEqualTo(5);
        } finally {
            // The test framework cannot delete what it cannot name.
            new ProcessBuilder("rm", "-rf", long200)
                    .directory(folder.toFile())
                    .start()
                    .waitFor();
        }
    }
}
