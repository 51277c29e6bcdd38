package dev.mangrove.scan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mangrove.scan.ScanProgress.Snapshot;
import dev.mangrove.scan.capture.RawPaths;
import dev.mangrove.scan.item.RawName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The coordinator, with workers that do what the capture's texts tell them.
class ScanTest {

    @TempDir
    Path folder;

    @Test
    void findsTheSameItemsWithOneWorkerAndWithFour() throws Exception {
        Path capture = Captured.draw(Files.createDirectory(folder.resolve("capture")), 600);
        Files.writeString(capture.resolve("bad"), "die");

        ScanEnd one = Captured.scan(Captured.request(capture, folder.resolve("one"), 1));
        ScanEnd four = Captured.scan(Captured.request(capture, folder.resolve("four"), 4));

        assertThat(one.summary().resultDigest()).isEqualTo(four.summary().resultDigest());

        List<String> items = Captured.items(folder.resolve("one"));
        assertThat(items).hasSize(601).isEqualTo(Captured.items(folder.resolve("four")));
        assertThat(items.getFirst()).contains("626164 0 null bad notExamined workerDied");
    }

    @Test
    void everyNameAndEveryKindOfFileIsAnItem() throws Exception {
        Path capture = Files.createDirectory(folder.resolve("capture"));
        RawName latin1 = RawName.of("\u00e9t\u00e9.jpg".getBytes(ISO_8859_1));
        RawName vietnamese = RawName.ofText("\u1ea3nh.jpg");
        for (RawName name : List.of(latin1, vietnamese)) {
            Files.writeString(RawPaths.path(RawPaths.rawName(capture).resolve(name)), "text");
        }
        Files.createSymbolicLink(capture.resolve("loop"), capture);
        assertThat(new ProcessBuilder("mkfifo", capture.resolve("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();
        FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
        Path aged = Files.writeString(capture.resolve("aged"), "text");
        Files.getFileAttributeView(aged, java.nio.file.attribute.BasicFileAttributeView.class)
                .setTimes(old, old, null);

        ScanEnd end = Captured.scan(Captured.request(capture, folder.resolve("workspace"), 2));

        List<String> items = Captured.items(folder.resolve("workspace"));
        assertThat(items).hasSize(5);
        assertThat(items)
                .anyMatch(line -> line.startsWith(
                        HexFormat.of().formatHex(latin1.bytes()) + " 0 null \\xE9t\\xE9.jpg digestsOnly"));
        assertThat(items).anyMatch(line -> line.contains(" \u1ea3nh.jpg digestsOnly"));
        assertThat(items)
                .filteredOn(line -> line.contains("notExamined specialFile"))
                .hasSize(2);
        assertThat(end.accessTimesKept()).isTrue();
        assertThat(((FileTime) Files.getAttribute(aged, "lastAccessTime")).to(TimeUnit.MICROSECONDS))
                .isEqualTo(old.to(TimeUnit.MICROSECONDS));
    }

    @Test
    void aSecondRunExaminesOnlyWhatIsNewAndTellsWhatChanged() throws Exception {
        Path capture = Captured.draw(Files.createDirectory(folder.resolve("capture")), 30);
        Path workspace = folder.resolve("workspace");
        Captured.scan(Captured.request(capture, workspace, 2));
        List<String> before = Captured.items(workspace);
        Files.writeString(capture.resolve("d0/file0"), "changed since");
        Files.delete(capture.resolve("d1/file1"));
        Files.writeString(capture.resolve("new"), "new");
        List<Snapshot> seen = Collections.synchronizedList(new ArrayList<>());

        ScanEnd end = new Scan(Captured.request(capture, workspace, 2), seen::add, Captured.WORKER).run();

        assertThat(end.changedFiles()).isEqualTo(1);
        assertThat(end.missingFiles()).isEqualTo(1);
        assertThat(Captured.items(workspace)).hasSize(31).containsAll(before);
        assertThat(seen.getLast().itemsNow()).isEqualTo(1);
        assertThat(seen.getLast().items()).isEqualTo(31);
        assertThat(Captured.events(workspace))
                .anyMatch(event -> event.startsWith("captureChanged ")
                        && event.contains("d0/file0")
                        && event.contains("d1/file1"));
    }

    @Test
    void aStoppedScanGoesOn() throws Exception {
        Path capture = Captured.draw(Files.createDirectory(folder.resolve("capture")), 2000);
        Path workspace = folder.resolve("workspace");
        Scan[] scan = new Scan[1];
        scan[0] = new Scan(
                Captured.request(capture, workspace, 2),
                snapshot -> {
                    if (snapshot.itemsNow() > 0 && snapshot.phase() == ScanProgress.Phase.EXAMINING) {
                        Thread.startVirtualThread(scan[0]::stop);
                    }
                },
                Captured.WORKER);

        assertThatThrownBy(scan[0]::run)
                .isInstanceOfSatisfying(
                        ScanException.class, e -> assertThat(e.kind()).isEqualTo(ScanException.Kind.STOPPED));

        int done = Captured.items(workspace).size();
        assertThat(done).isBetween(1, 1999);
        Captured.scan(Captured.request(capture, workspace, 2));
        assertThat(Captured.items(workspace)).hasSize(2000);
    }

    @Test
    void refusesWhatMakesNoSense() throws IOException {
        Path capture = Captured.draw(Files.createDirectory(folder.resolve("capture")), 1);
        Path workspace = folder.resolve("workspace");
        refused(Captured.request(folder.resolve("missing"), workspace, 1), "missing: no such file or folder");
        refused(Captured.request(Path.of("/dev/null"), workspace, 1), "is a device");
        refused(Captured.request(capture, capture.resolve("workspace"), 1), "lies within the capture");
        refused(Captured.request(capture, capture, 1), "is also the workspace");
        refused(Captured.request(capture.resolve("d0"), capture, 1), "lies within the workspace");
        refused(Captured.request(capture, workspace, 0), "workers must be 1 to");
        Path link = Files.createSymbolicLink(folder.resolve("link"), capture);
        refused(Captured.request(link, capture.resolve("sub/workspace"), 1), "lies within the capture");
        ScanRequest twice = Captured.request(capture, workspace, 1);
        refused(
                new ScanRequest(
                        List.of(
                                twice.captures().getFirst(),
                                new ScanRequest.Capture(RawPaths.rawName(capture.resolve("d0")), Optional.empty())),
                        List.of(),
                        List.of(),
                        workspace,
                        31,
                        1,
                        10,
                        64,
                        1_000),
                "lies within the capture");
        Path notAList = Files.writeString(folder.resolve("list.mgl"), "no list");
        refused(
                new ScanRequest(twice.captures(), List.of(notAList), List.of(), workspace, 31, 1, 10, 64, 1_000),
                "list.mgl");
        assertThat(workspace).doesNotExist();
    }

    private static void refused(ScanRequest request, String message) {
        assertThatThrownBy(() -> Captured.scan(request))
                .isInstanceOfSatisfying(
                        ScanException.class, e -> assertThat(e.kind()).isEqualTo(ScanException.Kind.WRONG_USE))
                .hasMessageContaining(message);
    }
}
