package dev.mangrove.scan.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.scan.examine.TypeSniffer;
import dev.mangrove.scan.item.MediaType;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Odd and damaged archives of other projects. `-Dmangrove.walk.print=true` prints what was found in each.
class CorpusWalkTest {

    private static final boolean PRINT = Boolean.getBoolean("mangrove.walk.print");

    @Test
    void everyArchiveOfOtherProjectsIsWalkedToSomeEnd() throws IOException {
        Path corpora = shared().resolve("corpora");
        if (!Files.isDirectory(corpora)) {
            System.out.println("skipped: " + corpora + " is not here");
            return;
        }
        for (String folder : List.of("archives", "warc")) {
            try (Stream<Path> files = Files.walk(corpora.resolve(folder))) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    walk(file);
                }
            }
        }
    }

    private static void walk(Path file) throws IOException {
        byte[] head;
        try (var in = Files.newInputStream(file)) {
            head = in.readNBytes(TypeSniffer.HEAD_BYTES);
        }
        MediaType type = TypeSniffer.sniff(head, head.length);
        if (type.kind() != MediaType.Kind.CONTAINER) {
            return;
        }
        Instant begin = Instant.now();
        WalkRecorder recorder = new WalkRecorder();
        try (FileChannel channel = FileChannel.open(file)) {
            WalkOutcome outcome = recorder.walk(channel, file.getFileName().toString(), type, WalkLimits.STANDARD);
            if (PRINT) {
                System.out.println(file.getFileName() + " " + type + " " + outcome);
                recorder.lines().stream().limit(12).forEach(line -> System.out.println("    " + line));
            }
        }
        assertThat(Duration.between(begin, Instant.now())).as(file.toString()).isLessThan(Duration.ofSeconds(10));
    }

    private static Path shared() {
        String named = System.getProperty("mangrove.shared", System.getenv("MANGROVE_SHARED"));
        Path root = Path.of("").toAbsolutePath();
        while (root.getParent() != null && !Files.isDirectory(root.resolve("testkit"))) {
            root = root.getParent();
        }
        return named != null ? Path.of(named) : root.resolveSibling("shared");
    }
}
