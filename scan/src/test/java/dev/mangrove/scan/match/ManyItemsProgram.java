package dev.mangrove.scan.match;

import dev.mangrove.hash.HashProfile;
import dev.mangrove.hash.Orientation;
import dev.mangrove.hash.PdqFingerprint;
import dev.mangrove.hash.PdqHash;
import dev.mangrove.index.EntryRole;
import dev.mangrove.index.HashListBuilder;
import dev.mangrove.scan.item.CameraFacts;
import dev.mangrove.scan.workspace.DrawnItems;
import dev.mangrove.scan.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// Appends many drawn items and matches them, in a process of its own with a small heap, and prints how long each
/// step took. Arguments: folder, items, entries, threads, and how many items there are for each of matchable quality.
///
/// One item in ten has the bytes of an earlier one, one in ten is near an earlier one, one in a hundred is near an
/// entry of the list. Members lie a thousand to a container.
final class ManyItemsProgram {

    private static final int MEMBERS = 1_000;

    private ManyItemsProgram() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int items = Integer.parseInt(arguments[1]);
        int entries = Integer.parseInt(arguments[2]);
        int threads = Integer.parseInt(arguments[3]);
        int itemsForEachMatchable = Integer.parseInt(arguments[4]);
        Path list = folder.resolve("list.mgl");
        if (!Files.exists(list)) {
            timed("list of " + entries + " built", () -> build(list, entries));
        }
        try (Workspace workspace =
                Workspace.openOrCreate(folder.resolve("workspace"), DrawnItems.SETTINGS, DrawnItems.CAPTURES)) {
            if (workspace.done().count() == 0) {
                timed(items + " items appended", () -> append(workspace, items, itemsForEachMatchable));
            }
            timed(
                    "matched",
                    () -> System.out.println(Matching.run(workspace, List.of(list), List.of(), 31, threads)
                            .toJson()));
            System.out.println("workspace MB: " + Files.size(folder.resolve("workspace/workspace.sqlite")) / 1_000_000);
        }
    }

    private static void timed(String what, Runnable work) {
        long started = System.nanoTime();
        work.run();
        System.out.printf("%s: %.1f s, peak heap %d MB%n", what, (System.nanoTime() - started) / 1e9, peakHeapMb());
    }

    private static long peakHeapMb() {
        return java.lang.management.ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
                        .mapToLong(pool -> pool.getPeakUsage().getUsed())
                        .sum()
                / 1_000_000;
    }

    private static void build(Path list, int entries) {
        SplittableRandom random = new SplittableRandom(1);
        HashListBuilder.Description description = new HashListBuilder.Description(
                "many", Optional.of("1"), "drawn", Optional.empty(), HashProfile.REFERENCE);
        try (HashListBuilder builder = HashListBuilder.create(list, description)) {
            for (int i = 0; i < entries; i++) {
                builder.add(MatchingCase.entry("e" + i, EntryRole.ALERT, hash(random)));
            }
            builder.finish(List.of());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void append(Workspace workspace, int items, int itemsForEachMatchable) {
        for (int i = 0; i < items; i++) {
            String content = "c" + (i % 10 == 1 ? i - 1 : i);
            workspace
                    .items()
                    .append(DrawnItems.member(
                            "zips/" + i / MEMBERS + ".zip",
                            1 + i % MEMBERS,
                            0,
                            "p" + i + ".jpg",
                            DrawnItems.picture(
                                    content, 200, 200, CameraFacts.NONE, List.of(print(i, itemsForEachMatchable)))));
        }
        workspace.items().flush();
    }

    private static PdqFingerprint print(int item, int itemsForEachMatchable) {
        int like = item % 10 == 1 || item % 10 == 2 ? item - item % 10 : item;
        SplittableRandom random = new SplittableRandom(like);
        List<PdqHash> orientations = new ArrayList<>();
        for (Orientation _ : Orientation.values()) {
            orientations.add(hash(random));
        }
        if (item % 100 == 5) {
            orientations.set(3, DrawnItems.near(hash(new SplittableRandom(1)), 20, random));
        } else if (like != item && item % 10 == 2) {
            orientations.set(0, DrawnItems.near(orientations.getFirst(), 14, random));
        }
        boolean isMatchable = item / 100 % itemsForEachMatchable == 0;
        return new PdqFingerprint(orientations, isMatchable ? 90 : 10);
    }

    /// Quicker than the exact 128 bits of [DrawnItems#hash].
    private static PdqHash hash(SplittableRandom random) {
        while (true) {
            PdqHash hash = new PdqHash(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
            if (hash.isMatchable()) {
                return hash;
            }
        }
    }
}
