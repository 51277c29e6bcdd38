package dev.mangrove.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.testkit.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Does to exported logs what somebody could do, and lets the offline verification find it. Twelve hundred times;
/// the long form is `-Dmangrove.tamperings=5000`.
class TamperTest {

    private static final int TAMPERINGS = Integer.getInteger("mangrove.tamperings", 540);

    private final LogSigningKey key = LogSigningKey.generate("unit.example/audit");
    private DrawnLog log;
    private final MemoryFiles sound = new MemoryFiles();

    @BeforeEach
    void drawALog() throws IOException {
        log = DrawnLog.draw(Seed.random("log to tamper with"), 300, key);
        AuditExport.write(log, sound, true);
    }

    /// The verification without its comparison with earlier checkpoints: the fault that the test must notice.
    private static final class ForgetfulVerification extends AuditVerification {
        ForgetfulVerification(ReadableLog log, LogPublicKey key, List<Checkpoint> earlier) {
            super(log, key, earlier);
        }

        @Override
        List<Checkpoint> earlier() {
            return List.of();
        }
    }

    @Test
    void findsNothingInASoundLog(@TempDir Path temporary) throws Exception {
        Path folder = temporary.resolve("export");
        AuditExport.write(log, folder, true);
        VerifyReport report =
                AuditVerify.folder(folder, key.publicKey(), List.of(log.checkpoint(0), log.checkpoint(2)));
        assertThat(report.findings()).isEmpty();
        assertThat(report.remarks()).isEmpty();
        assertThat(report.entries()).isEqualTo(300);
        assertThat(report.openingsChecked()).isEqualTo(300);
        assertThat(report.personsErased() + report.wordsErased()).isPositive();
    }

    @Test
    void findsEveryTampering() throws Exception {
        SplittableRandom random = Seed.random("tamperings");
        Map<Tampering, Integer> done = new EnumMap<>(Tampering.class);
        List<String> missed = new ArrayList<>();
        List<Tampering> missedByTheForgetful = new ArrayList<>();
        int earlierNumber = log.checkpointSizes.size() / 2;
        int earlierSize = log.checkpointSizes.get(earlierNumber);
        List<Checkpoint> earlier = AuditVerify.earlier(List.of(log.checkpoint(earlierNumber)), key.publicKey());
        for (int i = 0; i < TAMPERINGS; i++) {
            Tampering tampering = Tampering.values()[i % Tampering.values().length];
            MemoryFiles folder = sound.copy();
            tampering.apply(random, log, earlierSize, folder);
            done.merge(tampering, 1, Integer::sum);
            if (isSound(new AuditVerification(new FolderLog(folder), key.publicKey(), earlier))) {
                missed.add(tampering + " number " + i);
            }
            if (tampering.isSoundByItself()
                    && isSound(new ForgetfulVerification(new FolderLog(folder), key.publicKey(), earlier))) {
                missedByTheForgetful.add(tampering);
            }
        }
        System.err.println("tamperings: " + done + ", missed " + missed.size() + "; without the comparison with earlier"
                + " checkpoints " + missedByTheForgetful.size() + " would be missed");
        assertThat(missed).isEmpty();
        assertThat(missedByTheForgetful).contains(Tampering.REWRITTEN_WITH_THE_KEY, Tampering.BACKDATED_WITH_THE_KEY);
    }

    private static boolean isSound(AuditVerification verification) throws IOException {
        return verification.run().isSound();
    }
}
