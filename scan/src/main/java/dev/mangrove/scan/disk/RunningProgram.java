package dev.mangrove.scan.disk;

import dev.mangrove.scan.item.Reason;
import dev.mangrove.scan.jail.JailResult;
import dev.mangrove.scan.jail.JailedProgram;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A program at work in the jail, and what it writes. A thread of its own reads from it, so that the one that waits
/// can tell meanwhile that it is alive. Used by one thread.
public final class RunningProgram implements AutoCloseable {

    private static final int CHUNK_BYTES = 128 << 10;
    private static final int CHUNKS_MAX = 4;
    private static final int TELL_MILLIS = 100;
    private static final byte[] END = new byte[0];

    private final String name;
    private final Runnable alive;
    private final BlockingQueue<byte[]> chunks = new ArrayBlockingQueue<>(CHUNKS_MAX);
    private volatile boolean closed;
    private volatile @Nullable JailResult result;
    private volatile @Nullable IOException failure;
    private boolean ended;

    /// Starts it.
    ///
    /// @param alive called now and then while it is waited for
    RunningProgram(String name, JailedProgram program, Runnable alive) {
        this.name = name;
        this.alive = alive;
        Thread.ofPlatform().daemon().name("disk-" + name).start(() -> run(program));
    }

    private void run(JailedProgram program) {
        try {
            result = program.run(this::pass);
        } catch (IOException e) {
            failure = e;
        } finally {
            try {
                // The reader takes whatever there is until it meets the end.
                while (!closed && !chunks.offer(END, TELL_MILLIS, TimeUnit.MILLISECONDS)) {
                    Thread.onSpinWait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void pass(InputStream output) throws IOException {
        byte[] buffer = new byte[CHUNK_BYTES];
        int count;
        while (!closed && (count = output.read(buffer, 0, buffer.length)) >= 0) {
            byte[] chunk = Arrays.copyOf(buffer, count);
            try {
                while (!closed && count > 0 && !chunks.offer(chunk, TELL_MILLIS, TimeUnit.MILLISECONDS)) {
                    Thread.onSpinWait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /// What it writes. Where a limit ended it, reading says so behind the last byte.
    public InputStream output() {
        return new Output();
    }

    /// Whether it ended by itself and was content. Asked once its output has ended.
    public boolean endsWell() {
        return Optional.ofNullable(result).filter(JailResult::succeeded).isPresent();
    }

    /// What it said on standard error; hostile. Asked once its output has ended.
    String complaint() {
        return Optional.ofNullable(result).map(JailResult::errorText).orElse("");
    }

    /// Ends it, if it has not ended.
    @Override
    public void close() {
        closed = true;
        chunks.clear();
    }

    private byte[] nextChunk() throws IOException {
        try {
            byte[] chunk = chunks.poll(TELL_MILLIS, TimeUnit.MILLISECONDS);
            while (chunk == null) {
                alive.run();
                chunk = chunks.poll(TELL_MILLIS, TimeUnit.MILLISECONDS);
            }
            return chunk;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + name + " was at work", e);
        }
    }

    private void throwIfStopped() throws IOException {
        IOException failed = failure;
        if (failed != null) {
            throw failed;
        }
        Optional<JailResult> how = Optional.ofNullable(result);
        if (how.isPresent() && how.get().limit().isPresent()) {
            Reason reason = switch (how.get().limit().get()) {
                case WALL_CLOCK, PROCESSOR -> Reason.TIMED_OUT;
                case MEMORY -> Reason.OUT_OF_MEMORY;
                case OUTPUT -> Reason.LIMIT_REACHED;
            };
            throw new DiskException(
                    reason, "the program " + name + " " + how.get().ending());
        }
    }

    private final class Output extends InputStream {

        private byte[] chunk = END;
        private int at;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (at == chunk.length && !ended) {
                chunk = nextChunk();
                at = 0;
                ended = chunk.length == 0;
            }
            if (ended) {
                throwIfStopped();
                return -1;
            }
            int count = Math.min(length, chunk.length - at);
            System.arraycopy(chunk, at, target, offset, count);
            at += count;
            return count;
        }
    }
}
