package dev.mangrove.scan.capture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mangrove.scan.capture.EvidenceFiles.Kind;
import dev.mangrove.scan.capture.EvidenceFiles.Status;
import dev.mangrove.scan.item.RawName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every way to a capture's files must do.
abstract class EvidenceFilesContract {

    @TempDir
    Path folder;

    abstract EvidenceFiles files();

    @Test
    void tellsOfEveryEntryOnceWithKindSizeAndTime() throws IOException {
        Path file = Files.write(Files.createDirectories(folder.resolve("a/b")).resolve("c.bin"), new byte[12_345]);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2019-05-04T03:02:01.123456789Z")));
        Files.write(folder.resolve("top"), new byte[1]);

        Map<RawName, Status> entries = entries(folder);

        assertThat(entries.keySet().stream().map(RawName::display)).containsExactly("a", "a/b", "a/b/c.bin", "top");
        assertThat(entries.get(RawName.ofText("a/b")).kind()).isEqualTo(Kind.FOLDER);
        Status status = entries.get(RawName.ofText("a/b/c.bin"));
        assertThat(status.kind()).isEqualTo(Kind.FILE);
        assertThat(status.sizeBytes()).isEqualTo(12_345);
        assertThat(Instant.ofEpochSecond(0, status.modifiedAtEpochNanos())).isEqualTo("2019-05-04T03:02:01.123456789Z");
        assertThat(files().status(name(file))).isEqualTo(status);
    }

    @Test
    void namesStayTheBytesThatTheyAre() throws IOException {
        RawName latin1 = RawName.of("caf\u00e9 1.jpg".getBytes(ISO_8859_1));
        RawName vietnamese = RawName.ofText("\u1ea3nh n\u1eaf\u030cng % #?.jpg");
        for (RawName raw : List.of(latin1, vietnamese)) {
            Files.writeString(RawPaths.path(name(folder).resolve(raw)), raw.display());
        }

        Map<RawName, Status> entries = entries(folder);

        assertThat(entries.keySet()).containsExactlyInAnyOrder(latin1, vietnamese);
        for (RawName raw : entries.keySet()) {
            assertThat(new String(read(name(folder).resolve(raw)), java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo(raw.display());
        }
    }

    @Test
    void linksAndSpecialFilesAreListedAndNeverOpened() throws Exception {
        Files.createSymbolicLink(folder.resolve("loop"), folder);
        Files.createSymbolicLink(folder.resolve("dangling"), Path.of("nowhere"));
        assertThat(new ProcessBuilder("mkfifo", folder.resolve("fifo").toString())
                        .start()
                        .waitFor())
                .isZero();
        Map<RawName, Status> entries;
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(folder.resolve("socket")));
            entries = entries(folder);
        }

        assertThat(entries.values().stream().map(Status::kind))
                .containsExactly(Kind.LINK, Kind.SPECIAL, Kind.LINK, Kind.SPECIAL);
        for (RawName raw : entries.keySet()) {
            assertThatThrownBy(() -> files().open(name(folder).resolve(raw)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(raw.display())
                    .hasMessageContaining("not a regular file");
        }
    }

    @Test
    void readsFromAnyPositionAndRefusesToWrite() throws IOException {
        byte[] content = new byte[400_000];
        new java.util.Random(7).nextBytes(content);
        Path file = Files.write(folder.resolve("f"), content);

        assertThat(read(name(file))).isEqualTo(content);
        try (EvidenceFile open = files().open(name(file))) {
            assertThat(open.size()).isEqualTo(content.length);
            ByteBuffer direct = ByteBuffer.allocateDirect(10);
            assertThat(open.position(399_995).read(direct)).isEqualTo(5);
            assertThat(direct.get(4)).isEqualTo(content[399_999]);
            assertThat(open.read(direct)).isEqualTo(-1);
            assertThat(open.position(500_000).read(direct)).isEqualTo(-1);
            assertThatThrownBy(() -> open.write(ByteBuffer.allocate(1)))
                    .isInstanceOf(NonWritableChannelException.class);
            assertThatThrownBy(() -> open.truncate(1)).isInstanceOf(NonWritableChannelException.class);
            Status before = open.status();
            Files.write(file, new byte[3]);
            assertThat(open.status()).isNotEqualTo(before);
        }
    }

    @Test
    void aMissingFileIsNamedWithTheSystemsReason() {
        RawName missing = name(folder).resolve(RawName.ofText("missing"));

        assertThatThrownBy(() -> files().open(missing))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/missing: no such file or folder");
        assertThatThrownBy(() -> files().status(missing)).hasMessageContaining("/missing: no such file or folder");
        assertThatThrownBy(() -> files().realPath(missing)).hasMessageContaining("/missing: no such file or folder");
        assertThatThrownBy(() -> entries(RawPaths.path(missing))).hasMessageContaining("cannot list");
        assertThatThrownBy(() -> files().open(RawName.of(new byte[] {'/', 'a', 0})))
                .hasMessageContaining("zero");
    }

    @Test
    void aRealPathFollowsLinksAsAPersonMeansThem() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real")).toRealPath();
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);

        assertThat(files().realPath(name(link))).isEqualTo(name(real));
    }

    @Test
    void listsTenThousandFilesAndAsManyFolders() throws IOException {
        for (int i = 0; i < 10_000; i++) {
            Files.createFile(folder.resolve("file" + i));
            Files.createDirectory(folder.resolve("folder" + i));
        }

        assertThat(entries(folder)).hasSize(20_000);
    }

    Map<RawName, Status> entries(Path root) throws IOException {
        Map<RawName, Status> entries = new TreeMap<>();
        files().walk(name(root), new EvidenceFiles.Visitor() {
            @Override
            public void entry(RawName path, Status status) {
                assertThat(entries.put(path, status))
                        .as("told of once: " + path)
                        .isNull();
            }

            @Override
            public void unreadable(RawName path, String systemReason) {
                throw new AssertionError("unreadable: " + path + ": " + systemReason);
            }
        });
        return entries;
    }

    byte[] read(RawName path) throws IOException {
        try (EvidenceFile file = files().open(path)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ByteBuffer buffer = ByteBuffer.allocate(300_000);
            while (file.read(buffer) >= 0) {
                bytes.write(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
            return bytes.toByteArray();
        }
    }

    static RawName name(Path path) {
        return RawPaths.rawName(path);
    }
}
