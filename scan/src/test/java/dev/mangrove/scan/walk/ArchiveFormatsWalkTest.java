package dev.mangrove.scan.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.scan.item.MediaType;
import dev.mangrove.scan.item.Reason;
import dev.mangrove.testkit.Archives;
import dev.mangrove.testkit.Digests;
import dev.mangrove.testkit.DrawnPicture;
import dev.mangrove.testkit.PictureFiles;
import dev.mangrove.testkit.TarWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZMethod;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/// TAR, 7z, RAR and compressed files, written by other programs' writers or byte by byte.
class ArchiveFormatsWalkTest {

    private static final byte[] PICTURE = PictureFiles.jpeg(DrawnPicture.of(11, 90, 70), 0.9f);
    private static final byte[] OTHER = PictureFiles.png(DrawnPicture.of(12, 60, 50));

    private final WalkRecorder recorder = new WalkRecorder();

    private void assertBytes(String name, byte[] expected) {
        assertThat(WalkRecorder.digests(recorder.named(name))
                        .orElseThrow()
                        .sha256()
                        .toHex())
                .isEqualTo(Digests.sha256(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {".tar.gz", ".tar.bz2", ".tar.xz", ".tar.zst", ".tar"})
    void aCompressedTarIsOneContainerWithTheTarsMembers(String suffix) throws IOException {
        byte[] tar = Archives.tar(Map.of("a.jpg", PICTURE));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream to = switch (suffix) {
            case ".tar.gz" -> new java.util.zip.GZIPOutputStream(out);
            case ".tar.bz2" -> new BZip2CompressorOutputStream(out);
            case ".tar.xz" -> new XZOutputStream(out, new LZMA2Options(1));
            case ".tar.zst" -> new com.github.luben.zstd.ZstdOutputStreamNoFinalizer(out);
            default -> out;
        }) {
            to.write(tar);
        }
        assertThat(recorder.walk(out.toByteArray(), "x" + suffix)).isInstanceOf(WalkOutcome.Complete.class);
        assertThat(recorder.found).hasSize(1);
        assertBytes("a.jpg", PICTURE);
    }

    @Test
    void aCompressedFileHasOneMemberNamedWithoutTheSuffix() {
        recorder.walk(Archives.gzip(PICTURE), "folder/photo.jpg.gz");
        assertThat(recorder.found).hasSize(1);
        assertBytes("photo.jpg", PICTURE);
    }

    @Test
    void gzipMembersOneBehindTheOtherAreOneFile() {
        byte[] half = Arrays.copyOf(PICTURE, 1_000);
        byte[] rest = Arrays.copyOfRange(PICTURE, 1_000, PICTURE.length);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Archives.gzip(half));
        out.writeBytes(Archives.gzip(rest));
        assertThat(recorder.walk(out.toByteArray(), "photo.jpg.gz")).isInstanceOf(WalkOutcome.Complete.class);
        assertBytes("photo.jpg", PICTURE);
    }

    @Test
    void tarKeepsLongNamesAndListsLinks() throws IOException {
        String longName = "folder/".repeat(40) + "a.jpg";
        for (int mode : new int[] {TarArchiveOutputStream.LONGFILE_GNU, TarArchiveOutputStream.LONGFILE_POSIX}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
                tar.setLongFileMode(mode);
                TarArchiveEntry entry = new TarArchiveEntry(longName);
                entry.setSize(PICTURE.length);
                tar.putArchiveEntry(entry);
                tar.write(PICTURE);
                tar.closeArchiveEntry();
                TarArchiveEntry link =
                        new TarArchiveEntry("link", org.apache.commons.compress.archivers.tar.TarConstants.LF_SYMLINK);
                link.setLinkName("/etc/passwd");
                tar.putArchiveEntry(link);
                tar.closeArchiveEntry();
            }
            recorder.found.clear();
            assertThat(recorder.walk(out.toByteArray(), "x.tar", MediaType.TAR, WalkLimits.STANDARD))
                    .isInstanceOf(WalkOutcome.Complete.class);
            assertThat(recorder.found).hasSize(2);
            assertBytes(longName, PICTURE);
            assertThat(WalkRecorder.reason(recorder.named("link"))).contains(Reason.SPECIAL_FILE);
        }
    }

    @Test
    void tarGoesOnBehindADamagedHeader() {
        long[] second = new long[1];
        byte[] tar = Archives.build(out -> {
            TarWriter writer = new TarWriter(out);
            writer.file("a.jpg", PICTURE);
            second[0] = writer.position();
            writer.file("b.png", OTHER);
            writer.file("c.jpg", PICTURE);
            writer.finish();
        });
        tar[(int) second[0] + 3] ^= 0x55;
        WalkOutcome outcome = recorder.walk(tar, "x.tar");
        assertThat(outcome).isInstanceOf(WalkOutcome.Incomplete.class);
        assertThat(outcome.notes()).contains("resynchronised:1");
        assertBytes("a.jpg", PICTURE);
        assertBytes("c.jpg", PICTURE);
    }

    @ParameterizedTest
    @EnumSource(
            value = SevenZMethod.class,
            names = {"COPY", "LZMA2", "LZMA", "DEFLATE", "BZIP2"})
    void sevenZip(SevenZMethod method) throws IOException {
        byte[] archive = sevenZip(method, "");
        assertThat(recorder.walk(archive, "x.7z")).isInstanceOf(WalkOutcome.Complete.class);
        assertThat(recorder.found).hasSize(3);
        assertBytes("d/\u1ea3nh.jpg", PICTURE);
        assertBytes("b.png", OTHER);
        assertThat(WalkRecorder.reason(recorder.named("empty"))).contains(Reason.EMPTY);
    }

    @Test
    void sevenZipListsEncryptedMembers() throws IOException {
        recorder.walk(sevenZip(SevenZMethod.LZMA2, "password"), "x.7z");
        assertThat(WalkRecorder.reason(recorder.named("b.png"))).contains(Reason.ENCRYPTED);
    }

    @Test
    void sevenZipDamagedInOneMemberKeepsTheOthers() throws IOException {
        byte[] archive = sevenZip(SevenZMethod.LZMA2, "");
        archive[600] ^= 0x40;
        archive[900] ^= 0x11;
        recorder.walk(archive, "x.7z");
        assertThat(recorder.found).hasSize(3);
        assertBytes("b.png", OTHER);
    }

    private static byte[] sevenZip(SevenZMethod method, String password) throws IOException {
        SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel();
        try (SevenZOutputFile archive = password.isEmpty()
                ? new SevenZOutputFile(channel)
                : new SevenZOutputFile(channel, password.toCharArray())) {
            archive.setContentCompression(method);
            add(archive, "d/\u1ea3nh.jpg", PICTURE);
            add(archive, "b.png", OTHER);
            add(archive, "empty", new byte[0]);
        }
        return Arrays.copyOf(channel.array(), (int) channel.size());
    }

    private static void add(SevenZOutputFile archive, String name, byte[] content) throws IOException {
        SevenZArchiveEntry entry = new SevenZArchiveEntry();
        entry.setName(name);
        archive.putArchiveEntry(entry);
        if (content.length > 0) {
            archive.write(content);
        }
        archive.closeArchiveEntry();
    }

    @Test
    void rarOfVersionFour() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0x52, 0x61, 0x72, 0x21, 0x1a, 0x07, 0x00});
        out.writeBytes(rar4Block(0x73, 0, new byte[6]));
        rar4File(out, "a.jpg", PICTURE, 0x8000);
        rar4File(out, "secret.jpg", PICTURE, 0x8004);
        rar4File(out, "b.png", OTHER, 0x8000);
        out.writeBytes(rar4Block(0x7b, 0x4000, new byte[0]));
        assertThat(recorder.walk(out.toByteArray(), "x.rar")).isInstanceOf(WalkOutcome.Complete.class);
        assertThat(recorder.lines()).hasSize(3);
        assertBytes("a.jpg", PICTURE);
        assertThat(WalkRecorder.reason(recorder.named("secret.jpg"))).contains(Reason.ENCRYPTED);
        assertBytes("b.png", OTHER);
    }

    private static void rar4File(ByteArrayOutputStream out, String name, byte[] content, int flags) {
        CRC32 crc = new CRC32();
        crc.update(content);
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer fields = ByteBuffer.allocate(25 + bytes.length).order(ByteOrder.LITTLE_ENDIAN);
        fields.putInt(content.length).putInt(content.length).put((byte) 3).putInt((int) crc.getValue());
        fields.putInt(0x58a10000).put((byte) 20).put((byte) 0x30).putShort((short) bytes.length);
        fields.putInt(0100644).put(bytes);
        out.writeBytes(rar4Block(0x74, flags, fields.array()));
        out.writeBytes(content);
    }

    private static byte[] rar4Block(int type, int flags, byte[] fields) {
        ByteBuffer block = ByteBuffer.allocate(7 + fields.length).order(ByteOrder.LITTLE_ENDIAN);
        block.putShort((short) 0).put((byte) type).putShort((short) flags).putShort((short) (7 + fields.length));
        block.put(fields);
        CRC32 crc = new CRC32();
        crc.update(block.array(), 2, block.capacity() - 2);
        return block.putShort(0, (short) crc.getValue()).array();
    }

    @Test
    void rarOfVersionFive() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0x52, 0x61, 0x72, 0x21, 0x1a, 0x07, 0x01, 0x00});
        out.writeBytes(rar5Block(new byte[] {1, 0, 0}));
        rar5File(out, "a.jpg", PICTURE);
        rar5File(out, "b.png", OTHER);
        out.writeBytes(rar5Block(new byte[] {5, 0, 0}));
        assertThat(recorder.walk(out.toByteArray(), "x.rar")).isInstanceOf(WalkOutcome.Complete.class);
        assertThat(recorder.lines()).hasSize(2);
        assertBytes("a.jpg", PICTURE);
        assertBytes("b.png", OTHER);
    }

    private static void rar5File(ByteArrayOutputStream out, String name, byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.write(2);
        header.write(2);
        variable(header, content.length);
        header.write(4);
        variable(header, content.length);
        variable(header, 0100644);
        header.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) crc.getValue())
                .array());
        header.write(0);
        header.write(1);
        variable(header, name.length());
        header.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(rar5Block(header.toByteArray()));
        out.writeBytes(content);
    }

    private static byte[] rar5Block(byte[] header) {
        ByteArrayOutputStream sized = new ByteArrayOutputStream();
        variable(sized, header.length);
        sized.writeBytes(header);
        CRC32 crc = new CRC32();
        crc.update(sized.toByteArray());
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) crc.getValue())
                .array());
        block.writeBytes(sized.toByteArray());
        return block.toByteArray();
    }

    private static void variable(ByteArrayOutputStream out, long value) {
        long left = value;
        while (left >= 0x80) {
            out.write((int) (left & 0x7f | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }

    @Test
    void zipWithOtherMethods() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
            Map<Integer, byte[]> packed = Map.of(
                    12, packed(BZip2CompressorOutputStream::new),
                    93, packed(com.github.luben.zstd.ZstdOutputStreamNoFinalizer::new),
                    95, packed(to -> new XZOutputStream(to, new LZMA2Options(1))));
            for (Map.Entry<Integer, byte[]> member : packed.entrySet()) {
                ZipArchiveEntry entry = new ZipArchiveEntry("m" + member.getKey());
                entry.setMethod(member.getKey());
                entry.setSize(PICTURE.length);
                entry.setCompressedSize(member.getValue().length);
                CRC32 crc = new CRC32();
                crc.update(PICTURE);
                entry.setCrc(crc.getValue());
                zip.addRawArchiveEntry(entry, new java.io.ByteArrayInputStream(member.getValue()));
            }
        }
        recorder.walk(out.toByteArray(), "x.zip");
        for (int method : new int[] {12, 93, 95}) {
            assertBytes("m" + method, PICTURE);
            assertThat(WalkRecorder.notes(recorder.named("m" + method))).isEmpty();
        }
    }

    private interface Packing {
        OutputStream of(OutputStream out) throws IOException;
    }

    private static byte[] packed(Packing packing) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream to = packing.of(out)) {
            to.write(PICTURE);
        }
        return out.toByteArray();
    }
}
