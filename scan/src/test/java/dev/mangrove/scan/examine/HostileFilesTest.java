package dev.mangrove.scan.examine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.item.Examination.DigestsOnly;
import dev.mangrove.scan.item.Examination.NotExamined;
import dev.mangrove.scan.item.Examination.PictureExamined;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Damaged and odd files from public test sets.
class HostileFilesTest {

    @Test
    void everyFileOfThePublicTestSetsGetsOneAnswerInTime() throws IOException {
        Optional<Path> media = SharedFiles.folder("corpora/media");
        if (media.isEmpty()) {
            return;
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(media.get())) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        Map<String, Integer> states = new TreeMap<>();
        for (Path file : files) {
            long start = System.nanoTime();
            Examination examined = Examined.of(file);
            assertThat(System.nanoTime() - start).as(file.toString()).isLessThan(10_000_000_000L);
            assertThat(examined.digests()).isPresent();
            String state = switch (examined) {
                case PictureExamined picture -> "pictureExamined";
                case DigestsOnly digests -> "digestsOnly";
                case NotExamined refused -> refused.reason().label();
            };
            states.merge(state, 1, Integer::sum);
        }
        System.err.println("states of " + files.size() + " hostile files: " + states);
        assertThat(states).doesNotContainKey("outOfMemory");
        // The tenth of them that no other program opens either is what it is.
        assertThat(states.get("pictureExamined")).isGreaterThan(files.size() * 40 / 100);
        assertThat(states.get("damaged")).isLessThan(files.size() * 12 / 100);
    }
}
