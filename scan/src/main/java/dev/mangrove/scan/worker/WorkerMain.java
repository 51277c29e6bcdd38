package dev.mangrove.scan.worker;

import dev.mangrove.hash.ContentDigests;
import dev.mangrove.scan.examine.ExamineLimits;
import dev.mangrove.scan.examine.Examiner;
import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.item.MediaType;
import dev.mangrove.scan.item.RawName;
import dev.mangrove.scan.walk.ContainerWalker;
import dev.mangrove.scan.walk.WalkLimits;
import dev.mangrove.scan.walk.WalkListener;
import dev.mangrove.scan.walk.WalkOutcome;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Optional;

/// The program that a worker process runs. It ends when its standard input does, so that no worker
/// outlives its parent.
public final class WorkerMain {

    private static final int PIPE_BYTES = 64 << 10;
    /// Exit status of a worker whose parent is gone.
    static final int PARENT_GONE = 0;

    private WorkerMain() {}

    /// What a worker does with an item; see [Examiner#examine].
    interface ExamineStep {
        Examination examine(
                SeekableByteChannel content, Optional<ContentDigests> known, ExamineLimits limits, Runnable stillAtWork)
                throws IOException;
    }

    /// What a worker does with a container; see [ContainerWalker#walk].
    interface WalkStep {
        WalkOutcome walk(
                SeekableByteChannel container,
                RawName name,
                MediaType type,
                WalkLimits limits,
                Path spoolFolder,
                WalkListener listener);
    }

    /// @param arguments see [WorkerCommand]
    public static void main(String[] arguments) {
        serve(arguments, Examiner::examine, ContainerWalker::walk);
    }

    /// Answers requests until standard input ends.
    static void serve(String[] arguments, ExamineStep examine, WalkStep walk) {
        ExamineLimits limits = WorkerCommand.limits(arguments);
        OutputStream replies = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), PIPE_BYTES);
        InputStream requests = new BufferedInputStream(new FileInputStream(FileDescriptor.in), PIPE_BYTES);
        // A library that prints, or asks, must not touch the pipes.
        System.setOut(System.err);
        System.setIn(InputStream.nullInputStream());
        WorkerLoop loop = new WorkerLoop(replies, limits, examine, walk);
        Thread work = new Thread(loop::work, "work");
        work.start();
        loop.listen(requests);
    }
}
