package dev.mangrove.scan.list;

import dev.mangrove.formats.hashlist.HashListFormat;
import dev.mangrove.formats.row.HashListRow;
import dev.mangrove.formats.row.RowSink;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/// Reads a list in a thread of its own and hands its rows, in their order, to a sink in the calling thread: parsing
/// and sorting keep a processor busy each. At most [#BATCHES_MAX] times [#BATCH_ROWS] rows wait.
final class RowRelay implements RowSink {

    private static final int BATCH_ROWS = 128;
    private static final int BATCHES_MAX = 4;

    /// What to tell the sink, in the calling thread.
    @FunctionalInterface
    private interface Message {
        void tell(RowSink sink) throws IOException;
    }

    private final BlockingQueue<List<Message>> batches = new ArrayBlockingQueue<>(BATCHES_MAX);
    private List<Message> batch = new ArrayList<>(BATCH_ROWS);

    private RowRelay() {}

    /// As [HashListFormat#read]: what the reader or the sink throws is thrown here.
    static void read(HashListFormat format, Path file, RowSink sink) throws IOException {
        RowRelay relay = new RowRelay();
        FutureTask<Boolean> reading = new FutureTask<>(() -> relay.readAll(format, file));
        Thread reader = Thread.ofPlatform().name("list-reader").start(reading);
        try {
            relay.tellAll(sink);
            reading.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failure -> throw failure;
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the list was built");
        } finally {
            reader.interrupt();
            relay.batches.clear();
            join(reader);
        }
    }

    private static void join(Thread reader) {
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean readAll(HashListFormat format, Path file) throws IOException {
        try {
            format.read(file, this);
            return true;
        } finally {
            pass();
            // An empty batch ends.
            pass();
        }
    }

    private void tellAll(RowSink sink) throws IOException, InterruptedException {
        for (List<Message> next = batches.take(); !next.isEmpty(); next = batches.take()) {
            for (Message message : next) {
                message.tell(sink);
            }
        }
    }

    @Override
    public void row(Supplier<String> place, HashListRow row) throws IOException {
        add(sink -> sink.row(place, row));
    }

    @Override
    public void problem(String place, String reason) {
        add(sink -> sink.problem(place, reason));
    }

    @Override
    public void remark(String place, String remark) {
        add(sink -> sink.remark(place, remark));
    }

    private void add(Message message) {
        batch.add(message);
        if (batch.size() == BATCH_ROWS) {
            pass();
        }
    }

    private void pass() {
        try {
            batches.put(batch);
        } catch (InterruptedException e) {
            throw new StoppedException();
        }
        batch = new ArrayList<>(BATCH_ROWS);
    }

    /// Ends a reader whose rows nobody wants any more.
    private static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
