package dev.mangrove.scan;

import dev.mangrove.scan.capture.EvidenceFiles.Status;
import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.item.ItemOrigin;
import dev.mangrove.scan.item.RawName;
import dev.mangrove.scan.walk.FoundMember;
import dev.mangrove.scan.workspace.CaptureRoot;
import dev.mangrove.scan.workspace.ItemRecord;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// A file of a capture, and the rows of it and of what it holds.
///
/// @param path absolute
/// @param topPath within the capture; for a capture that is a file, its own name
record TopFile(CaptureRoot capture, RawName path, RawName topPath, Status status) {

    Instant modifiedAt() {
        return Instant.ofEpochSecond(0, status.modifiedAtEpochNanos());
    }

    ItemRecord record(Examination examination) {
        return new ItemRecord(
                capture.id(),
                topPath,
                0,
                OptionalLong.empty(),
                Names.lastPart(topPath),
                topPath.display(),
                new ItemOrigin(Optional.of(modifiedAt()), Optional.empty()),
                examination);
    }

    ItemRecord record(FoundMember member, Examination examination) {
        return new ItemRecord(
                capture.id(),
                topPath,
                member.sequence(),
                OptionalLong.of(member.parentSequence()),
                member.name(),
                NestedPaths.provisional(topPath, member.parentSequence(), member.name()),
                member.origin(),
                examination);
    }
}
