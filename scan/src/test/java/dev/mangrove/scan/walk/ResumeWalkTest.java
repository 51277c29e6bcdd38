package dev.mangrove.scan.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.scan.item.MediaType;
import dev.mangrove.scan.item.Reason;
import dev.mangrove.testkit.Archives;
import dev.mangrove.testkit.DrawnPicture;
import dev.mangrove.testkit.HttpBody;
import dev.mangrove.testkit.PictureFiles;
import dev.mangrove.testkit.Seed;
import dev.mangrove.testkit.WarcWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// An interrupted walk goes on: what is left keeps its numbers, and nothing is told twice.
class ResumeWalkTest {

    private static byte[] mixed(String inner) {
        Map<String, byte[]> members = new LinkedHashMap<>();
        for (int i = 0; i < 6; i++) {
            members.put(inner + i + ".jpg", PictureFiles.jpeg(DrawnPicture.of(i, 40, 40), 0.8f));
            members.put(inner + i + ".txt", ("text " + i).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        if (inner.length() < 4) {
            members.put(inner + "n.zip", mixed(inner + "z"));
            members.put(inner + "n.tar", Archives.tar(Map.of("t.txt", mixed("yyyy"))));
            members.put(inner + "n.tar.gz", Archives.gzip(Archives.tar(Map.of("g.zip", mixed("xxxx")))));
        }
        members.put(inner + "last.gif", "GIF89a--".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        return Archives.zip(members);
    }

    private static byte[] warc() {
        return Archives.build(out -> {
            WarcWriter warc = new WarcWriter(out, true, 5);
            for (int i = 0; i < 8; i++) {
                byte[] body = i % 3 == 0 ? mixed("w") : PictureFiles.png(DrawnPicture.of(i, 50, 50));
                warc.response("http://x.onion/" + i, "2024-01-01T00:00:00Z", HttpBody.of("a/b", body));
            }
        });
    }

    @Test
    void theRestKeepsItsNumbersWhateverWasDone() {
        SplittableRandom random = Seed.random("resumed walks");
        for (byte[] container :
                List.of(mixed("a"), Archives.gzip(Archives.tar(Map.of("in.zip", mixed("b")))), warc())) {
            WalkRecorder whole = new WalkRecorder();
            whole.walk(container, "evidence");
            assertThat(whole.found.stream().map(FoundMember::sequence)).doesNotHaveDuplicates();
            for (int i = 0; i < 20; i++) {
                WalkRecorder rest = new WalkRecorder();
                int told = random.nextInt(whole.found.size() + 1);
                whole.found.subList(0, told).forEach(member -> rest.done.add(member.sequence()));
                rest.walk(container, "evidence");
                assertThat(rest.lines()).isEqualTo(whole.lines().subList(told, whole.found.size()));
            }
        }
    }

    @Test
    void aPoisonousMemberIsToldOfUnreadAndTheRestFollowsFarBehind() {
        WalkLimits limits = new WalkLimits(1_000, 8, 1L << 30, 200, 10L << 20, 4 << 20);
        WalkRecorder whole = new WalkRecorder();
        whole.walk(mixed("a"), "evidence", MediaType.ZIP, limits);
        for (int i = 0; i < whole.found.size(); i += 5) {
            FoundMember killer = whole.found.get(i);
            // It killed after everything before it, its own members included, was told of.
            List<FoundMember> before = whole.found.subList(0, i);
            WalkRecorder second = new WalkRecorder();
            before.forEach(member -> second.done.add(member.sequence()));
            second.poison.add(killer.sequence());
            second.walk(mixed("a"), "evidence", MediaType.ZIP, limits);
            assertThat(second.found.getFirst().sequence()).isEqualTo(killer.sequence());
            assertThat(WalkRecorder.reason(second.found.getFirst())).contains(Reason.WORKER_DIED);
            List<FoundMember> behind = second.found.subList(1, second.found.size());
            assertThat(behind.stream().map(FoundMember::name))
                    .isEqualTo(whole.found.subList(i + 1, whole.found.size()).stream()
                            .map(FoundMember::name)
                            .toList());
            assertThat(behind).allMatch(member -> member.sequence() > 1_000 || isAround(member, killer));

            WalkRecorder third = new WalkRecorder();
            third.poison.add(killer.sequence());
            third.done.addAll(second.done);
            second.found.forEach(member -> third.done.add(member.sequence()));
            third.walk(mixed("a"), "evidence", MediaType.ZIP, limits);
            assertThat(third.found).isEmpty();
        }
    }

    /// A container that holds the killer took its own number before.
    private static boolean isAround(FoundMember member, FoundMember killer) {
        return member.sequence() < killer.sequence();
    }
}
