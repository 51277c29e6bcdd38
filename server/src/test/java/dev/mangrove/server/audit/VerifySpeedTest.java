package dev.mangrove.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.testkit.Seed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A large log is verified in one walk, and the proof of one entry stays small. Ten thousand entries; the long
/// form is `-Dmangrove.audit.entries=1000000`. The time is printed and not judged.
class VerifySpeedTest {

    private static final int ENTRIES = Integer.getInteger("mangrove.audit.entries", 10_000);
    private static final int OF_CHECKPOINT = 1000;

    @Test
    void verifiesALargeLogAndProvesOneEntryInAKilobyte(@TempDir Path folder) throws Exception {
        LogSigningKey key = LogSigningKey.generate("unit.example/audit");
        // A drawn piece again and again: what an entry says costs nothing else.
        DrawnLog piece = DrawnLog.draw(Seed.random("large log"), 4 * Tile.WIDTH, key);
        List<byte[]> entries = new ArrayList<>(ENTRIES);
        List<Opening> openings = new ArrayList<>(ENTRIES);
        List<Integer> sizes = new ArrayList<>();
        for (int i = 0; i < ENTRIES; i++) {
            entries.add(piece.entries.get(i % piece.entries.size()));
            openings.add(piece.openings.get(i % piece.openings.size()));
            if ((i + 1) % OF_CHECKPOINT == 0 || i == ENTRIES - 1) {
                sizes.add(i + 1);
            }
        }
        DrawnLog log = new DrawnLog(entries, openings, key, sizes);
        AuditExport.write(log, folder.resolve("export"), true);
        long start = System.nanoTime();
        VerifyReport report = AuditVerify.folder(folder.resolve("export"), key.publicKey(), List.of());
        long millis = (System.nanoTime() - start) / 1_000_000;
        System.err.println(
                "verified " + ENTRIES + " entries and " + sizes.size() + " checkpoints in " + millis + " ms");
        assertThat(report.findings()).isEmpty();
        assertThat(report.entries()).isEqualTo(ENTRIES);

        SplittableRandom random = Seed.random("proof");
        int index = random.nextInt(ENTRIES);
        TreeNodes nodes = ((TileReader) (level, place, width) ->
                        new Tile(level, place, log.tile(level, place, width).orElseThrow()))
                .nodes(ENTRIES);
        TlogProof proof = new TlogProof(
                index, TreeProofs.inclusion(index, ENTRIES, nodes), SignedNote.parse(log.checkpoint(sizes.size() - 1)));
        String text = proof.toString();
        int withoutCheckpoint = text.indexOf("\n\n");
        System.err.println("proof of one entry: " + withoutCheckpoint + " bytes, with checkpoint " + text.length());
        assertThat(withoutCheckpoint).isLessThanOrEqualTo(1024);
        assertThat(TlogProof.parse(text).proves(entries.get(index), key.publicKey()))
                .isTrue();
    }
}
