package dev.mangrove.server.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Checks an exported log without the server that wrote it: only the folder, the public key, and, where there are
/// any, checkpoints that were kept elsewhere.
///
/// ```java
/// VerifyReport report = AuditVerify.folder(folder, LogPublicKey.parse(vkey), List.of(noteOfLastMonth));
/// ```
public final class AuditVerify {

    private AuditVerify() {}

    /// Checks the log in this folder.
    ///
    /// @param earlier notes of checkpoints of this log that left the building
    /// @throws IllegalArgumentException when an earlier note is not a checkpoint that this key signed: then it
    ///     says nothing about this log
    /// @throws IOException when the folder is none of an export, or cannot be read
    public static VerifyReport folder(Path folder, LogPublicKey key, List<String> earlier) throws IOException {
        return new AuditVerification(FolderLog.open(folder), key, earlier(earlier, key)).run();
    }

    /// The checkpoints in these notes.
    static List<Checkpoint> earlier(List<String> notes, LogPublicKey key) {
        List<Checkpoint> checkpoints = new ArrayList<>();
        for (int i = 0; i < notes.size(); i++) {
            int number = i + 1;
            checkpoints.add(Anchors.signed(notes.get(i), key)
                    .orElseThrow(() -> new IllegalArgumentException("earlier checkpoint " + number
                            + " is not signed by the key " + key.name()
                            + ": give the key that was in use, or the right checkpoint")));
        }
        return checkpoints;
    }
}
