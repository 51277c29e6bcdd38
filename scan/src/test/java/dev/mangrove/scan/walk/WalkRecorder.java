package dev.mangrove.scan.walk;

import dev.mangrove.hash.ContentDigests;
import dev.mangrove.scan.examine.TypeSniffer;
import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.item.MediaType;
import dev.mangrove.scan.item.RawName;
import dev.mangrove.scan.item.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/// Walks a container as a worker would and keeps what was told.
final class WalkRecorder implements WalkListener {

    final List<FoundMember> found = new ArrayList<>();
    final Set<Long> done = new HashSet<>();
    final Set<Long> poison = new HashSet<>();
    long bytes;
    long spooledBytes;

    WalkOutcome walk(byte[] container, String name) {
        byte[] head = Arrays.copyOf(container, Math.min(container.length, TypeSniffer.HEAD_BYTES));
        return walk(container, name, TypeSniffer.sniff(head, head.length), WalkLimits.STANDARD);
    }

    WalkOutcome walk(byte[] container, String name, MediaType type, WalkLimits limits) {
        return walk(new SeekableInMemoryByteChannel(container), name, type, limits);
    }

    WalkOutcome walk(SeekableByteChannel container, String name, MediaType type, WalkLimits limits) {
        try {
            Path folder = Files.createTempDirectory("walk");
            try {
                WalkOutcome outcome = ContainerWalker.walk(container, RawName.ofText(name), type, limits, folder, this);
                try (var left = Files.list(folder)) {
                    List<Path> files = left.toList();
                    if (!files.isEmpty()) {
                        throw new AssertionError("temporary files are left: " + files);
                    }
                }
                return outcome;
            } finally {
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean isDone(long sequence) {
        return done.contains(sequence);
    }

    @Override
    public boolean isPoison(long sequence) {
        return poison.contains(sequence);
    }

    @Override
    public void found(FoundMember member) {
        found.add(member);
        if (member.state() instanceof FoundMember.Pending pending
                && pending.content() instanceof FoundMember.Spooled spooled) {
            try {
                spooledBytes += Files.size(spooled.file());
                Files.delete(spooled.file());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void progress(long sequence, long more) {
        bytes += more;
    }

    FoundMember named(String name) {
        return found.stream()
                .filter(member -> member.name().equals(RawName.ofText(name)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no member " + name + " in " + lines()));
    }

    static Optional<ContentDigests> digests(FoundMember member) {
        return switch (member.state()) {
            case FoundMember.Pending pending -> pending.digests();
            case FoundMember.Settled settled -> settled.examination().digests();
        };
    }

    static List<String> notes(FoundMember member) {
        return switch (member.state()) {
            case FoundMember.Pending pending -> pending.notes();
            case FoundMember.Settled settled -> settled.examination().notes();
        };
    }

    static Optional<Reason> reason(FoundMember member) {
        return member.state() instanceof FoundMember.Settled settled
                        && settled.examination() instanceof Examination.NotExamined not
                ? Optional.of(not.reason())
                : Optional.empty();
    }

    /// A member as one line: number, parent, name, state, digest, notes.
    static String line(FoundMember member) {
        String state = switch (member.state()) {
            case FoundMember.Pending pending ->
                "pending " + pending.type()
                        + pending.brokenOff().map(b -> " " + b.reason()).orElse("");
            case FoundMember.Settled settled ->
                switch (settled.examination()) {
                    case Examination.NotExamined not -> "not " + not.reason().label();
                    case Examination.DigestsOnly only -> "digests " + only.type();
                    case Examination.PictureExamined picture -> "picture";
                };
        };
        String sha256 =
                digests(member).map(d -> d.sha256().toHex().substring(0, 12)).orElse("-");
        return member.sequence() + "<" + member.parentSequence() + " " + member.name() + ": " + state + " " + sha256
                + " " + notes(member);
    }

    List<String> lines() {
        return found.stream().map(WalkRecorder::line).toList();
    }
}
