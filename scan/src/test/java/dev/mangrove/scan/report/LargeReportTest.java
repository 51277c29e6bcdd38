package dev.mangrove.scan.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All reports of many items in a small heap. 20,000 items, or as many as `-Dmangrove.report.items` says.
final class LargeReportTest {

    private static final int ITEMS = Integer.getInteger("mangrove.report.items", 20_000);
    private static final String HEAP = "-Xmx32m";

    @Test
    void everyReportStreamsInASmallHeap(@TempDir Path folder) throws Exception {
        Path workspace = folder.resolve("workspace");
        try (SampleWorkspace sample =
                SampleWorkspace.create(workspace).settings().captures().lists()) {
            fill(sample);
        }
        for (ReportFormat format : ReportFormat.values()) {
            Path out = folder.resolve("report." + format.label());
            Process child = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            HEAP,
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Program.class.getName(),
                            workspace.toString(),
                            format.name(),
                            out.toString())
                    .inheritIO()
                    .start();
            assertThat(child.waitFor(10, TimeUnit.MINUTES)).isTrue();
            assertThat(child.exitValue()).as(format + " in " + HEAP).isZero();
            if (format == ReportFormat.HTML) {
                assertThat(Files.size(out)).as("the page summarises").isLessThan(1_000_000);
            } else {
                assertThat(Files.size(out)).as(format + " has every item").isGreaterThan(200L * ITEMS);
            }
        }
    }

    /// Writes one report.
    static final class Program {
        public static void main(String[] arguments) throws Exception {
            Reports.write(Path.of(arguments[0]), ReportFormat.valueOf(arguments[1]), Path.of(arguments[2]));
        }
    }

    /// Pictures over three years, in archives and outside, with copies, near copies, leads and failures.
    static void fill(SampleWorkspace sample) throws SQLException {
        String[] reasons = {"damaged", "encrypted", "unsupported", "truncated", "tooLarge", "empty", "timedOut"};
        String[] tiers = {"nearKnown", "besideKnown", "cameraOriginal", "unseen"};
        Random random = new Random(1);
        int stack = 0;
        for (int i = 0; i < ITEMS; i++) {
            String path = String.format(Locale.ROOT, "DCIM/%03dANDRO/holiday at the sea/IMG_%06d.jpg", i / 1000, i);
            int kind = random.nextInt(100);
            if (kind < 4) {
                sample.missed(path, 0, reasons[random.nextInt(reasons.length)], "the data ended at byte " + i);
            } else if (kind < 20) {
                sample.item(
                        Map.of("top_path", path + ".txt", "state", "digestsOnly", "media_type", "text/plain"), "t" + i);
            } else {
                String taken = String.format(
                        Locale.ROOT,
                        "%d-%02d-%02dT10:00:00",
                        2023 + random.nextInt(3),
                        1 + random.nextInt(12),
                        1 + random.nextInt(28));
                int item = sample.picture(path, 1, 4000, 3000, random.nextBoolean() ? taken : "", i);
                boolean near = kind < 24;
                if (near || kind < 26) {
                    int distance = (int) Math.min(31, Math.abs(random.nextGaussian() * 12));
                    sample.insert(
                            "match",
                            "item_id",
                            item,
                            "hash_list_id",
                            1,
                            "entry",
                            "e" + i,
                            "role",
                            "alert",
                            "kind",
                            near ? "near" : "exact",
                            "digest_kind",
                            near ? null : "sha256",
                            "distance_bits",
                            near ? distance : 0,
                            "category",
                            String.valueOf(1 + i % 3));
                }
                sample.stack(++stack, String.format("%012x", stack), item, 1, 1);
                boolean known = kind == 24 || kind == 25;
                sample.lead(
                        stack,
                        stack,
                        known ? "exactKnown" : tiers[near ? 0 : 1 + random.nextInt(3)],
                        known ? 0 : 1,
                        "in the same folder as a known picture",
                        "taken 8 s after a known picture");
            }
        }
        sample.insert("journal", "at", "2026-03-02T08:15:00Z", "event", "scanStarted", "detail", "{\"workers\":\"4\"}");
        sample.insert(
                "journal",
                "at",
                "2026-03-02T11:41:59Z",
                "event",
                "scanFinished",
                "detail",
                "{\"accessTimes\":\"kept\"}");
        sample.insert("result", "name", "summary", "value", "{\"resultDigest\":\"" + "ab".repeat(32) + "\"}");
    }
}
