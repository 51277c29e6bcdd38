package dev.mangrove.scan.worker;

import dev.mangrove.scan.capture.RawPaths;
import dev.mangrove.scan.item.MediaType;
import dev.mangrove.scan.item.RawName;
import dev.mangrove.scan.walk.FoundMember;
import dev.mangrove.scan.walk.FoundMember.Inline;
import dev.mangrove.scan.walk.FoundMember.Pending;
import dev.mangrove.scan.walk.FoundMember.Spooled;
import dev.mangrove.scan.worker.WorkerProcess.Ending;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/// Fetches members' bytes out of containers once more, for a person who must see them. A worker walks the
/// container as in the scan; here only bytes pass through. Not safe for use by several threads.
public final class MemberFetcher implements AutoCloseable {

    private static final int SECOND_TRY_FACTOR = 3;

    private final WorkerSettings settings;
    private final Spool spool;
    private final Watchdog watchdog = new Watchdog();
    private final Slot ordinary;
    private final Slot large;

    /// Receives a member's bytes. They are whole, or the beginning of a member that broke off: the caller
    /// compares digests.
    @FunctionalInterface
    public interface Sink {
        void member(long sequence, InputStream bytes) throws IOException;
    }

    /// @param settings as in the scan: the numbers of members depend on the limits
    /// @throws IOException where the spool folder cannot be used
    public static MemberFetcher start(WorkerSettings settings) throws IOException {
        return new MemberFetcher(settings);
    }

    private MemberFetcher(WorkerSettings settings) throws IOException {
        this.settings = settings;
        this.spool = Spool.prepare(settings.spoolFolder());
        WorkerCommand command = new WorkerCommand(
                WorkerIsolation.ofThisSystem(),
                settings.frameIntervalMillis(),
                WorkerPool.PROGRAM,
                spool.libraryFolder());
        this.ordinary = new Slot(command, watchdog, settings.heapMegabytes(), settings.itemSeconds());
        this.large = new Slot(
                command,
                watchdog,
                settings.heapMegabytes() * SECOND_TRY_FACTOR,
                settings.itemSeconds() * SECOND_TRY_FACTOR);
    }

    /// Walks a container and hands over the wanted members. One that is no picture is not handed over, nor
    /// is one that the walk does not meet again.
    ///
    /// @param path absolute
    /// @param poison members at which the walk of the scan ended: they are left out again
    /// @throws IOException what the sink threw, or telling how the walk ended too early
    public void fetch(RawName path, MediaType type, Set<Long> wanted, Set<Long> poison, Sink sink) throws IOException {
        Set<Long> left = new TreeSet<>(wanted);
        if (attempt(ordinary, path, type, left, poison, sink) && !left.isEmpty()) {
            attempt(large, path, type, left, poison, sink);
        }
    }

    /// @param left without those that were handed over
    /// @return whether the worker ended before the walk did
    private boolean attempt(Slot slot, RawName path, MediaType type, Set<Long> left, Set<Long> poison, Sink sink)
            throws IOException {
        Path folder = spool.newFolder();
        WorkerProcess worker = slot.worker();
        try {
            Requests.Walk request = new Requests.Walk(
                    path, type, settings.walkLimits(), RawPaths.rawName(folder), allBut(left), poison);
            worker.send(MessageKind.WALK, request.encode());
            while (true) {
                Frames.Head head = worker.receiveHead(slot.limit(0));
                WireInput in = new WireInput(worker.receivePayload(head));
                switch (head.kind()) {
                    case PROGRESS -> in.count();
                    case FOUND -> found(worker, MemberCodec.read(in), left, folder, sink);
                    case WALKED -> {
                        return false;
                    }
                    default -> throw new BadFrameException("a walk was answered with " + head.kind());
                }
            }
        } catch (SinkFailure e) {
            slot.close();
            throw e.failure;
        } catch (IOException e) {
            return ended(slot, worker, e);
        } catch (IllegalArgumentException e) {
            // A record refused what the worker sent.
            return ended(slot, worker, new BadFrameException(String.valueOf(e.getMessage())));
        } finally {
            spool.discardFolder(folder);
        }
    }

    private boolean ended(Slot slot, WorkerProcess worker, IOException failure) throws IOException {
        Ending ending = slot.drop(worker, failure);
        if (slot == large) {
            throw new IOException("the worker that opened the container ended twice: " + ending.detail(), failure);
        }
        return true;
    }

    /// The members that need not be told of.
    private static SequenceRanges allBut(Set<Long> wanted) {
        SequenceRanges done = new SequenceRanges();
        long next = 1;
        for (long sequence : new TreeSet<>(wanted)) {
            if (sequence > next) {
                done.addRange(next, sequence - 1);
            }
            next = sequence + 1;
        }
        done.addRange(next, Long.MAX_VALUE - 1);
        return done;
    }

    private void found(WorkerProcess worker, FoundMember member, Set<Long> left, Path folder, Sink sink)
            throws IOException {
        boolean wanted = left.remove(member.sequence());
        if (!(member.state() instanceof Pending pending)) {
            return;
        }
        switch (pending.content()) {
            case Inline inline -> {
                if (wanted) {
                    handOver(member, new ByteArrayInputStream(inline.bytes()), sink);
                }
            }
            case Spooled spooled -> {
                requireInside(spooled.file(), folder);
                if (wanted) {
                    try (InputStream bytes = Files.newInputStream(spooled.file(), LinkOption.NOFOLLOW_LINKS)) {
                        handOver(member, bytes, sink);
                    }
                }
                spool.discardFile(spooled.file());
                worker.send(MessageKind.CONTINUE, new byte[0]);
            }
        }
    }

    private static void handOver(FoundMember member, InputStream bytes, Sink sink) throws IOException {
        try {
            sink.member(member.sequence(), bytes);
        } catch (IOException e) {
            throw new SinkFailure(e);
        }
    }

    /// A worker that was taken over must not be able to name any other file.
    private static void requireInside(Path file, Path folder) throws BadFrameException {
        if (!file.normalize().equals(file)
                || !folder.equals(file.getParent())
                || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new BadFrameException("a member was spooled to a place that is not the walk's");
        }
    }

    /// Tells a failure of the receiver from one of the worker.
    private static final class SinkFailure extends IOException {
        private static final long serialVersionUID = 1;
        private final IOException failure;

        SinkFailure(IOException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    @Override
    public void close() {
        ordinary.close();
        large.close();
        watchdog.close();
        try {
            spool.clear();
        } catch (IOException left) {
            // The next run clears what this one could not.
        }
    }
}
