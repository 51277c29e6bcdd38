package dev.mangrove.scan.workspace;

import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.item.ItemOrigin;
import dev.mangrove.scan.item.RawName;
import java.util.OptionalLong;

/// An item in its final state, as the journal takes it.
///
/// @param topPath the file within the capture, raw bytes; for a capture that is a file: its own name
/// @param sequence 0: that file itself; 1..: members of the container in the order of the walk
/// @param parentSequence the container that holds it; empty exactly for sequence 0
/// @param name sequence 0: the last part of `topPath`; else the member's name as stored
/// @param pathText the whole path for people, e.g. `disk.dd!/a.zip!/b.jpg`
public record ItemRecord(
        int captureId,
        RawName topPath,
        long sequence,
        OptionalLong parentSequence,
        RawName name,
        String pathText,
        ItemOrigin origin,
        Examination examination) {

    public ItemRecord {
        if (sequence < 0) {
            throw new IllegalArgumentException("an item's sequence is 0 or more, not " + sequence);
        }
        if (parentSequence.isEmpty() != (sequence == 0)) {
            throw new IllegalArgumentException(
                    "only the top-level file, sequence 0, has no parent; this is " + sequence);
        }
    }
}
