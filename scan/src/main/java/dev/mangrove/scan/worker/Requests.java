package dev.mangrove.scan.worker;

import dev.mangrove.hash.ContentDigests;
import dev.mangrove.scan.item.MediaType;
import dev.mangrove.scan.item.RawName;
import dev.mangrove.scan.walk.WalkLimits;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What a parent asks of a worker, and its forms on the wire.
final class Requests {

    private static final int RANGES_MAX = 10_000_000;
    private static final int POISON_MAX = 10_000;

    private Requests() {}

    /// Where an item's bytes are.
    sealed interface Source {
        /// A file, by its absolute path.
        record ByPath(RawName path) implements Source {}

        /// The bytes themselves.
        record ByBytes(byte[] bytes) implements Source {}
    }

    /// @param digestsOnly parse nothing, for content that has ended a worker before
    record Examine(Source source, Optional<ContentDigests> known, boolean digestsOnly) {

        /// In two parts, so that an item's bytes are not copied.
        byte[][] encode() {
            WireOutput out = new WireOutput();
            out.bool(digestsOnly);
            out.optional(known, out::digests);
            byte[] body = switch (source) {
                case Source.ByPath path -> {
                    out.octet(0);
                    yield path.path().bytes();
                }
                case Source.ByBytes bytes -> {
                    out.octet(1);
                    yield bytes.bytes();
                }
            };
            out.integer(body.length);
            return new byte[][] {out.toBytes(), body};
        }

        static Examine decode(byte[] payload) throws BadFrameException {
            WireInput in = new WireInput(payload);
            boolean digestsOnly = in.bool();
            Optional<ContentDigests> known = in.optional(in::digests);
            boolean byPath = in.octet(1) == 0;
            byte[] body = in.block(Frames.REQUEST_BYTES_MAX);
            Source source = byPath ? new Source.ByPath(RawName.of(body)) : new Source.ByBytes(body);
            in.requireEnd();
            return new Examine(source, known, digestsOnly);
        }
    }

    /// @param done numbers of members that need not be told of again
    /// @param poison numbers of members that must not be read
    /// @param spoolFolder absolute, empty, of this walk alone
    record Walk(
            RawName path,
            MediaType type,
            WalkLimits limits,
            RawName spoolFolder,
            SequenceRanges done,
            Set<Long> poison) {

        byte[] encode() {
            WireOutput out = new WireOutput();
            out.block(path.bytes());
            out.constant(type);
            out.number(limits.entriesMax());
            out.integer(limits.depthMax());
            out.number(limits.nestedBytesMax());
            out.integer(limits.ratioMax());
            out.number(limits.ratioFreeBytes());
            out.integer(limits.inlineBytesMax());
            out.bool(limits.carve());
            out.name(spoolFolder);
            out.integer(done.ranges());
            done.forEachRange((first, last) -> {
                out.number(first);
                out.number(last);
            });
            out.integer(poison.size());
            poison.forEach(out::number);
            return out.toBytes();
        }

        static Walk decode(byte[] payload) throws BadFrameException {
            WireInput in = new WireInput(payload);
            RawName path = RawName.of(in.block(Frames.REQUEST_BYTES_MAX));
            MediaType type = in.constant(MediaType.class);
            WalkLimits limits = new WalkLimits(
                    in.count(),
                    in.integer(0, Integer.MAX_VALUE),
                    in.count(),
                    in.integer(0, Integer.MAX_VALUE),
                    in.count(),
                    in.integer(0, Integer.MAX_VALUE),
                    in.bool());
            RawName spoolFolder = in.name();
            SequenceRanges done = new SequenceRanges();
            int ranges = in.integer(0, RANGES_MAX);
            for (int i = 0; i < ranges; i++) {
                done.addRange(in.count(), in.count());
            }
            Set<Long> poison = new TreeSet<>();
            int poisonous = in.integer(0, POISON_MAX);
            for (int i = 0; i < poisonous; i++) {
                poison.add(in.count());
            }
            in.requireEnd();
            return new Walk(path, type, limits, spoolFolder, done, poison);
        }
    }
}
