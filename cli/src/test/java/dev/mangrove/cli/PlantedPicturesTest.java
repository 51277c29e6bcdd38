package dev.mangrove.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.testkit.PlantedContainer;
import dev.mangrove.testkit.PlantedContainer.Fate;
import dev.mangrove.testkit.PlantedContainer.Planted;
import dev.mangrove.testkit.PlantedContainers;
import dev.mangrove.testkit.Seed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No false clean: 200 known pictures in containers damaged in 13 ways. Those that the formats let a careful
/// reader recover are matched; of every other the ledger tells, by itself or by what holds it.
class PlantedPicturesTest {

    private static final int PICTURES = 200;

    @TempDir
    Path folder;

    @Test
    void everyPlantedPictureIsMatchedOrTheLedgerTellsOfIt() throws Exception {
        List<PlantedContainer> containers = PlantedContainers.of(Seed.value(), PICTURES);
        Path capture = Files.createDirectory(folder.resolve("capture"));
        Path known = Files.createDirectory(folder.resolve("known"));
        int files = 0;
        for (int i = 0; i < containers.size(); i++) {
            Files.write(capture.resolve(name(i, containers)), containers.get(i).bytes());
            for (Planted planted : containers.get(i).pictures()) {
                Files.write(known.resolve("known-" + files++), planted.file());
            }
        }
        Path list = WholeScan.listOf(known, folder.resolve("known.mgl"));

        WholeScan scan = WholeScan.run(folder.resolve("workspace"), List.of(list), capture);

        List<String> missing = new ArrayList<>();
        int[] exact = new int[Fate.values().length];
        int[] near = new int[Fate.values().length];
        int[] listed = new int[Fate.values().length];
        for (int i = 0; i < containers.size(); i++) {
            List<WholeScan.Row> rows = scan.of(name(i, containers));
            for (Planted planted : containers.get(i).pictures()) {
                int fate = planted.fate().ordinal();
                if (isExact(rows, planted)) {
                    exact[fate]++;
                } else if (planted.fate() == Fate.RECOVERABLE) {
                    missing.add(planted.name() + ", recoverable, in a " + containers.get(i));
                } else if (isNear(rows, planted)) {
                    near[fate]++;
                } else if (isTold(rows, planted)) {
                    listed[fate]++;
                } else {
                    missing.add(planted.name() + ", " + planted.fate() + ", in a " + containers.get(i) + ": " + rows);
                }
            }
        }
        for (Fate fate : Fate.values()) {
            int i = fate.ordinal();
            System.out.printf(Locale.ROOT, "%s: %d exact, %d near, %d listed%n", fate, exact[i], near[i], listed[i]);
        }
        assertThat(missing).isEmpty();
        assertThat(scan.failures()).isZero();
        assertThat(exact[Fate.RECOVERABLE.ordinal()]).isGreaterThan(PICTURES / 2);
    }

    private static String name(int i, List<PlantedContainer> containers) {
        return String.format("%03d%s", i, containers.get(i).suffix());
    }

    private static boolean isExact(List<WholeScan.Row> rows, Planted planted) {
        return rows.stream()
                .anyMatch(row -> row.sha256().equals(planted.sha256())
                        && row.isPicture()
                        && row.match().equals("exact"));
    }

    /// What is left of it looks like it.
    private static boolean isNear(List<WholeScan.Row> rows, Planted planted) {
        return rows.stream().anyMatch(row -> isOf(row, planted) && row.match().equals("near"));
    }

    /// Its own line says what is wrong with it; or, where its name may be lost or its bytes may be others, that of what
    /// held it does: a checksum that is wrong stands at the container, whose end alone tells it.
    private static boolean isTold(List<WholeScan.Row> rows, Planted planted) {
        return rows.stream()
                        .anyMatch(row -> isOf(row, planted)
                                ? row.isNotExamined() || !row.notes().equals("[]")
                                : planted.fate() == Fate.UNCERTAIN && row.sequence() == 0 && row.isNotExamined())
                || planted.fate() == Fate.UNCERTAIN
                        && rows.stream()
                                .anyMatch(row ->
                                        row.sequence() == 0 && row.notes().contains("crcMismatch"));
    }

    private static boolean isOf(WholeScan.Row row, Planted planted) {
        return row.name().equals(planted.name()) || row.path().contains(planted.name());
    }
}
