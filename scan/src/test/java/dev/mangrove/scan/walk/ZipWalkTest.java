package dev.mangrove.scan.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.scan.item.RawName;
import dev.mangrove.scan.item.Reason;
import dev.mangrove.testkit.Archives;
import dev.mangrove.testkit.Digests;
import dev.mangrove.testkit.DrawnPicture;
import dev.mangrove.testkit.PictureFiles;
import dev.mangrove.testkit.ZipMember;
import dev.mangrove.testkit.ZipWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// ZIPs: sound, lying, encrypted, damaged.
class ZipWalkTest {

    private static final byte[] PICTURE = PictureFiles.jpeg(DrawnPicture.of(7, 90, 70), 0.9f);
    private static final byte[] OTHER = PictureFiles.png(DrawnPicture.of(8, 60, 50));
    private static final byte[] TEXT = "a harmless line".getBytes(StandardCharsets.UTF_8);

    private final WalkRecorder recorder = new WalkRecorder();

    private static byte[] zip(ZipMember... members) {
        return Archives.build(out -> {
            ZipWriter zip = new ZipWriter(out);
            for (ZipMember member : members) {
                zip.add(member);
            }
            zip.finish();
        });
    }

    private void assertBytes(FoundMember member, byte[] expected) {
        assertThat(WalkRecorder.digests(member).orElseThrow().sha256().toHex()).isEqualTo(Digests.sha256(expected));
    }

    @Test
    void numbersNestedMembersBehindTheirContainerAndTellsOfItAfterThem() {
        byte[] inner = Archives.zip(new TreeMap<>(Map.of("a.jpg", PICTURE, "b.txt", TEXT)));
        byte[] outer = zip(ZipMember.of("inner.zip", inner), ZipMember.of("c.png", OTHER));
        WalkOutcome outcome = recorder.walk(outer, "outer.zip");
        assertThat(outcome).isInstanceOf(WalkOutcome.Complete.class);
        assertThat(recorder.found.stream().map(FoundMember::sequence)).containsExactly(2L, 3L, 1L, 4L);
        assertThat(recorder.found.stream().map(FoundMember::parentSequence)).containsExactly(1L, 1L, 0L, 0L);
        assertBytes(recorder.named("a.jpg"), PICTURE);
        assertBytes(recorder.named("inner.zip"), inner);
        assertThat(recorder.named("a.jpg").state()).isInstanceOf(FoundMember.Pending.class);
    }

    @Test
    void keepsRawNamesAndDuplicates() {
        byte[] latin1 = "caf\u00e9.jpg".getBytes(StandardCharsets.ISO_8859_1);
        recorder.walk(zip(ZipMember.of(latin1, PICTURE), ZipMember.of(latin1, OTHER)), "x.zip");
        assertThat(recorder.found)
                .extracting(FoundMember::name)
                .containsExactly(RawName.of(latin1), RawName.of(latin1));
        assertBytes(recorder.found.get(0), PICTURE);
        assertBytes(recorder.found.get(1), OTHER);
    }

    @Test
    void readsZip64AndDataDescriptorsAndTheTime() {
        recorder.walk(
                zip(
                        ZipMember.of("wide.jpg", PICTURE).asZip64(),
                        ZipMember.of("piped.png", OTHER).withDataDescriptor().modifiedAt(2021, 2, 3, 4, 5, 6)),
                "x.zip");
        assertBytes(recorder.named("wide.jpg"), PICTURE);
        assertBytes(recorder.named("piped.png"), OTHER);
        assertThat(WalkRecorder.notes(recorder.named("piped.png"))).isEmpty();
        assertThat(recorder.named("piped.png").origin().modifiedAt()).contains(Instant.parse("2021-02-03T04:05:06Z"));
    }

    @Test
    void listsEncryptedMembersByName() {
        recorder.walk(
                zip(ZipMember.of("secret.jpg", PICTURE).encrypted("pw"), ZipMember.of("open.jpg", PICTURE)), "x.zip");
        assertThat(WalkRecorder.reason(recorder.named("secret.jpg"))).contains(Reason.ENCRYPTED);
        assertBytes(recorder.named("open.jpg"), PICTURE);
    }

    @Test
    void listsEmptyMembersAndLeavesOutFolders() {
        recorder.walk(
                zip(ZipMember.of("folder/", new byte[0]).stored(), ZipMember.of("none.jpg", new byte[0])), "x.zip");
        assertThat(recorder.found).hasSize(1);
        assertThat(WalkRecorder.reason(recorder.named("none.jpg"))).contains(Reason.EMPTY);
        assertBytes(recorder.named("none.jpg"), new byte[0]);
    }

    @Test
    void readsAFileThatIsNamedLikeAFolder() {
        recorder.walk(zip(ZipMember.of("folder/", PICTURE)), "x.zip");
        assertBytes(recorder.named("folder/"), PICTURE);
    }

    @Test
    void findsMembersThatTheDirectoryLeavesOut() {
        byte[] zip = zip(
                ZipMember.of("a.jpg", PICTURE),
                ZipMember.of("hidden.png", OTHER).unlisted(),
                ZipMember.of("b.txt", TEXT));
        assertThat(recorder.walk(zip, "x.zip").notes()).contains("notInDirectory:1");
        assertBytes(recorder.named("hidden.png"), OTHER);
        assertThat(WalkRecorder.notes(recorder.named("hidden.png"))).contains("notInDirectory");
        assertThat(recorder.found).hasSize(3);
    }

    @Test
    void readsBehindAPrefixAndTheFirstOfTwoZipsInOneFile() {
        byte[] first = zip(ZipMember.of("first.jpg", PICTURE));
        byte[] second = zip(ZipMember.of("second.png", OTHER));
        recorder.walk(joined(first, second), "x.zip");
        assertThat(recorder.found).hasSize(2);
        assertBytes(recorder.named("second.png"), OTHER);
        assertBytes(recorder.named("first.jpg"), PICTURE);
    }

    @Test
    void notesAWrongCheckSumAndMatchesTheBytesNevertheless() {
        recorder.walk(zip(ZipMember.of("a.jpg", PICTURE).declaringCrc(1)), "x.zip");
        assertBytes(recorder.named("a.jpg"), PICTURE);
        assertThat(WalkRecorder.notes(recorder.named("a.jpg"))).contains("crcMismatch");
    }

    @Test
    void tellsWhereTheLocalNameDiffers() {
        recorder.walk(zip(ZipMember.of("a.jpg", PICTURE).withLocalName(new byte[] {'z'})), "x.zip");
        assertThat(WalkRecorder.notes(recorder.named("a.jpg"))).contains("localNameDiffers");
    }

    @Test
    void handsOnTheBeginningOfAPictureThatBreaksOff() {
        byte[] zip = zip(ZipMember.of("a.jpg", PICTURE).stored());
        WalkOutcome outcome = recorder.walk(Arrays.copyOf(zip, 1_000), "x.zip");
        assertThat(outcome).isInstanceOf(WalkOutcome.Incomplete.class);
        FoundMember.Pending pending =
                (FoundMember.Pending) recorder.named("a.jpg").state();
        assertThat(pending.digests()).isEmpty();
        assertThat(pending.notes()).contains("memberTruncated");
        assertThat(pending.brokenOff().orElseThrow().reason()).isEqualTo(Reason.TRUNCATED);
        byte[] kept = ((FoundMember.Inline) pending.content()).bytes();
        assertThat(kept).isEqualTo(Arrays.copyOf(PICTURE, kept.length)).hasSizeGreaterThan(900);
    }

    @Test
    void readsStoredMembersWhoseSizeOnlyTheDescriptorTellsWithoutADirectory() {
        byte[] inner = zip(ZipMember.of("inner.jpg", PICTURE).stored());
        byte[] zip = Archives.build(out -> {
            ZipWriter writer = new ZipWriter(out);
            writer.add(ZipMember.of("in.zip", inner).stored().withDataDescriptor());
            writer.add(ZipMember.of("b.png", OTHER).stored().withDataDescriptor());
            writer.finishWithoutDirectory();
        });
        recorder.walk(zip, "x.zip");
        assertThat(recorder.found).hasSize(3);
        assertBytes(recorder.named("in.zip"), inner);
        assertBytes(recorder.named("inner.jpg"), PICTURE);
        assertBytes(recorder.named("b.png"), OTHER);
    }

    @Test
    void findsTheRestWhereTheDirectoryIsDamagedHalfway() {
        byte[] zip = zip(ZipMember.of("a.jpg", PICTURE), ZipMember.of("b.png", OTHER), ZipMember.of("c.txt", TEXT));
        int second = indexOf(zip, new byte[] {'P', 'K', 1, 2}, indexOf(zip, new byte[] {'P', 'K', 1, 2}, 0) + 1);
        zip[second] = 0;
        WalkOutcome outcome = recorder.walk(zip, "x.zip");
        assertThat(outcome).isInstanceOf(WalkOutcome.Incomplete.class);
        assertThat(recorder.found).hasSize(3);
        assertBytes(recorder.named("b.png"), OTHER);
        assertBytes(recorder.named("c.txt"), TEXT);
    }

    @Test
    void saysThatAPieceOfASplitZipIsOne() {
        byte[] zip = zip(ZipMember.of("a.jpg", PICTURE));
        zip[zip.length - 22 + 4] = 2;
        WalkOutcome outcome = recorder.walk(zip, "x.z02");
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        WalkOutcome.Incomplete.class,
                        incomplete -> assertThat(incomplete.reason()).isEqualTo(Reason.UNSUPPORTED));
        assertBytes(recorder.named("a.jpg"), PICTURE);
    }

    @Test
    void listsAMemberOfAnUnknownMethod() {
        byte[] zip = zip(ZipMember.of("a.jpg", PICTURE), ZipMember.of("b.png", OTHER));
        zip[8] = 97;
        zip[indexOf(zip, new byte[] {'P', 'K', 1, 2}, 0) + 10] = 97;
        recorder.walk(zip, "x.zip");
        assertThat(WalkRecorder.reason(recorder.named("a.jpg"))).contains(Reason.UNSUPPORTED);
        assertBytes(recorder.named("b.png"), OTHER);
    }

    @Test
    void spoolsLargeMembersAndKeepsTheirBytes() throws IOException {
        byte[] large = joined(PICTURE, new byte[6 << 20]);
        WalkLimits limits = WalkLimits.STANDARD;
        new java.util.SplittableRandom(1).nextBytes(large);
        System.arraycopy(PICTURE, 0, large, 0, PICTURE.length);
        recorder.walk(zip(ZipMember.of("large.jpg", large).stored()), "x.zip");
        assertThat(recorder.spooledBytes).isEqualTo(large.length).isGreaterThan(limits.inlineBytesMax());
        assertBytes(recorder.named("large.jpg"), large);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(first);
        out.writeBytes(second);
        return out.toByteArray();
    }

    private static int indexOf(byte[] bytes, byte[] text, int from) {
        for (int i = from; i + text.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + text.length, text, 0, text.length)) {
                return i;
            }
        }
        throw new AssertionError(List.of("not found"));
    }

    @Test
    void aPictureMarkedAsALinkOrAPipeIsReadAllTheSame() {
        for (int mode : new int[] {0120777, 0010600, 0060600}) {
            recorder.found.clear();
            byte[] marked = withUnixMode(zip(ZipMember.of("a.jpg", PICTURE).stored()), mode);
            assertThat(recorder.walk(marked, "x.zip")).isInstanceOf(WalkOutcome.Complete.class);
            assertBytes(recorder.named("a.jpg"), PICTURE);
        }
    }

    @Test
    void aLinkThatHoldsAPathAndADeviceWithoutDataAreListed() {
        byte[] path = "../elsewhere/a.jpg".getBytes(StandardCharsets.UTF_8);
        recorder.walk(withUnixMode(zip(ZipMember.of("link", path)), 0120777), "x.zip");
        recorder.walk(withUnixMode(zip(ZipMember.of("null", new byte[0]).stored()), 0020666), "x.zip");
        assertThat(WalkRecorder.reason(recorder.named("link"))).contains(Reason.SPECIAL_FILE);
        assertThat(WalkRecorder.reason(recorder.named("null"))).contains(Reason.SPECIAL_FILE);
    }

    @Test
    void aWideEndRecordThatNobodyNeedsIsNoDamage() {
        byte[] plain = zip(ZipMember.of("a.jpg", PICTURE), ZipMember.of("b.txt", TEXT));
        int end = plain.length - 22;
        ByteBuffer narrow = ByteBuffer.wrap(plain, end, 22).slice().order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer wide = ByteBuffer.allocate(plain.length + 76).order(ByteOrder.LITTLE_ENDIAN);
        wide.put(plain, 0, end);
        wide.putInt(0x06064b50)
                .putLong(44)
                .putShort((short) 45)
                .putShort((short) 45)
                .putInt(0)
                .putInt(0);
        wide.putLong(2).putLong(2).putLong(narrow.getInt(12)).putLong(narrow.getInt(16));
        wide.putInt(0x07064b50).putInt(0).putLong(end).putInt(1);
        wide.put(plain, end, 22);
        assertThat(recorder.walk(wide.array(), "x.zip")).isInstanceOf(WalkOutcome.Complete.class);
        assertThat(recorder.found).hasSize(2);
    }

    /// Sets the type and permissions in the directory's first record.
    private static byte[] withUnixMode(byte[] zip, int mode) {
        ByteBuffer view = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int directory = view.getInt(zip.length - 6);
        view.put(directory + 5, (byte) 3).putInt(directory + 38, mode << 16);
        return zip;
    }
}
