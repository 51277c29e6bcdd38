package dev.mangrove.scan.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Matching in a small heap: 48 MB here. `-Dmangrove.items=1000000 -Dmangrove.entries=1000000` runs in 256 MB for
/// hours; with `-Dmangrove.matchable=20` as well only every twentieth hundred of items is asked for nearly, and it
/// takes minutes. The figures are in `benchmarks/findings-2026-11.md`.
class ManyItemsTest {

    @TempDir
    Path temporary;

    @Test
    void matchesManyItemsInASmallHeap() throws Exception {
        int items = Integer.getInteger("mangrove.items", 6_000);
        int entries = Integer.getInteger("mangrove.entries", 3_000);
        int itemsForEachMatchable = Integer.getInteger("mangrove.matchable", 1);
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        items > 100_000 ? "-Xmx256m" : "-Xmx48m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManyItemsProgram.class.getName(),
                        temporary.toString(),
                        Integer.toString(items),
                        Integer.toString(entries),
                        "2",
                        Integer.toString(itemsForEachMatchable)))
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.println(out.strip());
        assertThat(process.waitFor()).as(out).isZero();
        int near = items / 100 / itemsForEachMatchable;
        int contents = items / 10 * 9;
        int nearToEachOther = items / 10 / itemsForEachMatchable;
        assertThat(out)
                .contains(
                        "\"items\":" + items, "\"nearMatches\":" + near, "\"stacks\":" + (contents - nearToEachOther));
    }
}
