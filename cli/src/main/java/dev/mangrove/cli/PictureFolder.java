package dev.mangrove.cli;

import dev.mangrove.hash.ContentDigests;
import dev.mangrove.hash.PdqHash;
import dev.mangrove.index.EntryRole;
import dev.mangrove.index.HashListEntry;
import dev.mangrove.scan.capture.EvidenceFiles;
import dev.mangrove.scan.capture.EvidenceFiles.Kind;
import dev.mangrove.scan.capture.EvidenceFiles.Status;
import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.item.Examination.PictureExamined;
import dev.mangrove.scan.item.RawName;
import dev.mangrove.scan.list.EntryFeed;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// A folder of files as the source of a known list: each file's digests and size, and for pictures the PDQ
/// hash and its quality. An entry's id is the file's path below the folder.
final class PictureFolder implements EntryFeed {

    private final RawName folder;
    private final WorkerOptions workers;

    PictureFolder(RawName folder, WorkerOptions workers) {
        this.folder = folder;
        this.workers = workers;
    }

    @Override
    public void feed(Sink sink) throws IOException {
        List<RawName> paths = new ArrayList<>();
        EvidenceFiles.system().walk(folder, new EvidenceFiles.Visitor() {
            @Override
            public void entry(RawName relativePath, Status status) {
                if (status.kind() == Kind.FILE) {
                    paths.add(relativePath);
                }
            }

            @Override
            public void unreadable(RawName relativePath, String systemReason) {
                sink.problem(relativePath.display(), "this folder cannot be listed: " + systemReason);
            }
        });
        paths.sort(null);
        try (FileExamination examination = new FileExamination(workers)) {
            examination.examineAll(
                    paths.stream()
                            .map(path -> new FileArgument(path.display(), folder.resolve(path)))
                            .iterator(),
                    (file, found) -> feed(sink, file, found));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the pictures were examined");
        }
    }

    private static void feed(Sink sink, FileArgument file, Examination found) throws IOException {
        Optional<ContentDigests> digests = found.digests();
        if (digests.isEmpty()) {
            sink.problem(file.shown(), "it cannot be read");
            return;
        }
        Optional<PdqHash> pdq = Optional.empty();
        OptionalInt quality = OptionalInt.empty();
        if (found instanceof PictureExamined picture) {
            pdq = Optional.of(picture.fingerprint().hash());
            quality = OptionalInt.of(picture.fingerprint().quality());
        }
        ContentDigests known = digests.get();
        sink.entry(
                file.shown(),
                new HashListEntry(
                        file.shown(),
                        Set.of(known.md5(), known.sha1(), known.sha256()),
                        pdq,
                        quality,
                        OptionalLong.of(known.sizeBytes()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        EntryRole.ALERT));
    }
}
