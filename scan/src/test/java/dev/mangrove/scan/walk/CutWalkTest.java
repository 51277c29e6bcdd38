package dev.mangrove.scan.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.scan.item.MediaType;
import dev.mangrove.testkit.Archives;
import dev.mangrove.testkit.Digests;
import dev.mangrove.testkit.HttpBody;
import dev.mangrove.testkit.Seed;
import dev.mangrove.testkit.TarWriter;
import dev.mangrove.testkit.WarcWriter;
import dev.mangrove.testkit.ZipMember;
import dev.mangrove.testkit.ZipWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Containers cut at every length, and with bytes changed: every walk ends, and what lies before a cut is
/// delivered. `-Dmangrove.walk.mutations=` sets how many changed containers are tried.
class CutWalkTest {

    private static final int MUTATIONS = Integer.getInteger("mangrove.walk.mutations", 3_000);
    private static final List<byte[]> CONTENTS = contents();

    private static List<byte[]> contents() {
        List<byte[]> contents = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            byte[] content = new byte[150 + 40 * i];
            new SplittableRandom(i).nextBytes(content);
            contents.add(content);
        }
        return contents;
    }

    private record Sample(String name, MediaType type, byte[] bytes, List<Long> ends) {}

    private static Sample zip() {
        List<Long> ends = new ArrayList<>();
        byte[] bytes = Archives.build(out -> {
            ZipWriter zip = new ZipWriter(out);
            for (int i = 0; i < CONTENTS.size(); i++) {
                ZipMember member = ZipMember.of("m" + i, CONTENTS.get(i));
                zip.add(i % 2 == 0 ? member : member.withDataDescriptor());
                ends.add(zip.position());
            }
            zip.finish();
        });
        return new Sample("cut.zip", MediaType.ZIP, bytes, ends);
    }

    private static Sample tar() {
        List<Long> ends = new ArrayList<>();
        byte[] bytes = Archives.build(out -> {
            TarWriter tar = new TarWriter(out);
            for (int i = 0; i < CONTENTS.size(); i++) {
                tar.file("m" + i, CONTENTS.get(i));
                ends.add(tar.position());
            }
            tar.finish();
        });
        return new Sample("cut.tar", MediaType.TAR, bytes, ends);
    }

    private static Sample tarGz() {
        return new Sample("cut.tar.gz", MediaType.GZIP, Archives.gzip(tar().bytes()), List.of());
    }

    private static Sample warc(boolean gzip) {
        List<Long> ends = new ArrayList<>();
        byte[] bytes = Archives.build(out -> {
            WarcWriter warc = new WarcWriter(out, gzip, 3);
            for (int i = 0; i < CONTENTS.size(); i++) {
                HttpBody body = HttpBody.of("a/b", CONTENTS.get(i));
                warc.response("http://x.onion/m" + i, "2024-01-01T00:00:00Z", i % 2 == 0 ? body : body.chunked());
                ends.add(warc.position());
            }
        });
        return new Sample(gzip ? "cut.warc.gz" : "cut.warc", MediaType.WARC, bytes, ends);
    }

    private static void forEachSample(Consumer<Sample> check) {
        for (Sample sample : List.of(zip(), tar(), tarGz(), warc(false), warc(true))) {
            check.accept(sample);
        }
    }

    private static Set<String> digests(WalkRecorder recorder) {
        return recorder.found.stream()
                .flatMap(member -> WalkRecorder.digests(member).stream())
                .map(found -> found.sha256().toHex())
                .collect(Collectors.toSet());
    }

    @Test
    void aCutAtEveryLengthDeliversWhatLiesBeforeIt() {
        forEachSample(sample -> {
            int step = sample.type() == MediaType.TAR ? 7 : 1;
            for (int length = 0; length < sample.bytes().length; length += step) {
                WalkRecorder recorder = new WalkRecorder();
                WalkOutcome outcome = recorder.walk(
                        Arrays.copyOf(sample.bytes(), length), sample.name(), sample.type(), WalkLimits.STANDARD);
                Set<String> digests = digests(recorder);
                boolean atBorder = length == 0 || hasEndMark(sample, length);
                for (int i = 0; i < sample.ends().size(); i++) {
                    if (sample.ends().get(i) <= length) {
                        assertThat(digests)
                                .as(sample.name() + " cut to " + length + ": " + outcome)
                                .contains(Digests.sha256(CONTENTS.get(i)));
                    }
                    // Between two records nothing is missing; the line ends between them are no loss either.
                    atBorder |= sample.type() == MediaType.WARC
                            && length <= sample.ends().get(i)
                            && length >= sample.ends().get(i) - 4;
                }
                if (!atBorder) {
                    assertThat(outcome)
                            .as(sample.name() + " cut to " + length)
                            .isInstanceOf(WalkOutcome.Incomplete.class);
                }
            }
        });
    }

    private static boolean hasEndMark(Sample sample, int length) {
        return sample.type() == MediaType.TAR
                && length % 512 == 0
                && length >= sample.ends().getLast() + 512;
    }

    @Test
    void changedBytesNeverEndInAnythingButAnOutcome() {
        SplittableRandom random = Seed.random("changed containers");
        List<Sample> samples = List.of(zip(), tar(), tarGz(), warc(false), warc(true));
        for (int i = 0; i < MUTATIONS; i++) {
            Sample sample = samples.get(i % samples.size());
            byte[] changed = sample.bytes().clone();
            int changes = 1 + random.nextInt(8);
            for (int c = 0; c < changes; c++) {
                changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(255));
            }
            WalkRecorder recorder = new WalkRecorder();
            assertThat(recorder.walk(changed, sample.name(), sample.type(), WalkLimits.STANDARD))
                    .isNotNull();
            assertThat(recorder.bytes).isLessThan(1 << 30);
        }
    }
}
