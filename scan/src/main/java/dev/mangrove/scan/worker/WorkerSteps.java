package dev.mangrove.scan.worker;

import dev.mangrove.hash.ContentDigester;
import dev.mangrove.hash.ContentDigests;
import dev.mangrove.scan.capture.EvidenceFile;
import dev.mangrove.scan.capture.EvidenceFiles;
import dev.mangrove.scan.capture.RawPaths;
import dev.mangrove.scan.examine.ExamineLimits;
import dev.mangrove.scan.examine.Examiner;
import dev.mangrove.scan.examine.TypeSniffer;
import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.item.Examination.DigestsOnly;
import dev.mangrove.scan.item.Examination.NotExamined;
import dev.mangrove.scan.item.RawName;
import dev.mangrove.scan.item.Reason;
import dev.mangrove.scan.walk.WalkOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/// Inside a worker: answers one request. Whatever a decoder does to hostile bytes ends here as an answer;
/// only exhausted memory goes on, because nothing can be trusted to work after it.
final class WorkerSteps {

    private static final int READ_BYTES = 128 << 10;
    private static final EvidenceFiles FILES = EvidenceFiles.system();

    private final WorkerMain.ExamineStep examine;
    private final WorkerMain.WalkStep walk;
    private final ExamineLimits limits;
    private final Runnable stillAtWork;

    WorkerSteps(ExamineLimits limits, WorkerMain.ExamineStep examine, WorkerMain.WalkStep walk, Runnable stillAtWork) {
        this.limits = limits;
        this.stillAtWork = stillAtWork;
        this.examine = examine;
        this.walk = walk;
    }

    byte[] examine(Requests.Examine request) {
        WireOutput out = new WireOutput();
        switch (request.source()) {
            case Requests.Source.ByBytes bytes -> {
                out.bool(true);
                ExaminationCodec.write(out, examine(request, new SeekableInMemoryByteChannel(bytes.bytes())));
            }
            case Requests.Source.ByPath path -> examineFile(request, path.path(), out);
        }
        return out.toBytes();
    }

    private void examineFile(Requests.Examine request, RawName path, WireOutput out) {
        try (EvidenceFile file = FILES.open(path)) {
            EvidenceFiles.Status before = file.status();
            Examination examination = examine(request, file);
            out.bool(file.keepsAccessTime() && !examination.notes().contains(Examiner.READ_IN_PLACE));
            ExaminationCodec.write(out, file.status().equals(before) ? examination : changed(examination));
        } catch (IOException e) {
            out.bool(true);
            ExaminationCodec.write(out, unreadable(withoutPath(e, path)));
        }
    }

    private static Examination changed(Examination examination) {
        return new NotExamined(
                Optional.empty(),
                examination.mediaType(),
                Reason.CHANGED,
                "its size or time of modification changed while it was read",
                List.of());
    }

    private Examination examine(Requests.Examine request, SeekableByteChannel content) {
        try {
            return request.digestsOnly()
                    ? digest(content)
                    : examine.examine(content, request.known(), limits, stillAtWork);
        } catch (IOException e) {
            return unreadable(withoutPath(e, pathOf(request)));
        } catch (RuntimeException | StackOverflowError e) {
            // The one place where hostile bytes meet decoders of all kinds: any failure is an answer.
            return notExamined(request, content, Reason.DAMAGED, "a decoder failed on it: " + name(e));
        } catch (LinkageError e) {
            return notExamined(
                    request, content, Reason.UNSUPPORTED, "a part of this program could not be loaded: " + name(e));
        }
    }

    private static String name(Throwable failure) {
        return failure.getClass().getSimpleName();
    }

    private static Examination notExamined(
            Requests.Examine request, SeekableByteChannel content, Reason reason, String detail) {
        try {
            DigestsOnly digested = digest(content.position(0));
            return new NotExamined(
                    Optional.of(request.known().orElse(digested.contentDigests())),
                    Optional.of(digested.type()),
                    reason,
                    detail,
                    List.of());
        } catch (IOException e) {
            return unreadable(withoutPath(e, pathOf(request)));
        }
    }

    /// Digests and type, and nothing else: what can be said of content that no decoder may touch again.
    private static DigestsOnly digest(SeekableByteChannel content) throws IOException {
        ContentDigester digester = new ContentDigester();
        ByteBuffer buffer = ByteBuffer.allocate(READ_BYTES);
        byte[] head = new byte[TypeSniffer.HEAD_BYTES];
        int headBytes = 0;
        while (content.read(buffer) >= 0) {
            int wanted = Math.min(buffer.position(), head.length - headBytes);
            System.arraycopy(buffer.array(), 0, head, headBytes, wanted);
            headBytes += wanted;
            digester.update(buffer.array(), 0, buffer.position());
            buffer.clear();
        }
        ContentDigests digests = digester.finish();
        return new DigestsOnly(digests, TypeSniffer.sniff(head, headBytes).label(), List.of());
    }

    private static NotExamined unreadable(String detail) {
        return new NotExamined(Optional.empty(), Optional.empty(), Reason.UNREADABLE, detail, List.of());
    }

    private static RawName pathOf(Requests.Examine request) {
        return request.source() instanceof Requests.Source.ByPath path ? path.path() : RawName.ofText("");
    }

    /// An item's place is told beside its examination; where the capture lies is no part of a finding.
    private static String withoutPath(IOException failure, RawName path) {
        String message = Optional.ofNullable(failure.getMessage()).orElse(name(failure));
        return path.length() == 0 ? message : message.replace(path.display(), "it");
    }

    byte[] walk(Requests.Walk request, WorkerLoop.TellerFactory tellers) {
        WireOutput out = new WireOutput();
        try (EvidenceFile file = FILES.open(request.path())) {
            EvidenceFiles.Status before = file.status();
            WalkOutcome outcome = walk(request, tellers, file);
            out.bool(file.keepsAccessTime());
            MemberCodec.writeOutcome(out, file.status().equals(before) ? outcome : changed(outcome));
        } catch (IOException e) {
            out.bool(true);
            MemberCodec.writeOutcome(
                    out, new WalkOutcome.Incomplete(Reason.UNREADABLE, withoutPath(e, request.path()), List.of()));
        }
        return out.toBytes();
    }

    private WalkOutcome walk(Requests.Walk request, WorkerLoop.TellerFactory tellers, EvidenceFile file) {
        try {
            return walk.walk(
                    file,
                    WorkerLoop.lastPart(request.path()),
                    request.type(),
                    request.limits(),
                    RawPaths.path(request.spoolFolder()),
                    tellers.teller(request));
        } catch (UncheckedIOException e) {
            // The parent is gone, or the disk is: not the container's fault.
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            return new WalkOutcome.Incomplete(Reason.DAMAGED, "a reader failed on it: " + name(e), List.of());
        } catch (LinkageError e) {
            return new WalkOutcome.Incomplete(
                    Reason.UNSUPPORTED, "a part of this program could not be loaded: " + name(e), List.of());
        }
    }

    private static WalkOutcome changed(WalkOutcome outcome) {
        return new WalkOutcome.Incomplete(
                Reason.CHANGED, "its size or time of modification changed while it was read", outcome.notes());
    }
}
