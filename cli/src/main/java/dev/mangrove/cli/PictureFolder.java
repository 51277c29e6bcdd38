package dev.mangrove.cli;

import dev.mangrove.hash.ContentDigests;
import dev.mangrove.hash.PdqFingerprint;
import dev.mangrove.hash.PdqHash;
import dev.mangrove.index.EntryFrame;
import dev.mangrove.index.EntryRole;
import dev.mangrove.index.HashListEntry;
import dev.mangrove.scan.capture.EvidenceFiles;
import dev.mangrove.scan.capture.EvidenceFiles.Kind;
import dev.mangrove.scan.capture.EvidenceFiles.Status;
import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.item.Examination.PictureExamined;
import dev.mangrove.scan.item.Frame;
import dev.mangrove.scan.item.RawName;
import dev.mangrove.scan.item.VideoFacts;
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
        Optional<PictureExamined> video =
                found instanceof PictureExamined picture && picture.video().isPresent()
                        ? Optional.of(picture)
                        : Optional.empty();
        ContentDigests known = digests.get();
        sink.entry(
                file.shown(),
                new HashListEntry(
                        file.shown(),
                        Set.of(known.md5(), known.sha1(), known.sha256()),
                        video.isPresent() ? Optional.empty() : pdq,
                        video.isPresent() ? OptionalInt.empty() : quality,
                        OptionalLong.of(known.sizeBytes()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        EntryRole.ALERT));
        if (video.isPresent()) {
            frames(sink, file, video.get());
        }
    }

    /// The frames of a video follow the entry of its file, under the same id.
    private static void frames(Sink sink, FileArgument file, PictureExamined video) throws IOException {
        VideoFacts facts = video.video().orElseThrow();
        frame(sink, file, video.fingerprint(), new EntryFrame(facts.firstAtMillis(), facts.firstRepeats()));
        for (Frame frame : video.furtherFrames()) {
            long atMillis = Math.min(frame.atMillis().orElse(0), EntryFrame.AT_MILLIS_MAX);
            frame(sink, file, frame.fingerprint(), new EntryFrame(atMillis, frame.repeats()));
        }
    }

    /// A frame that shows nothing, such as a black one, cannot be matched and is left out.
    private static void frame(Sink sink, FileArgument file, PdqFingerprint fingerprint, EntryFrame frame)
            throws IOException {
        if (!fingerprint.hash().isMatchable()) {
            return;
        }
        sink.entry(
                file.shown(),
                new HashListEntry(
                        file.shown(),
                        Set.of(),
                        Optional.of(fingerprint.hash()),
                        OptionalInt.of(fingerprint.quality()),
                        OptionalLong.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(frame),
                        EntryRole.ALERT));
    }
}
