package dev.mangrove.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mangrove.testkit.Seed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedNoteTest {

    /// An example of other programs for signed notes.
    private static final String FOREIGN_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    private static final String FOREIGN_NOTE = """
            This is an example message.

            — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
            """;

    @Test
    void checksWhatAnotherProgramSigned() {
        LogPublicKey key = LogPublicKey.parse(FOREIGN_KEY);
        SignedNote note = SignedNote.parse(FOREIGN_NOTE);
        assertThat(key).hasToString(FOREIGN_KEY);
        assertThat(note.isSignedBy(key)).isTrue();
        assertThat(note).hasToString(FOREIGN_NOTE);
    }

    @Test
    void noticesEveryChangedBitOfACheckpoint() {
        LogSigningKey key = LogSigningKey.generate("unit.example/audit");
        String note = new Checkpoint("unit.example/audit", 20852163, TreeHash.ofLeaf(new byte[] {1}))
                .sign(key)
                .toString();
        assertThat(Anchors.signed(note, key.publicKey()))
                .contains(new Checkpoint("unit.example/audit", 20852163, TreeHash.ofLeaf(new byte[] {1})));
        for (int i = 0; i < note.length(); i++) {
            for (int bit = 0; bit < 7; bit++) {
                String altered = note.substring(0, i) + (char) (note.charAt(i) ^ 1 << bit) + note.substring(i + 1);
                assertThat(Anchors.signed(altered, key.publicKey()))
                        .as("character %s", i)
                        .isEmpty();
            }
        }
    }

    @Test
    void refusesACheckpointOfAnotherLogOrKey() {
        LogSigningKey key = LogSigningKey.generate("unit.example/audit");
        LogSigningKey other = LogSigningKey.generate("unit.example/audit");
        Checkpoint own = new Checkpoint("unit.example/audit", 1, TreeHash.EMPTY);
        Checkpoint foreign = new Checkpoint("other.example/audit", 1, TreeHash.EMPTY);
        assertThat(Anchors.signed(own.sign(other).toString(), key.publicKey())).isEmpty();
        assertThat(Anchors.signed(foreign.sign(key).toString(), key.publicKey()))
                .isEmpty();
    }

    @Test
    void passesOverSignaturesOfWitnesses() {
        LogSigningKey key = LogSigningKey.generate("unit.example/audit");
        LogSigningKey witness = LogSigningKey.generate("witness.example");
        SignedNote own = new Checkpoint("unit.example/audit", 1, TreeHash.EMPTY).sign(key);
        SignedNote both = new SignedNote(
                own.text(),
                List.of(
                        own.signatures().getFirst(),
                        SignedNote.sign(own.text(), witness).signatures().getFirst()));
        assertThat(SignedNote.parse(both.toString()).isSignedBy(key.publicKey()))
                .isTrue();
        assertThat(both.isSignedBy(witness.publicKey())).isTrue();
    }

    @Test
    void keepsTheSigningKeyInAFileThatOnlyItsOwnerReads(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("audit.key");
        LogSigningKey made = LogSigningKey.openOrCreate(file, "unit.example/audit");
        LogSigningKey read = LogSigningKey.openOrCreate(file, "unit.example/audit");
        assertThat(read.publicKey()).isEqualTo(made.publicKey());
        assertThat(read.publicKey().signed(new byte[] {1}, made.sign(new byte[] {1})))
                .isTrue();
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    }

    @Test
    void saysWhenAPublicKeyWasCopiedWithAMistake() {
        assertThatThrownBy(() -> LogPublicKey.parse(FOREIGN_KEY.replace("AekyeR", "AekyfR")))
                .hasMessageContaining("copied with a mistake");
    }

    @Test
    void readsAnyBytesWithoutAnythingButARefusal() {
        SplittableRandom random = Seed.random("hostile notes");
        for (int i = 0; i < 20_000; i++) {
            StringBuilder note = new StringBuilder(FOREIGN_NOTE);
            for (int edits = random.nextInt(1, 6); edits > 0; edits--) {
                int at = random.nextInt(note.length());
                switch (random.nextInt(3)) {
                    case 0 -> note.setCharAt(at, "\n— +ab=\0".charAt(random.nextInt(8)));
                    case 1 -> note.deleteCharAt(at);
                    default -> note.insert(at, "\n\n— ".charAt(random.nextInt(4)));
                }
            }
            if (!note.toString().equals(FOREIGN_NOTE)) {
                assertThat(Anchors.signed(note.toString(), LogPublicKey.parse(FOREIGN_KEY)))
                        .isEmpty();
            }
        }
    }
}
