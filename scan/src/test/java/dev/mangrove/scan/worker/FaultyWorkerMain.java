package dev.mangrove.scan.worker;

import dev.mangrove.hash.ContentDigester;
import dev.mangrove.hash.ContentDigests;
import dev.mangrove.scan.examine.ExamineLimits;
import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.item.Examination.DigestsOnly;
import dev.mangrove.scan.item.Examination.NotExamined;
import dev.mangrove.scan.item.ItemOrigin;
import dev.mangrove.scan.item.MediaType;
import dev.mangrove.scan.item.RawName;
import dev.mangrove.scan.item.Reason;
import dev.mangrove.scan.walk.FoundMember;
import dev.mangrove.scan.walk.WalkLimits;
import dev.mangrove.scan.walk.WalkListener;
import dev.mangrove.scan.walk.WalkOutcome;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A worker that does what an item's text tells it to: die, hang, eat memory, lie. A container is a text
/// whose lines are its members.
final class FaultyWorkerMain {

    private FaultyWorkerMain() {}

    public static void main(String[] arguments) {
        WorkerMain.serve(arguments, FaultyWorkerMain::examine, FaultyWorkerMain::walk);
    }

    private static Examination examine(
            SeekableByteChannel content, Optional<ContentDigests> known, ExamineLimits limits, Runnable stillAtWork)
            throws IOException {
        byte[] bytes = read(content);
        String text = new String(bytes, StandardCharsets.UTF_8);
        misbehave(text);
        if (text.startsWith("too large") && Runtime.getRuntime().maxMemory() < (150L << 20)) {
            return new NotExamined(Optional.of(digests(bytes)), Optional.empty(), Reason.TOO_LARGE, "", List.of());
        }
        String type = text.startsWith("container") ? "application/zip" : "text/plain";
        return new DigestsOnly(known.orElseGet(() -> digests(bytes)), type, List.of("seen"));
    }

    private static void misbehave(String text) throws IOException {
        switch (text.split(":", 2)[0]) {
            case "die" -> Runtime.getRuntime().halt(9);
            case "die once" -> {
                Path marker = Path.of(text.split(":", 2)[1].strip());
                if (!Files.exists(marker)) {
                    Files.createFile(marker);
                    Runtime.getRuntime().halt(9);
                }
            }
            // What a native decoder does that follows a wrong address.
            case "crash" -> MemorySegment.ofAddress(8).reinterpret(8).set(ValueLayout.JAVA_BYTE, 0, (byte) 1);
            case "hang" -> {
                while (true) {
                    Thread.onSpinWait();
                }
            }
            case "eat memory" -> {
                List<byte[]> eaten = new ArrayList<>();
                while (true) {
                    eaten.add(new byte[1 << 20]);
                }
            }
            case "slow" -> java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
            case "throw" -> throw new IllegalStateException("a decoder's bug");
            case "recurse" -> recurse(0);
            case "print" -> System.out.println("a library that talks");
            case "lie" -> {
                FileOutputStream pipe = new FileOutputStream(FileDescriptor.out);
                pipe.write(new byte[100]);
                pipe.flush();
            }
            case "lie well" -> {
                FileOutputStream pipe = new FileOutputStream(FileDescriptor.out);
                WireOutput out = new WireOutput();
                out.bool(true);
                out.octet(77);
                Frames.write(pipe, MessageKind.EXAMINED, out.toBytes());
            }
            default -> {}
        }
    }

    private static int recurse(int depth) {
        return depth < 0 ? 0 : recurse(depth + 1) + 1;
    }

    private static WalkOutcome walk(
            SeekableByteChannel container,
            RawName name,
            MediaType type,
            WalkLimits limits,
            Path spoolFolder,
            WalkListener listener) {
        try {
            String[] lines = new String(read(container), StandardCharsets.UTF_8).split("\n");
            for (int i = 0; i < lines.length; i++) {
                long sequence = i + 1;
                if (listener.isDone(sequence)) {
                    continue;
                }
                if (listener.isPoison(sequence)) {
                    tell(listener, sequence, lines[i], new FoundMember.Settled(poison()));
                    continue;
                }
                if (lines[i].startsWith("structure ")) {
                    listener.progress(0, 1);
                    misbehave(lines[i].substring("structure ".length()));
                }
                listener.progress(sequence, lines[i].length());
                tell(listener, sequence, lines[i], member(sequence, lines[i], spoolFolder));
            }
            return new WalkOutcome.Complete(List.of("lines:" + lines.length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Examination poison() {
        return new NotExamined(Optional.empty(), Optional.empty(), Reason.WORKER_DIED, "", List.of());
    }

    private static void tell(WalkListener listener, long sequence, String line, FoundMember.State state) {
        listener.found(new FoundMember(sequence, 0, RawName.ofText(line), ItemOrigin.UNKNOWN, state));
    }

    private static FoundMember.State member(long sequence, String line, Path spoolFolder) throws IOException {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        String[] parts = line.split(" ", 2);
        byte[] content = (parts.length > 1 ? parts[1] : "").getBytes(StandardCharsets.UTF_8);
        return switch (parts[0]) {
            case "inline" -> pending(content, new FoundMember.Inline(content));
            case "spool" ->
                pending(content, new FoundMember.Spooled(Files.write(spoolFolder.resolve("m" + sequence), content)));
            case "steal" -> pending(content, new FoundMember.Spooled(Path.of("/etc/hostname")));
            case "walker" -> {
                misbehave(parts[1]);
                yield new FoundMember.Settled(new DigestsOnly(digests(bytes), "text/plain", List.of()));
            }
            default -> new FoundMember.Settled(new DigestsOnly(digests(bytes), "text/plain", List.of()));
        };
    }

    private static FoundMember.State pending(byte[] content, FoundMember.Content where) {
        return new FoundMember.Pending(
                Optional.of(digests(content)), MediaType.JPEG, where, List.of("walked"), Optional.empty());
    }

    private static ContentDigests digests(byte[] bytes) {
        ContentDigester digester = new ContentDigester();
        digester.update(bytes, 0, bytes.length);
        return digester.finish();
    }

    private static byte[] read(SeekableByteChannel content) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) content.size());
        while (buffer.hasRemaining() && content.read(buffer) >= 0) {}
        return buffer.array();
    }
}
