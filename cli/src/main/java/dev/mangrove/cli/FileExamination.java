package dev.mangrove.cli;

import dev.mangrove.scan.capture.EvidenceFiles;
import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.walk.WalkLimits;
import dev.mangrove.scan.worker.WorkerPool;
import dev.mangrove.scan.worker.WorkerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/// Examines files in worker processes, outside any workspace, and answers in the order of asking.
final class FileExamination implements AutoCloseable {

    private static final int AHEAD = 64;

    private final WorkerPool pool;
    private final Path spoolFolder;

    /// Receives the answers.
    @FunctionalInterface
    interface Answers {
        void answer(FileArgument file, Examination examination) throws IOException;
    }

    private record Asked(FileArgument file, CompletableFuture<Examination> examination) {}

    FileExamination(WorkerOptions options) throws IOException {
        spoolFolder = Files.createTempDirectory("mangrove-");
        try {
            pool = WorkerPool.start(new WorkerSettings(
                    options.workers,
                    options.itemSeconds,
                    options.workerHeapMegabytes,
                    options.frameIntervalMillis,
                    WalkLimits.STANDARD,
                    spoolFolder));
        } catch (IllegalArgumentException e) {
            Files.delete(spoolFolder);
            throw CommandFailure.wrongUse(Failures.text(e));
        }
    }

    /// Refuses what is no file, before any work is done.
    static void requireFile(FileArgument file) {
        EvidenceFiles.Status status;
        try {
            status = EvidenceFiles.system().status(file.path());
        } catch (IOException e) {
            throw CommandFailure.wrongUse(
                    "there is no file " + file.shown() + " that can be read (" + e.getMessage() + "); check the path");
        }
        switch (status.kind()) {
            case FOLDER ->
                throw CommandFailure.wrongUse(
                        file.shown() + " is a folder, and this command takes files; for a folder use: mangrove scan");
            case SPECIAL ->
                throw CommandFailure.wrongUse(
                        file.shown() + " is a device, socket or pipe; copy its content to a file first");
            case FILE, LINK -> {}
        }
    }

    void examineAll(Iterator<FileArgument> files, Answers answers) throws IOException, InterruptedException {
        Queue<Asked> asked = new ArrayDeque<>();
        while (files.hasNext() || !asked.isEmpty()) {
            while (files.hasNext() && asked.size() < AHEAD) {
                FileArgument file = files.next();
                asked.add(new Asked(file, pool.examine(file.path())));
            }
            Asked first = asked.remove();
            answers.answer(first.file(), first.examination().join());
        }
    }

    @Override
    public void close() throws IOException {
        pool.close();
        Files.deleteIfExists(spoolFolder);
    }
}
