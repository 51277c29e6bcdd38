package dev.mangrove.scan.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.scan.item.ItemOrigin.WebOrigin;
import dev.mangrove.scan.item.MediaType;
import dev.mangrove.scan.item.RawName;
import dev.mangrove.scan.item.Reason;
import dev.mangrove.testkit.Archives;
import dev.mangrove.testkit.Digests;
import dev.mangrove.testkit.DrawnPicture;
import dev.mangrove.testkit.HttpBody;
import dev.mangrove.testkit.HttpBody.Coding;
import dev.mangrove.testkit.PictureFiles;
import dev.mangrove.testkit.Seed;
import dev.mangrove.testkit.WarcWriter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Web archives: every kind of record, plain and with a gzip member each, sound, lying and damaged.
class WarcWalkTest {

    private static final byte[] PICTURE = PictureFiles.jpeg(DrawnPicture.of(5, 90, 70), 0.9f);
    private static final byte[] OTHER = PictureFiles.png(DrawnPicture.of(6, 40, 60));
    private static final String DATE = "2024-05-06T07:08:09Z";

    private final WalkRecorder recorder = new WalkRecorder();

    private interface Records {
        void to(WarcWriter warc) throws java.io.IOException;
    }

    private static byte[] warc(boolean gzip, Records records) {
        return Archives.build(out -> records.to(new WarcWriter(out, gzip, 1)));
    }

    private WalkOutcome walk(byte[] warc) {
        return recorder.walk(warc, "site.warc", MediaType.WARC, WalkLimits.STANDARD);
    }

    private WebOrigin web(String uri) {
        return recorder.named(uri).origin().web().orElseThrow();
    }

    private void assertBytes(String name, byte[] expected) {
        assertThat(WalkRecorder.digests(recorder.named(name))
                        .orElseThrow()
                        .sha256()
                        .toHex())
                .isEqualTo(Digests.sha256(expected));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void takesTheContentOutOfEveryKindOfRecord(boolean gzip) {
        byte[] warc = warc(gzip, writer -> {
            writer.info("test");
            String plain = writer.response("http://x.onion/plain.jpg", DATE, HttpBody.of("image/jpeg", PICTURE));
            writer.request("http://x.onion/plain.jpg", DATE, "http://x.onion/page.html", plain);
            writer.response(
                    "http://x.onion/chunked.jpg",
                    DATE,
                    HttpBody.of("image/jpeg", PICTURE).chunked());
            writer.response(
                    "http://x.onion/both.png",
                    DATE,
                    HttpBody.of("image/png", OTHER).compressed().chunked());
            writer.response(
                    "http://x.onion/brotli.png",
                    DATE,
                    HttpBody.of("image/png", OTHER).coded(Coding.BROTLI).chunked());
            writer.response(
                    "http://x.onion/not-brotli.png",
                    DATE,
                    HttpBody.of("image/png", OTHER).coded(Coding.FALSELY_BROTLI));
            writer.resource("http://x.onion/resource.png", DATE, "image/png", OTHER);
            writer.conversion("http://x.onion/conversion.png", DATE, "image/png", OTHER, plain);
            writer.revisit(
                    "http://x.onion/again.jpg",
                    DATE,
                    HttpBody.of("image/jpeg", PICTURE),
                    plain,
                    "http://x.onion/plain.jpg");
            writer.responseWithFalseDigest("http://x.onion/false.jpg", DATE, HttpBody.of("image/jpeg", PICTURE));
        });
        assertThat(walk(warc)).isInstanceOf(WalkOutcome.Complete.class);
        assertThat(recorder.found).hasSize(9);
        assertBytes("http://x.onion/plain.jpg", PICTURE);
        assertBytes("http://x.onion/chunked.jpg", PICTURE);
        assertBytes("http://x.onion/both.png", OTHER);
        assertBytes("http://x.onion/brotli.png", OTHER);
        assertBytes("http://x.onion/not-brotli.png", OTHER);
        assertThat(WalkRecorder.notes(recorder.named("http://x.onion/not-brotli.png")))
                .contains("contentCodingAbsent");
        assertBytes("http://x.onion/resource.png", OTHER);
        assertBytes("http://x.onion/conversion.png", OTHER);
        WebOrigin plain = web("http://x.onion/plain.jpg");
        assertThat(plain.uri()).isEqualTo("http://x.onion/plain.jpg");
        assertThat(plain.capturedAt()).contains(Instant.parse(DATE));
        assertThat(plain.recordType()).isEqualTo("response");
        assertThat(plain.httpStatus()).contains(200);
        assertThat(plain.page()).contains("http://x.onion/page.html");
        assertThat(plain.payloadDigest()).contains("agrees");
        assertThat(web("http://x.onion/false.jpg").payloadDigest()).contains("differs");
        assertThat(web("http://x.onion/again.jpg").refersTo()).isPresent();
        assertThat(WalkRecorder.reason(recorder.named("http://x.onion/again.jpg")))
                .contains(Reason.EMPTY);
        assertThat(WalkRecorder.notes(recorder.named("http://x.onion/again.jpg")))
                .contains("revisit");
    }

    /// Whose first bytes hide what it is: it is taken for one compressed file, until that proves damaged.
    @ParameterizedTest
    @ValueSource(ints = {10, 14, 30, 60, 100})
    void goesOnBehindADamagedFirstRecord(int place) {
        byte[] warc = warc(true, writer -> {
            writer.info("a first record that will be damaged");
            writer.response("http://x.onion/a.jpg", DATE, HttpBody.of("image/jpeg", PICTURE));
            writer.resource("http://x.onion/b.png", DATE, "image/png", OTHER);
        });
        for (int i = 0; i < 4; i++) {
            warc[place + i] ^= (byte) 0xA5;
        }

        WalkOutcome outcome = recorder.walk(warc, "site.warc.gz", MediaType.GZIP, WalkLimits.STANDARD);

        assertThat(outcome).isInstanceOf(WalkOutcome.Incomplete.class);
        assertBytes("http://x.onion/a.jpg", PICTURE);
        assertBytes("http://x.onion/b.png", OTHER);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDirtyUriStopsNothing(boolean gzip) {
        byte[] record = record("http://x.onion/caf\u00e9 |{}<>\u0001.jpg", PICTURE.length, PICTURE);
        byte[] warc = gzip ? Archives.gzip(record) : record;
        assertThat(walk(warc)).isInstanceOf(WalkOutcome.Complete.class);
        assertThat(recorder.found.getFirst().name())
                .isEqualTo(
                        RawName.of("http://x.onion/caf\u00e9 |{}<>\u0001.jpg".getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static byte[] record(String uri, long contentLength, byte[] block) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String head = "WARC/1.1\r\nWARC-Type: resource\r\nWARC-Target-URI: " + uri + "\r\nWARC-Date: " + DATE
                + "\r\nContent-Type: image/jpeg\r\nContent-Length: " + contentLength + "\r\n\r\n";
        out.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(block);
        out.writeBytes("\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aWrongLengthIsFoundOutAndHealed(boolean gzip) {
        for (long wrongBy : List.of(-8L, -1L, 1L, 4L, -100L, 100L, 5_000L, 1_000_000_000L)) {
            WalkRecorder each = new WalkRecorder();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (byte[] record : List.of(
                    record("http://a/", PICTURE.length, PICTURE),
                    record("http://b/", OTHER.length + wrongBy, OTHER),
                    record("http://c/", PICTURE.length, PICTURE))) {
                out.writeBytes(gzip ? Archives.gzip(record) : record);
            }
            WalkOutcome outcome = each.walk(out.toByteArray(), "x.warc", MediaType.WARC, WalkLimits.STANDARD);
            assertThat(outcome.notes()).as("wrong by " + wrongBy).contains("contentLengthWrong:1");
            assertThat(each.found).as("wrong by " + wrongBy).hasSize(3);
            assertThat(each.found.stream()
                            .map(member -> WalkRecorder.digests(member)
                                    .orElseThrow()
                                    .sha256()
                                    .toHex()))
                    .as("wrong by " + wrongBy)
                    .containsExactly(Digests.sha256(PICTURE), Digests.sha256(OTHER), Digests.sha256(PICTURE));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void chunkedLiesEndInTheMemberAlone(boolean gzip) {
        String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n";
        byte[] absent = (head + "GIF89a is what it is").getBytes(StandardCharsets.US_ASCII);
        byte[] endless = (head + "fffffff\r\nshort").getBytes(StandardCharsets.US_ASCII);
        byte[] broken = (head + "2\r\nxy\r\nzz\r\n").getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int i = 0;
        for (byte[] body : List.of(absent, endless, broken)) {
            byte[] record = new String(record("http://" + i++ + "/", body.length, body), StandardCharsets.ISO_8859_1)
                    .replace("resource", "response")
                    .replace("Content-Type: image/jpeg", "Content-Type: application/http; msgtype=response")
                    .getBytes(StandardCharsets.ISO_8859_1);
            out.writeBytes(gzip ? Archives.gzip(record) : record);
        }
        byte[] last = record("http://last/", PICTURE.length, PICTURE);
        out.writeBytes(gzip ? Archives.gzip(last) : last);
        assertThat(walk(out.toByteArray())).isInstanceOf(WalkOutcome.Complete.class);
        assertThat(recorder.found).hasSize(4);
        assertBytes("http://last/", PICTURE);
        assertBytes("http://0/", "GIF89a is what it is".getBytes(StandardCharsets.US_ASCII));
        assertThat(WalkRecorder.reason(recorder.named("http://1/"))).contains(Reason.TRUNCATED);
        assertThat(WalkRecorder.reason(recorder.named("http://2/"))).contains(Reason.DAMAGED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aContentCodingThatUnpacksTooFarIsStopped(boolean gzip) {
        byte[] bomb = dev.mangrove.testkit.ArchiveBombs.gzipOfZeros(512);
        byte[] message = ("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + bomb.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.writeBytes(message);
        block.writeBytes(bomb);
        byte[] record = new String(
                        record("http://bomb/", block.size(), block.toByteArray()), StandardCharsets.ISO_8859_1)
                .replaceFirst("resource", "response")
                .replaceFirst("image/jpeg", "application/http")
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] last = record("http://last/", PICTURE.length, PICTURE);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(gzip ? Archives.gzip(record) : record);
        out.writeBytes(gzip ? Archives.gzip(last) : last);
        walk(out.toByteArray());
        assertThat(WalkRecorder.reason(recorder.named("http://bomb/"))).contains(Reason.LIMIT_REACHED);
        assertBytes("http://last/", PICTURE);
        assertThat(recorder.bytes).isLessThan(200 << 20);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void findsNearlyEveryIntactRecordBehindDamage(boolean gzip) {
        SplittableRandom random = Seed.random("damaged web archives");
        int intact = 0;
        int found = 0;
        for (int i = 0; i < 150; i++) {
            List<Long> starts = new ArrayList<>();
            byte[] warc = warc(gzip, writer -> {
                for (int r = 0; r < 12; r++) {
                    starts.add(writer.position());
                    byte[] content = new byte[600];
                    new SplittableRandom(r).nextBytes(content);
                    writer.response("http://x.onion/" + r, DATE, HttpBody.of("a/b", content));
                }
                starts.add(writer.position());
            });
            int at = random.nextInt(warc.length);
            for (int c = 0; c < 1 + random.nextInt(8); c++) {
                warc[Math.min(warc.length - 1, at + c)] ^= (byte) (1 + random.nextInt(255));
            }
            WalkRecorder each = new WalkRecorder();
            each.walk(warc, "x.warc", MediaType.WARC, WalkLimits.STANDARD);
            Set<String> digests = each.found.stream()
                    .flatMap(member -> WalkRecorder.digests(member).stream())
                    .map(digest -> digest.sha256().toHex())
                    .collect(Collectors.toSet());
            for (int r = 0; r < 12; r++) {
                boolean damaged = at + 8 >= starts.get(r) && at < starts.get(r + 1);
                byte[] content = new byte[600];
                new SplittableRandom(r).nextBytes(content);
                if (!damaged) {
                    intact++;
                    found += digests.contains(Digests.sha256(content)) ? 1 : 0;
                }
            }
        }
        assertThat((double) found / intact).isGreaterThan(0.99);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bz2", "zst", "gz"})
    void readsAWebArchiveThatIsCompressedAsAWhole(String how) throws Exception {
        byte[] warc = warc(false, writer -> {
            writer.response("http://a/", DATE, HttpBody.of("image/jpeg", PICTURE));
            writer.response("http://b/", DATE, HttpBody.of("image/png", OTHER));
        });
        byte[] packed = Archives.build(out -> {
            try (var to = switch (how) {
                case "bz2" -> new org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream(out);
                case "zst" -> new com.github.luben.zstd.ZstdOutputStreamNoFinalizer(out);
                default -> new java.util.zip.GZIPOutputStream(out);
            }) {
                to.write(warc);
            }
        });
        assertThat(recorder.walk(packed, "x.warc." + how)).isInstanceOf(WalkOutcome.Complete.class);
        assertThat(recorder.found).hasSize(2);
        assertBytes("http://a/", PICTURE);
        assertBytes("http://b/", OTHER);
    }
}
