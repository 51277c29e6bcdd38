package dev.mangrove.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.testkit.PlantedContainer.Fate;
import dev.mangrove.testkit.PlantedContainer.Planted;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class PlantedContainersTest {

    @Test
    void theSameSeedPlantsTheSame() {
        List<PlantedContainer> once = PlantedContainers.of(5, 120);
        List<PlantedContainer> again = PlantedContainers.of(5, 120);

        for (int i = 0; i < once.size(); i++) {
            assertThat(again.get(i).bytes())
                    .as(once.get(i).kind())
                    .isEqualTo(once.get(i).bytes());
            assertThat(again.get(i).pictures()).isEqualTo(once.get(i).pictures());
        }
    }

    @Test
    void plantsAsManyAsAskedInContainersOfEveryKindAndDamagesSome() {
        List<PlantedContainer> containers = PlantedContainers.of(Seed.value(), 200);
        List<Planted> pictures =
                containers.stream().flatMap(c -> c.pictures().stream()).toList();

        assertThat(pictures).hasSize(200);
        assertThat(containers.stream().map(PlantedContainer::kind).distinct()).hasSize(13);
        assertThat(pictures.stream().filter(p -> p.fate() == Fate.RECOVERABLE).count())
                .isBetween(110L, 195L);
        assertThat(pictures.stream().map(Planted::sha256).distinct()).hasSize(200);
    }

    /// The JDK's stream reader goes by local headers, as a careful reader would, up to the damage.
    @Test
    void recoverablePicturesAreReallyThere() throws IOException {
        for (PlantedContainer container : PlantedContainers.of(Seed.value(), 104)) {
            if (container.kind().contains("ZIP with its directory destroyed")
                    && container.suffix().equals(".zip")) {
                Set<String> found = new HashSet<>();
                try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(container.bytes()))) {
                    for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                        found.add(Digests.sha256(in.readAllBytes()));
                    }
                }
                assertThat(container.pictures()).allMatch(picture -> found.contains(picture.sha256()));
            }
        }
    }
}
