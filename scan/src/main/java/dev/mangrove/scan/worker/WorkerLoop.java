package dev.mangrove.scan.worker;

import dev.mangrove.scan.examine.ExamineLimits;
import dev.mangrove.scan.item.RawName;
import dev.mangrove.scan.walk.FoundMember;
import dev.mangrove.scan.walk.WalkListener;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Inside a worker: one thread listens to the parent, so that its end is noticed at once; the other works.
final class WorkerLoop {

    private static final int STATUS_BAD_REQUEST = 4;
    private static final int STATUS_OUT_OF_MEMORY = 3;
    private static final long PROGRESS_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final OutputStream replies;
    private final WorkerSteps steps;
    private final BlockingQueue<Request> requests = new ArrayBlockingQueue<>(1);
    private final Semaphore mayContinue = new Semaphore(0);
    private final byte[] outOfMemory = encodeOutOfMemory();

    private record Request(MessageKind kind, byte[] payload) {}

    WorkerLoop(OutputStream replies, ExamineLimits limits, WorkerMain.ExamineStep examine, WorkerMain.WalkStep walk) {
        this.replies = replies;
        this.steps = new WorkerSteps(limits, examine, walk, this::stillAtWork);
    }

    /// Made early: when it is needed there is no memory to make it.
    private static byte[] encodeOutOfMemory() {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        try {
            Frames.write(frame, MessageKind.OUT_OF_MEMORY, new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException("memory refused a write", e);
        }
        return frame.toByteArray();
    }

    void listen(InputStream in) {
        try {
            while (true) {
                Frames.Head head = Frames.readHead(in, Frames.REQUEST_BYTES_MAX);
                byte[] payload = Frames.readPayload(in, head);
                if (head.kind() == MessageKind.CONTINUE) {
                    mayContinue.release();
                } else {
                    requests.put(new Request(head.kind(), payload));
                }
            }
        } catch (EOFException e) {
            end(WorkerMain.PARENT_GONE);
        } catch (OutOfMemoryError e) {
            endOutOfMemory();
        } catch (IOException | InterruptedException e) {
            end(STATUS_BAD_REQUEST);
        }
    }

    void work() {
        try {
            send(MessageKind.READY, new byte[0]);
            while (true) {
                Request request = requests.take();
                switch (request.kind()) {
                    case EXAMINE ->
                        send(MessageKind.EXAMINED, steps.examine(Requests.Examine.decode(request.payload())));
                    case WALK ->
                        send(MessageKind.WALKED, steps.walk(Requests.Walk.decode(request.payload()), Teller::new));
                    default -> end(STATUS_BAD_REQUEST);
                }
            }
        } catch (OutOfMemoryError e) {
            endOutOfMemory();
        } catch (BadFrameException | InterruptedException e) {
            end(STATUS_BAD_REQUEST);
        } catch (IOException | UncheckedIOException e) {
            end(WorkerMain.PARENT_GONE);
        }
    }

    private void send(MessageKind kind, byte[] payload) throws IOException {
        synchronized (replies) {
            Frames.write(replies, kind, payload);
        }
    }

    /// On the thread that watches an outside program: what takes long is not silent.
    private void stillAtWork() {
        WireOutput out = new WireOutput();
        out.number(0);
        try {
            send(MessageKind.PROGRESS, out.toBytes());
        } catch (IOException e) {
            end(WorkerMain.PARENT_GONE);
        }
    }

    private void endOutOfMemory() {
        try {
            replies.write(outOfMemory);
            replies.flush();
        } catch (IOException e) {
            end(WorkerMain.PARENT_GONE);
        }
        end(STATUS_OUT_OF_MEMORY);
    }

    /// Without shutdown hooks: nothing here has anything to save, and a library's hook could hang.
    private static void end(int status) {
        Runtime.getRuntime().halt(status);
    }

    /// Tells the parent what a walk meets.
    private final class Teller implements WalkListener {

        private final Requests.Walk request;
        private long toldSequence = -1;
        private long toldAtNanos = System.nanoTime();

        Teller(Requests.Walk request) {
            this.request = request;
        }

        @Override
        public boolean isDone(long sequence) {
            return request.done().contains(sequence);
        }

        @Override
        public boolean isPoison(long sequence) {
            return request.poison().contains(sequence);
        }

        @Override
        public void found(FoundMember member) {
            WireOutput out = new WireOutput();
            MemberCodec.write(out, member);
            tell(MessageKind.FOUND, out.toBytes());
            if (member.state() instanceof FoundMember.Pending pending
                    && pending.content() instanceof FoundMember.Spooled) {
                // The disk is the parent's to share out.
                mayContinue.acquireUninterruptibly();
            }
        }

        @Override
        public void progress(long sequence, long bytes) {
            long now = System.nanoTime();
            if (sequence != toldSequence || now - toldAtNanos > PROGRESS_NANOS) {
                toldSequence = sequence;
                toldAtNanos = now;
                WireOutput out = new WireOutput();
                out.number(sequence);
                tell(MessageKind.PROGRESS, out.toBytes());
            }
        }

        private void tell(MessageKind kind, byte[] payload) {
            try {
                send(kind, payload);
            } catch (IOException e) {
                throw new UncheckedIOException("the parent is gone", e);
            }
        }
    }

    /// Makes the listener of one walk.
    interface TellerFactory {
        WalkListener teller(Requests.Walk request);
    }

    static RawName lastPart(RawName path) {
        byte[] bytes = path.bytes();
        int start = bytes.length;
        while (start > 0 && bytes[start - 1] != '/') {
            start--;
        }
        return RawName.of(java.util.Arrays.copyOfRange(bytes, start, bytes.length));
    }
}
