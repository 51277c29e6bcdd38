package dev.mangrove.scan.match;

import static dev.mangrove.scan.workspace.DrawnItems.digests;
import static dev.mangrove.scan.workspace.DrawnItems.file;
import static dev.mangrove.scan.workspace.DrawnItems.hash;
import static dev.mangrove.scan.workspace.DrawnItems.member;
import static dev.mangrove.scan.workspace.DrawnItems.near;
import static dev.mangrove.scan.workspace.DrawnItems.picture;
import static dev.mangrove.scan.workspace.DrawnItems.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.hash.PdqHash;
import dev.mangrove.index.EntryRole;
import dev.mangrove.scan.item.RawName;
import dev.mangrove.scan.workspace.CaptureRoot;
import dev.mangrove.scan.workspace.DrawnItems;
import dev.mangrove.scan.workspace.ItemRecord;
import dev.mangrove.scan.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultDigestTest {

    private static final PdqHash SEEN = hash(new SplittableRandom(8));

    @TempDir
    Path temporary;

    private int scans;

    private static List<ItemRecord> items() {
        return new ArrayList<>(List.of(
                file("a.jpg", picture("a", SEEN)),
                file("b.zip", text("zip")),
                member("b.zip", 1, 0, "in.zip", text("inner")),
                member("b.zip", 2, 1, "x.jpg", picture("x", near(SEEN, 20, new SplittableRandom(1)))),
                member("b.zip", 3, 0, "y.jpg", picture("y", hash(new SplittableRandom(9))))));
    }

    private String digest(List<ItemRecord> items, int threads) {
        return digest(items, threads, DrawnItems.CAPTURES);
    }

    private String digest(List<ItemRecord> items, int threads, List<CaptureRoot> captures) {
        Path folder = temporary.resolve("scan" + ++scans);
        try (MatchingCase lists = new MatchingCase(folder);
                Workspace workspace = Workspace.openOrCreate(folder.resolve("other"), DrawnItems.SETTINGS, captures)) {
            items.forEach(item -> workspace.items().append(item));
            workspace.items().flush();
            Path list = lists.list(
                    MatchingCase.entry("1", EntryRole.ALERT, near(SEEN, 9, new SplittableRandom(2))),
                    MatchingCase.entry("2", EntryRole.ALERT, digests("x").sha256()));
            return Matching.run(workspace, List.of(list), List.of(), 31, threads)
                    .resultDigest();
        }
    }

    @Test
    void staysTheSameWhateverTheOrderThreadsLocaleZoneLabelAndPlace() {
        String digest = digest(items(), 1);
        assertThat(digest(items().reversed(), 4)).isEqualTo(digest);
        assertThat(digest(
                        items(),
                        2,
                        List.of(new CaptureRoot(1, "other", RawName.ofText("/else/where"), CaptureRoot.Kind.FILE))))
                .isEqualTo(digest);
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.of("ar", "SA"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
            assertThat(digest(items(), 2)).isEqualTo(digest);
            Locale.setDefault(Locale.of("tr", "TR"));
            assertThat(digest(items(), 2)).isEqualTo(digest);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void changesWithEveryResult() {
        Set<String> digests = new HashSet<>(List.of(digest(items(), 1)));
        for (int i = 0; i < items().size(); i++) {
            List<ItemRecord> without = items();
            without.remove(i);
            assertThat(digests.add(digest(without, 1))).as("without item " + i).isTrue();
        }
        List<ItemRecord> doubled = items();
        doubled.add(member("b.zip", 4, 0, "y.jpg", picture("y", hash(new SplittableRandom(9)))));
        assertThat(digests.add(digest(doubled, 1)))
                .as("the same name and bytes twice")
                .isTrue();
        List<ItemRecord> elsewhere = items();
        elsewhere.set(4, member("b.zip", 3, 1, "y.jpg", picture("y", hash(new SplittableRandom(9)))));
        assertThat(digests.add(digest(elsewhere, 1))).as("in another container").isTrue();
        List<ItemRecord> looksOther = items();
        looksOther.set(0, file("a.jpg", picture("a", near(SEEN, 1, new SplittableRandom(7)))));
        assertThat(digests.add(digest(looksOther, 1))).as("another hash").isTrue();
    }
}
