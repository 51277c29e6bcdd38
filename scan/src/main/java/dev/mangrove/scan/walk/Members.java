package dev.mangrove.scan.walk;

import dev.mangrove.hash.ContentDigests;
import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.item.Examination.DigestsOnly;
import dev.mangrove.scan.item.Examination.NotExamined;
import dev.mangrove.scan.item.ItemOrigin;
import dev.mangrove.scan.item.MediaType;
import dev.mangrove.scan.item.RawName;
import dev.mangrove.scan.item.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The members of one container, numbered, read and told of one after the other.
final class Members {

    private final Container container;

    Members(Container container) {
        this.container = container;
    }

    /// A member to be read.
    ///
    /// @param origin asked for once its bytes are read
    /// @param packedBytes packed bytes consumed for it so far
    /// @param mustReadAll its bytes are counted even where it was examined before
    /// @param type what it is, where the container tells; else its content does
    /// @param locked a sentence on why only its receiver can open it: its bytes are digested and nothing else
    record Member(
            RawName name,
            Supplier<ItemOrigin> origin,
            LongSupplier packedBytes,
            boolean mustReadAll,
            Optional<MediaType> type,
            Optional<String> locked) {

        Member(RawName name, Supplier<ItemOrigin> origin, LongSupplier packedBytes, boolean mustReadAll) {
            this(name, origin, packedBytes, mustReadAll, Optional.empty(), Optional.empty());
        }

        /// The type that is known without looking.
        Optional<MediaType> knownType() {
            return locked.isPresent() ? Optional.of(MediaType.UNKNOWN) : type;
        }
    }

    /// Unpacks one member.
    interface Source {
        /// Writes its bytes to `sink`; may add remarks on them.
        void copyTo(OutputStream sink, List<String> notes) throws IOException;
    }

    /// How reading a member ended.
    enum Reading {
        /// To its end.
        WHOLE,
        /// Not begun: it has killed before.
        POISONOUS,
        /// Left as soon as its type was known.
        SKIPPED,
        /// A limit stopped it.
        STOPPED,
        /// Its bytes broke off.
        BROKEN
    }

    /// Lists a member that is not read.
    void list(RawName name, ItemOrigin origin, Reason reason, String detail, List<String> notes) {
        long sequence = container.walk().next();
        boolean poison = container.walk().isPoison(sequence);
        if (poison) {
            container.walk().leaveRoom();
        }
        if (!container.walk().isDone(sequence)) {
            settle(sequence, name, origin, new NotExamined(Optional.empty(), Optional.empty(), reason, detail, notes));
        }
    }

    /// Reads a member and tells of it.
    Reading take(Member member, Source source) {
        Walk walk = container.walk();
        long sequence = walk.next();
        boolean done = walk.isDone(sequence);
        if (walk.isPoison(sequence)) {
            walk.leaveRoom();
            if (!done) {
                settle(sequence, member.name(), member.origin().get(), poisonous());
            }
            return Reading.POISONOUS;
        }
        walk.touch(sequence);
        boolean mustReadAll = member.mustReadAll() || container.isNested();
        MemberIntake intake = new MemberIntake(container, member.packedBytes(), done, mustReadAll, member.knownType());
        List<String> notes = new ArrayList<>();
        try {
            MemberException broken = read(source, intake, notes);
            boolean left = intake.stop() instanceof MemberIntake.Enough;
            if (!left) {
                settle(sequence, member, intake, notes, broken, done);
            }
            if (left) {
                return Reading.SKIPPED;
            }
            if (broken == null) {
                return Reading.WHOLE;
            }
            return intake.stop() == broken ? Reading.STOPPED : Reading.BROKEN;
        } finally {
            intake.forget();
            walk.touch(container.sequence());
        }
    }

    private static NotExamined poisonous() {
        return new NotExamined(
                Optional.empty(),
                Optional.empty(),
                Reason.WORKER_DIED,
                "the worker that unpacked it ended unexpectedly, twice",
                List.of());
    }

    // Hostile bytes meet the unpacking libraries here. Whatever a library throws on them costs this
    // member alone: its memory is freed, and the walk goes on.
    private @Nullable MemberException read(Source source, MemberIntake intake, List<String> notes) {
        try {
            source.copyTo(intake, notes);
            return intake.stop() instanceof MemberException stopped ? stopped : null;
        } catch (WalkStop e) {
            throw e;
        } catch (OutOfMemoryError | StackOverflowError e) {
            intake.forget();
            return Reasons.of(e, intake.bytes());
        } catch (IOException | RuntimeException e) {
            if (intake.stop() instanceof MemberException stopped) {
                return stopped;
            }
            return intake.stop() == null ? Reasons.of(e, intake.bytes()) : null;
        }
    }

    private void settle(
            long sequence,
            Member member,
            MemberIntake intake,
            List<String> notes,
            @Nullable MemberException broken,
            boolean done) {
        ItemOrigin origin = member.origin().get();
        MediaType type = intake.type();
        Spool spool = intake.spool();
        if (done && type.kind() != MediaType.Kind.CONTAINER) {
            return;
        }
        if (broken != null && intake.bytes() > 0) {
            notes.add("memberTruncated");
        }
        if (type.kind() == MediaType.Kind.CONTAINER && spool != null) {
            WalkOutcome outcome = walkNested(sequence, member, type, spool);
            notes.addAll(outcome.notes());
            if (broken == null && outcome instanceof WalkOutcome.Incomplete incomplete && !done) {
                ContentDigests digests = intake.digester().finish();
                settle(
                        sequence,
                        member.name(),
                        origin,
                        new NotExamined(
                                Optional.of(digests),
                                Optional.of(type.label()),
                                incomplete.reason(),
                                incomplete.detail(),
                                notes));
                return;
            }
        }
        if (done) {
            return;
        }
        if (type.kind() == MediaType.Kind.PICTURE && spool != null && !spool.isFull()) {
            tellPending(sequence, member, origin, intake, type, spool, notes, broken);
        } else {
            settle(sequence, member.name(), origin, examination(member, intake, type, notes, broken));
        }
    }

    private void tellPending(
            long sequence,
            Member member,
            ItemOrigin origin,
            MemberIntake intake,
            MediaType type,
            Spool spool,
            List<String> notes,
            @Nullable MemberException broken) {
        FoundMember.State state;
        try {
            FoundMember.Content content = spool.handOut();
            state = broken == null
                    ? new FoundMember.Pending(
                            Optional.of(intake.digester().finish()), type, content, notes, Optional.empty())
                    : new FoundMember.Pending(
                            Optional.empty(), type, content, notes, Optional.of(notExamined(type, notes, broken)));
        } catch (IOException e) {
            state = new FoundMember.Settled(spaceUsedUp(intake, type, notes, broken));
        }
        container.walk().tell(new FoundMember(sequence, container.sequence(), member.name(), origin, state));
    }

    private static Examination examination(
            Members.Member member,
            MemberIntake intake,
            MediaType type,
            List<String> notes,
            @Nullable MemberException broken) {
        if (broken != null) {
            return notExamined(type, notes, broken);
        }
        if (intake.spool() != null && intake.spool().isFull()) {
            return spaceUsedUp(intake, type, notes, null);
        }
        ContentDigests digests = intake.digester().finish();
        if (intake.bytes() == 0) {
            return new NotExamined(
                    Optional.of(digests), Optional.empty(), Reason.EMPTY, Reason.EMPTY.sentence(), notes);
        }
        if (member.locked().isPresent()) {
            return new NotExamined(
                    Optional.of(digests),
                    Optional.empty(),
                    Reason.ENCRYPTED,
                    member.locked().get(),
                    notes);
        }
        return switch (type.kind()) {
            case VIDEO, PICTURE_UNSUPPORTED, PICTURE ->
                new NotExamined(
                        Optional.of(digests),
                        Optional.of(type.label()),
                        Reason.UNSUPPORTED,
                        type.label() + " cannot be decoded by this version",
                        notes);
            case CONTAINER, OTHER -> new DigestsOnly(digests, type.label(), notes);
        };
    }

    private static NotExamined notExamined(MediaType type, List<String> notes, MemberException broken) {
        Optional<String> label = type == MediaType.UNKNOWN ? Optional.empty() : Optional.of(type.label());
        return new NotExamined(Optional.empty(), label, broken.reason, broken.detail(), notes);
    }

    private static NotExamined spaceUsedUp(
            MemberIntake intake, MediaType type, List<String> notes, @Nullable MemberException broken) {
        return new NotExamined(
                broken == null ? Optional.of(intake.digester().finish()) : Optional.empty(),
                Optional.of(type.label()),
                Reason.LIMIT_REACHED,
                "the space for temporary data is used up",
                notes);
    }

    private WalkOutcome walkNested(long sequence, Member member, MediaType type, Spool spool) {
        Walk walk = container.walk();
        if (container.memberDepth() >= walk.limits().depthMax()) {
            return new WalkOutcome.Incomplete(
                    Reason.LIMIT_REACHED,
                    "containers are nested more than " + walk.limits().depthMax() + " deep",
                    List.of());
        }
        try {
            Container nested = new Container(
                    walk,
                    sequence,
                    container.memberDepth(),
                    member.name(),
                    spool.read(),
                    spool.laidDown(),
                    new Remarks());
            walk.touch(sequence);
            if (spool.isFull()) {
                nested.remarks().incomplete(Reason.LIMIT_REACHED, "the space for temporary data is used up");
            }
            return Formats.walk(nested, type);
        } catch (IOException e) {
            return new WalkOutcome.Incomplete(
                    Reason.LIMIT_REACHED, "the space for temporary data is used up", List.of());
        }
    }

    private void settle(long sequence, RawName name, ItemOrigin origin, Examination examination) {
        container
                .walk()
                .tell(new FoundMember(
                        sequence, container.sequence(), name, origin, new FoundMember.Settled(examination)));
    }
}
