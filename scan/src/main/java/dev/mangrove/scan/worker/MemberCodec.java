package dev.mangrove.scan.worker;

import dev.mangrove.scan.capture.RawPaths;
import dev.mangrove.scan.item.ItemOrigin;
import dev.mangrove.scan.item.ItemOrigin.WebOrigin;
import dev.mangrove.scan.item.MediaType;
import dev.mangrove.scan.item.Reason;
import dev.mangrove.scan.walk.FoundMember;
import dev.mangrove.scan.walk.FoundMember.Content;
import dev.mangrove.scan.walk.FoundMember.Inline;
import dev.mangrove.scan.walk.FoundMember.Pending;
import dev.mangrove.scan.walk.FoundMember.Settled;
import dev.mangrove.scan.walk.FoundMember.Spooled;
import dev.mangrove.scan.walk.FoundMember.State;
import dev.mangrove.scan.walk.WalkOutcome;

/// What a walk tells, on the wire.
final class MemberCodec {

    private MemberCodec() {}

    static void write(WireOutput out, FoundMember member) {
        out.number(member.sequence());
        out.number(member.parentSequence());
        out.name(member.name());
        writeOrigin(out, member.origin());
        switch (member.state()) {
            case Settled settled -> {
                out.octet(0);
                ExaminationCodec.write(out, settled.examination());
            }
            case Pending pending -> {
                out.octet(1);
                out.optional(pending.digests(), out::digests);
                out.constant(pending.type());
                writeContent(out, pending.content());
                out.notes(pending.notes());
                out.optional(pending.brokenOff(), not -> ExaminationCodec.writeNotExamined(out, not));
            }
        }
    }

    static FoundMember read(WireInput in) throws BadFrameException {
        long sequence = in.count();
        long parentSequence = in.count();
        if (sequence == 0 || sequence == parentSequence) {
            throw new BadFrameException("member " + sequence + " cannot lie in container " + parentSequence);
        }
        return new FoundMember(sequence, parentSequence, in.name(), readOrigin(in), readState(in));
    }

    private static State readState(WireInput in) throws BadFrameException {
        if (in.octet(1) == 0) {
            return new Settled(ExaminationCodec.read(in));
        }
        var digests = in.optional(in::digests);
        MediaType type = in.constant(MediaType.class);
        Content content = readContent(in);
        var notes = in.notes();
        var brokenOff = in.optional(() -> ExaminationCodec.readNotExamined(in));
        if (digests.isPresent() == brokenOff.isPresent()) {
            throw new BadFrameException("a pending member has neither or both of digests and a reason");
        }
        return new Pending(digests, type, content, notes, brokenOff);
    }

    private static void writeContent(WireOutput out, Content content) {
        switch (content) {
            case Inline inline -> {
                out.octet(0);
                out.block(inline.bytes());
            }
            case Spooled spooled -> {
                out.octet(1);
                out.name(RawPaths.rawName(spooled.file()));
            }
        }
    }

    private static Content readContent(WireInput in) throws BadFrameException {
        if (in.octet(1) == 0) {
            return new Inline(in.block(Frames.REPLY_BYTES_MAX));
        }
        try {
            return new Spooled(RawPaths.path(in.name()));
        } catch (IllegalArgumentException e) {
            throw new BadFrameException("a spooled member has no path");
        }
    }

    private static void writeOrigin(WireOutput out, ItemOrigin origin) {
        out.optional(origin.modifiedAt(), out::instant);
        out.optional(origin.web(), web -> {
            out.text(web.uri());
            out.optional(web.capturedAt(), out::instant);
            out.optional(web.recordId(), out::text);
            out.text(web.recordType());
            out.optional(web.httpStatus(), out::integer);
            out.optional(web.page(), out::text);
            out.optional(web.refersTo(), out::text);
            out.optional(web.payloadDigest(), out::text);
        });
        out.optional(origin.messageId(), out::text);
    }

    private static ItemOrigin readOrigin(WireInput in) throws BadFrameException {
        return new ItemOrigin(
                in.optional(in::instant),
                in.optional(() -> new WebOrigin(
                        in.text(),
                        in.optional(in::instant),
                        in.optional(in::text),
                        in.text(),
                        in.optional(() -> in.integer(Integer.MIN_VALUE, Integer.MAX_VALUE)),
                        in.optional(in::text),
                        in.optional(in::text),
                        in.optional(in::text))),
                in.optional(in::text));
    }

    static void writeOutcome(WireOutput out, WalkOutcome outcome) {
        switch (outcome) {
            case WalkOutcome.Complete complete -> {
                out.octet(0);
                out.notes(complete.notes());
            }
            case WalkOutcome.Incomplete incomplete -> {
                out.octet(1);
                out.constant(incomplete.reason());
                out.text(incomplete.detail());
                out.notes(incomplete.notes());
            }
        }
    }

    static WalkOutcome readOutcome(WireInput in) throws BadFrameException {
        return in.octet(1) == 0
                ? new WalkOutcome.Complete(in.notes())
                : new WalkOutcome.Incomplete(in.constant(Reason.class), in.text(), in.notes());
    }
}
