package dev.mangrove.scan.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.mangrove.scan.item.MediaType;
import dev.mangrove.scan.item.Reason;
import dev.mangrove.testkit.ArchiveBombs;
import dev.mangrove.testkit.Archives;
import dev.mangrove.testkit.DrawnPicture;
import dev.mangrove.testkit.PictureFiles;
import dev.mangrove.testkit.TarWriter;
import dev.mangrove.testkit.ZipMember;
import dev.mangrove.testkit.ZipWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/// Small files that unpack to much: each ends soon, and what stands before the bomb is still found.
class BombWalkTest {

    private static final byte[] PICTURE = PictureFiles.jpeg(DrawnPicture.of(3, 80, 80), 0.9f);
    private static final WalkLimits SMALL_BUDGET = new WalkLimits(1_000_000, 8, 200L << 20, 200, 10L << 20, 4 << 20);
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final WalkRecorder recorder = new WalkRecorder();

    private WalkOutcome walk(byte[] bomb, MediaType type) {
        return assertTimeoutPreemptively(LIMIT, () -> recorder.walk(bomb, "bomb.bin", type, SMALL_BUDGET));
    }

    private interface Packing {
        OutputStream of(OutputStream out) throws IOException;
    }

    private static byte[] zeros(int mebibytes, Packing packing) {
        return Archives.build(out -> {
            try (OutputStream packed = packing.of(out)) {
                for (int i = 0; i < mebibytes; i++) {
                    packed.write(new byte[1 << 20]);
                }
            }
        });
    }

    @Test
    void stopsAStreamOfZerosAtItsRatio() {
        WalkOutcome outcome = walk(ArchiveBombs.gzipOfZeros(4_096), MediaType.GZIP);
        assertThat(outcome).isInstanceOf(WalkOutcome.Incomplete.class);
        assertThat(WalkRecorder.reason(recorder.found.getFirst())).contains(Reason.LIMIT_REACHED);
        assertThat(recorder.bytes).isLessThan(64 << 20);
    }

    @Test
    void stopsZerosOfEveryCompressor() {
        walk(zeros(40, BZip2CompressorOutputStream::new), MediaType.BZIP2);
        walk(zeros(40, out -> new XZOutputStream(out, new LZMA2Options(1))), MediaType.XZ);
        walk(zeros(40, com.github.luben.zstd.ZstdOutputStreamNoFinalizer::new), MediaType.ZSTD);
        assertThat(recorder.found)
                .hasSize(3)
                .allMatch(member -> WalkRecorder.reason(member).equals(java.util.Optional.of(Reason.LIMIT_REACHED)));
        assertThat(recorder.bytes).isLessThan(128 << 20);
    }

    @Test
    void findsThePictureBehindAMemberOfZeros() {
        byte[] bomb = ArchiveBombs.zipOfZeros(2_048);
        byte[] outer = Archives.build(out -> {
            ZipWriter zip = new ZipWriter(out);
            zip.add("a.jpg", PICTURE).add("bomb.zip", bomb).add("b.jpg", PICTURE);
            zip.finish();
        });
        walk(outer, MediaType.ZIP);
        assertThat(recorder.found).hasSize(4);
        assertThat(WalkRecorder.reason(recorder.named("zeros.bin"))).contains(Reason.LIMIT_REACHED);
        assertThat(WalkRecorder.digests(recorder.named("b.jpg"))).isPresent();
    }

    @Test
    void staysWithinTheBudgetOfNestedBytes() {
        WalkOutcome outcome = walk(ArchiveBombs.nestedZips(4, 16, 64), MediaType.ZIP);
        assertThat(outcome).isInstanceOf(WalkOutcome.Complete.class);
        assertThat(recorder.bytes).isLessThan(500 << 20);
    }

    @Test
    void goesNoDeeperThanTheLimit() {
        walk(ArchiveBombs.nestedZips(500, 1, 0), MediaType.ZIP);
        assertThat(recorder.found).hasSize(8);
        assertThat(WalkRecorder.reason(recorder.found.getFirst())).contains(Reason.LIMIT_REACHED);
        assertThat(WalkRecorder.digests(recorder.found.getFirst())).isPresent();
    }

    @Test
    void refusesMembersThatShareTheirBytes() {
        byte[] bomb = ArchiveBombs.overlappingZip(50_000, new byte[9 << 20]);
        walk(bomb, MediaType.ZIP);
        assertThat(recorder.found).hasSize(50_000);
        assertThat(recorder.bytes).isLessThan(1 << 30);
        assertThat(WalkRecorder.reason(recorder.found.getLast())).contains(Reason.LIMIT_REACHED);
        assertThat(WalkRecorder.notes(recorder.found.getLast())).contains("overlapping");
    }

    @Test
    void readsMembersThatALyingDirectoryCovers() {
        byte[] honest = Archives.build(out -> {
            ZipWriter zip = new ZipWriter(out);
            zip.add(ZipMember.of("cover.bin", new byte[] {1, 2, 3}).stored().declaringSize(100_000))
                    .add("a.jpg", PICTURE);
            zip.finish();
        });
        walk(honest, MediaType.ZIP);
        assertThat(WalkRecorder.digests(recorder.named("a.jpg"))).isPresent();
    }

    @Test
    void endsATarOutOfADecompressorThatUnpacksTooFar() {
        byte[] tar = zeroTar(300);
        WalkOutcome outcome = walk(tar, MediaType.GZIP);
        assertThat(outcome).isInstanceOf(WalkOutcome.Incomplete.class);
        assertThat(WalkRecorder.digests(recorder.named("a.jpg"))).isPresent();
        assertThat(WalkRecorder.reason(recorder.named("zeros"))).contains(Reason.LIMIT_REACHED);
        assertThat(recorder.bytes).isLessThan(500L << 20);
    }

    private static byte[] zeroTar(int mebibytes) {
        return Archives.build(out -> {
            try (OutputStream gzip = new java.util.zip.GZIPOutputStream(out)) {
                TarWriter tar = new TarWriter(gzip);
                tar.file("a.jpg", PICTURE);
                tar.fileDeclaring("zeros", new byte[0], (long) mebibytes << 20);
                for (int i = 0; i < mebibytes; i++) {
                    gzip.write(new byte[1 << 20]);
                }
                tar.file("b.jpg", PICTURE);
                tar.finish();
            }
        });
    }

    @Test
    void refusesADictionaryLargerThanTheMemory() throws IOException {
        SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel();
        try (SevenZOutputFile archive = new SevenZOutputFile(channel)) {
            archive.setContentCompression(org.apache.commons.compress.archivers.sevenz.SevenZMethod.LZMA2);
            SevenZArchiveEntry entry = new SevenZArchiveEntry();
            entry.setName("a.jpg");
            archive.putArchiveEntry(entry);
            archive.write(PICTURE);
            archive.closeArchiveEntry();
        }
        byte[] bytes = java.util.Arrays.copyOf(channel.array(), (int) channel.size());
        // The coder's one property byte tells the dictionary: 36 stands for 1 GiB.
        int coder = indexOf(bytes, new byte[] {0x21, 0x21, 1});
        bytes[coder + 3] = 36;
        repairHeader(bytes);
        walk(bytes, MediaType.SEVEN_Z);
        assertThat(WalkRecorder.reason(recorder.named("a.jpg"))).contains(Reason.LIMIT_REACHED);
    }

    private static void repairHeader(byte[] bytes) {
        java.nio.ByteBuffer view = java.nio.ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(bytes, 32 + (int) view.getLong(12), (int) view.getLong(20));
        view.putInt(28, (int) crc.getValue());
        crc.reset();
        crc.update(bytes, 12, 20);
        view.putInt(8, (int) crc.getValue());
    }

    private static int indexOf(byte[] bytes, byte[] text) {
        for (int i = bytes.length - text.length; i >= 0; i--) {
            if (java.util.Arrays.equals(bytes, i, i + text.length, text, 0, text.length)) {
                return i;
            }
        }
        throw new AssertionError("no such coder");
    }

    @Test
    void stopsAtTheLimitOfEntries() {
        byte[] zip = Archives.build(out -> {
            ZipWriter writer = new ZipWriter(out);
            for (int i = 0; i < 2_000; i++) {
                writer.add("m" + i, new byte[] {(byte) i, 1});
            }
            writer.finish();
        });
        WalkOutcome outcome =
                recorder.walk(zip, "many.zip", MediaType.ZIP, new WalkLimits(1_000, 8, 1 << 20, 200, 1 << 20, 4096));
        assertThat(recorder.found).hasSize(1_000);
        assertThat(outcome).isInstanceOf(WalkOutcome.Incomplete.class);
    }

    @Test
    void takesHostileNamesAsTheyAre() {
        walk(ArchiveBombs.zipWithHostileNames(List.of(PICTURE)), MediaType.ZIP);
        assertThat(recorder.found).hasSize(ArchiveBombs.hostileNames().size() + 2);
        recorder.found.clear();
        walk(ArchiveBombs.tarWithHostileNames(List.of(PICTURE)), MediaType.TAR);
        assertThat(recorder.found)
                .hasSizeGreaterThanOrEqualTo(ArchiveBombs.hostileNames().size() + 2);
        assertThat(WalkRecorder.reason(recorder.named("link"))).contains(Reason.SPECIAL_FILE);
    }
}
