package dev.mangrove.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.testkit.Seed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Web archives that are cut, hit, or lie about lengths: every scan ends, a cut is told of, what lies before the
/// damage is delivered, and so are nearly all intact gzip members behind it.
///
/// `-Dmangrove.warcs=1000` for the full form; see [HostileScanTest] for how.
class DamagedWarcScanTest {

    private static final int WARCS = Integer.getInteger("mangrove.warcs", 200);
    private static final int SOUND = 10;
    private static final double FOUND_AGAIN_MIN = 0.95;

    @TempDir
    Path folder;

    @Test
    void tellsOfTheDamageAndLosesNothingElse() throws Exception {
        Path capture = Files.createDirectory(folder.resolve("capture"));
        List<WarcDamage> warcs = draw(Seed.random("damaged WARCs"));
        for (int i = 0; i < warcs.size(); i++) {
            Files.write(capture.resolve(name(i, warcs)), warcs.get(i).bytes());
        }

        WholeScan scan = WholeScan.run(folder.resolve("workspace"), List.of(), capture);

        assertThat(scan.failures()).isZero();
        assertThat(scan.failedAttempts()).isEmpty();
        scan.requireEveryFile(1, capture);
        List<String> faults = new ArrayList<>();
        int behind = 0;
        int foundAgain = 0;
        for (int i = 0; i < warcs.size(); i++) {
            WarcDamage warc = warcs.get(i);
            String what = name(i, warcs) + ", " + warc.how() + ": ";
            List<WholeScan.Row> rows = scan.of(name(i, warcs));
            Set<String> delivered = rows.stream().map(WholeScan.Row::sha256).collect(Collectors.toSet());
            if (!delivered.containsAll(warc.before())) {
                faults.add(what + "records before the damage are lost: " + rows);
            }
            if (warc.mustTell() && !scan.container(name(i, warcs)).isNotExamined()) {
                faults.add(what + "not told: " + scan.container(name(i, warcs)));
            }
            Set<String> again = new HashSet<>(warc.behind());
            behind += again.size();
            again.retainAll(delivered);
            foundAgain += again.size();
            if (again.size() < warc.behind().size()) {
                System.out.println(what + (warc.behind().size() - again.size()) + " intact members not found again");
            }
        }
        System.out.printf(Locale.ROOT, "%,d of %,d intact members behind damage found again%n", foundAgain, behind);
        assertThat(faults).isEmpty();
        assertThat((double) foundAgain / behind).isGreaterThanOrEqualTo(FOUND_AGAIN_MIN);
    }

    /// Half of them cut; the others hit, with false lengths, or with a cut gzip member.
    private static List<WarcDamage> draw(SplittableRandom random) throws Exception {
        List<WarcDamage.Sound> sound = new ArrayList<>();
        for (int i = 0; i < SOUND; i++) {
            sound.add(WarcDamage.Sound.draw(random, i % 2 == 0));
        }
        List<WarcDamage> warcs = new ArrayList<>();
        for (int i = 0; i < WARCS; i++) {
            WarcDamage.Sound one = sound.get(i / 8 % SOUND);
            warcs.add(
                    switch (i % 8) {
                        case 0, 1, 2, 3 -> one.cut(random);
                        case 4 -> one.flipped(random);
                        case 5 -> one.falseLength(random);
                        case 6 -> one.falseChunk(random);
                        default -> one.memberCut(random);
                    });
        }
        return warcs;
    }

    private static String name(int i, List<WarcDamage> warcs) {
        return String.format("%04d.warc%s", i, warcs.get(i).gzip() ? ".gz" : "");
    }
}
