package dev.mangrove.scan.worker;

import dev.mangrove.scan.capture.RawPaths;
import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.item.Examination.NotExamined;
import dev.mangrove.scan.item.Examination.PictureExamined;
import dev.mangrove.scan.item.Reason;
import dev.mangrove.scan.walk.FoundMember;
import dev.mangrove.scan.walk.FoundMember.Inline;
import dev.mangrove.scan.walk.FoundMember.Pending;
import dev.mangrove.scan.walk.FoundMember.Settled;
import dev.mangrove.scan.walk.FoundMember.Spooled;
import dev.mangrove.scan.walk.WalkOutcome;
import dev.mangrove.scan.worker.WorkerProcess.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The parent's side of one container's walk, over as many workers as it takes.
///
/// When a worker ends under way, the next one goes on behind the members that were told of, with the larger
/// heap and limit of time. The member that was being read is remembered; where the walk ends at it a second
/// time, the third leaves it out. Where it ends twice in the container's own structure without getting any
/// further, the container ends there.
final class WalkSession {

    private static final int ENDINGS_MAX = 64;
    private static final long STRUCTURE = 0;

    private final WorkerPool pool;
    private final WalkRequest request;
    private final MemberWindow window;
    private final SequenceRanges done;
    private final Map<Long, NotExamined> poison;
    private final Map<Long, Integer> endings = new HashMap<>();
    private final List<Path> spoolFolders = new ArrayList<>();
    private long current;
    private boolean keepsAccessTime = true;
    private int endingsInAll;

    WalkSession(WorkerPool pool, WalkRequest request, MemberSink sink) {
        this.pool = pool;
        this.request = request;
        this.window = new MemberWindow(sink);
        this.done = request.done();
        this.poison = new HashMap<>(request.poison());
    }

    /// Walks to the end, waits for the last member's examination, and says how it ended.
    ///
    /// @param ordinary the worker to begin with
    /// @param large the worker to go on with after one has ended
    WalkOutcome run(Slot ordinary, Slot large) throws InterruptedException {
        try {
            Optional<WalkOutcome> outcome = attempt(ordinary);
            while (outcome.isEmpty()) {
                outcome = attempt(large);
            }
            // The larger worker's memory is for others now.
            large.close();
            window.awaitEmpty();
            return outcome.get();
        } finally {
            spoolFolders.forEach(pool::discardSpoolFolder);
        }
    }

    boolean keepsAccessTime() {
        return keepsAccessTime;
    }

    private Optional<WalkOutcome> attempt(Slot slot) throws InterruptedException {
        WorkerProcess worker = slot.worker();
        Path spoolFolder = pool.newSpoolFolder();
        spoolFolders.add(spoolFolder);
        current = STRUCTURE;
        try {
            Requests.Walk walk = new Requests.Walk(
                    request.path(),
                    request.type(),
                    pool.settings().walkLimits(),
                    RawPaths.rawName(spoolFolder),
                    done,
                    poison.keySet());
            worker.send(MessageKind.WALK, walk.encode());
            while (true) {
                Frames.Head head = worker.receiveHead(slot.limit(0));
                switch (head.kind()) {
                    case PROGRESS -> current = progress(worker, head);
                    case FOUND -> {
                        found(worker, head, spoolFolder);
                        slot.addItems(1);
                    }
                    case WALKED -> {
                        return Optional.of(walked(worker, head));
                    }
                    default -> throw new BadFrameException("a walk was answered with " + head.kind());
                }
            }
        } catch (IOException e) {
            return afterEnding(slot.drop(worker, e));
        } catch (IllegalArgumentException e) {
            // A record refused what the worker sent.
            return afterEnding(slot.drop(worker, new BadFrameException(String.valueOf(e.getMessage()))));
        }
    }

    private static long progress(WorkerProcess worker, Frames.Head head) throws IOException {
        WireInput in = new WireInput(worker.receivePayload(head));
        long sequence = in.count();
        in.requireEnd();
        return sequence;
    }

    private WalkOutcome walked(WorkerProcess worker, Frames.Head head) throws IOException {
        WireInput in = new WireInput(worker.receivePayload(head));
        keepsAccessTime &= in.bool();
        WalkOutcome outcome = MemberCodec.readOutcome(in);
        in.requireEnd();
        return outcome;
    }

    private void found(WorkerProcess worker, Frames.Head head, Path spoolFolder)
            throws IOException, InterruptedException {
        window.throwFailure();
        // Taken before the bytes are: what travels in memory must have room first.
        ByteBudget.Holding memory = pool.memory().acquire(head.bytes());
        boolean passedOn = false;
        try {
            WireInput in = new WireInput(worker.receivePayload(head));
            FoundMember member = MemberCodec.read(in);
            in.requireEnd();
            boolean isNew = !done.contains(member.sequence());
            switch (member.state()) {
                case Settled settled
                when isNew -> {
                    if (isLimitReached(settled.examination())) {
                        pool.requireSpace();
                    }
                    window.next(member).settle(poisonOr(member.sequence(), settled.examination()));
                }
                case Pending pending
                when isNew -> {
                    examine(member, pending, spoolFolder, memory);
                    passedOn = true;
                }
                default -> {}
            }
            done.add(member.sequence());
            if (member.state() instanceof Pending pending && pending.content() instanceof Spooled) {
                worker.send(MessageKind.CONTINUE, new byte[0]);
            }
            current = current == member.sequence() ? STRUCTURE : current;
            endings.remove(STRUCTURE);
        } finally {
            if (!passedOn) {
                memory.release();
            }
        }
    }

    private static boolean isLimitReached(Examination examination) {
        return examination instanceof NotExamined not && not.reason() == Reason.LIMIT_REACHED;
    }

    private Examination poisonOr(long sequence, Examination examination) {
        NotExamined recorded = poison.get(sequence);
        return recorded == null ? examination : recorded;
    }

    private void examine(FoundMember member, Pending pending, Path spoolFolder, ByteBudget.Holding memory)
            throws IOException, InterruptedException {
        Requests.Source source;
        long size;
        List<Runnable> release = new ArrayList<>(List.of(memory::release));
        switch (pending.content()) {
            case Inline inline -> {
                source = new Requests.Source.ByBytes(inline.bytes());
                size = inline.bytes().length;
            }
            case Spooled spooled -> {
                requireInside(spooled.file(), spoolFolder);
                size = Files.size(spooled.file());
                source = new Requests.Source.ByPath(RawPaths.rawName(spooled.file()));
                ByteBudget.Holding disk = pool.disk().acquire(size);
                release.add(() -> pool.discardSpooled(spooled.file()));
                release.add(disk::release);
            }
        }
        FoundMember withoutBytes = new FoundMember(
                member.sequence(),
                member.parentSequence(),
                member.name(),
                member.origin(),
                new Pending(
                        pending.digests(), pending.type(), new Inline(new byte[0]), List.of(), pending.brokenOff()));
        MemberWindow.Place place = window.next(withoutBytes);
        ItemJob job = new ItemJob(source, size, pending.digests());
        var _ = job.answer().whenComplete((examination, failure) -> {
            release.forEach(Runnable::run);
            if (failure == null) {
                place.settle(merge(pending, examination));
            }
        });
        pool.submit(job);
    }

    /// A worker that was taken over must not be able to name any other file.
    private static void requireInside(Path file, Path spoolFolder) throws BadFrameException {
        if (!file.normalize().equals(file)
                || !spoolFolder.equals(file.getParent())
                || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new BadFrameException("a member was spooled to a place that is not the walk's");
        }
    }

    /// What the walk knew of the member and what its examination found.
    private static Examination merge(Pending pending, Examination examination) {
        if (pending.brokenOff().isPresent() && !(examination instanceof PictureExamined)) {
            return pending.brokenOff().get();
        }
        if (pending.notes().isEmpty()) {
            return examination;
        }
        List<String> notes = new ArrayList<>(examination.notes());
        notes.addAll(pending.notes());
        return switch (examination) {
            case PictureExamined picture ->
                new PictureExamined(
                        picture.contentDigests(),
                        picture.type(),
                        picture.width(),
                        picture.height(),
                        picture.fingerprint(),
                        picture.furtherFrames(),
                        picture.camera(),
                        picture.video(),
                        notes);
            case Examination.DigestsOnly only -> new Examination.DigestsOnly(only.contentDigests(), only.type(), notes);
            case NotExamined not -> new NotExamined(not.digests(), not.mediaType(), not.reason(), not.detail(), notes);
        };
    }

    /// Decides how to go on; an outcome ends the walk.
    private Optional<WalkOutcome> afterEnding(Ending ending) {
        if (pool.isClosing()) {
            throw new java.util.concurrent.CancellationException("the scan is being stopped");
        }
        window.throwFailure();
        pool.requireSpace();
        endingsInAll++;
        pool.attemptFailed(ending.reason());
        int times = ending.fromOutside() ? 0 : endings.merge(current, 1, Integer::sum);
        boolean structure = current == STRUCTURE;
        if (endingsInAll > ENDINGS_MAX || (structure && times >= 2)) {
            return Optional.of(new WalkOutcome.Incomplete(
                    ending.reason(),
                    "the walk over this container ended again and again: " + ending.detail(),
                    List.of()));
        }
        if (times >= 2) {
            poison.put(
                    current,
                    new NotExamined(
                            Optional.empty(),
                            Optional.empty(),
                            ending.reason(),
                            ending.detail() + ", twice while this member was unpacked",
                            List.of(WalkRequest.POISON_NOTE)));
        }
        return Optional.empty();
    }
}
