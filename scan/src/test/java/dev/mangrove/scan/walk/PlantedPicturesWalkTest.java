package dev.mangrove.scan.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.scan.item.RawName;
import dev.mangrove.testkit.PlantedContainer;
import dev.mangrove.testkit.PlantedContainer.Planted;
import dev.mangrove.testkit.PlantedContainers;
import dev.mangrove.testkit.Seed;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Pictures in damaged containers: whatever can be recovered is, and whatever is named is listed.
class PlantedPicturesWalkTest {

    @Test
    void findsEveryRecoverablePictureAndListsTheOthers() {
        long seed = Seed.value();
        for (PlantedContainer container : PlantedContainers.of(seed, 1_000)) {
            WalkRecorder recorder = new WalkRecorder();
            WalkOutcome outcome = recorder.walk(container.bytes(), "evidence" + container.suffix());
            Set<String> digests = recorder.found.stream()
                    .flatMap(member -> WalkRecorder.digests(member).stream())
                    .map(found -> found.sha256().toHex())
                    .collect(Collectors.toSet());
            Set<RawName> names = recorder.found.stream().map(FoundMember::name).collect(Collectors.toSet());
            for (Planted planted : container.pictures()) {
                String what = planted + " in a " + container.kind() + ", seed " + seed + ", " + outcome + "\n"
                        + String.join("\n", recorder.lines());
                switch (planted.fate()) {
                    case RECOVERABLE -> assertThat(digests).as(what).contains(planted.sha256());
                    case LISTED -> assertThat(names).as(what).contains(RawName.ofText(planted.name()));
                    case UNCERTAIN -> {}
                }
            }
        }
    }
}
