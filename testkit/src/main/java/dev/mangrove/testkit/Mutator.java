package dev.mangrove.testkit;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Damages files the way media and networks do, and the way an attacker would: bits flipped at a
/// ratio, tails cut, pieces removed, doubled or exchanged, header bytes set to extreme values, lengths
/// that lie. The same seed gives the same damage.
///
/// Fine enough that many damaged pictures still reach their pixels: half of the damage keeps away from
/// the first bytes, and most of it is small.
public final class Mutator {

    /// Damaged bytes.
    ///
    /// @param how for people, e.g. `17 bits flipped from 512`
    @SuppressWarnings("ArrayRecordComponent")
    public record Mutation(byte[] bytes, String how) {}

    private static final int[] EXTREMES = {0, 1, 0x7f, 0x80, 0xfe, 0xff};
    private static final long[] LIES = {
        0, 1, 2, 7, 0x7f, 0xff, 0x7fff, 0xffff, 0x10000, 0xffffff, 0x7fffffffL, 0x80000000L, 0xfffffffeL, 0xffffffffL
    };
    private static final int HEADER_BYTES = 512;

    private Mutator() {}

    /// Damages a copy of `original`, which must not be empty.
    public static Mutation mutate(byte[] original, long seed) {
        if (original.length == 0) {
            throw new IllegalArgumentException("no bytes to damage");
        }
        SplittableRandom random = new SplittableRandom(seed);
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> flipped(original, random);
            case 4, 5 -> truncated(original, random);
            case 6 -> rearranged(original, random);
            case 7, 8 -> extremeByte(original, random);
            default -> falseLength(original, random);
        };
    }

    /// Between one bit in all and one bit in a hundred, mostly few.
    private static Mutation flipped(byte[] original, SplittableRandom random) {
        byte[] bytes = original.clone();
        int from = random.nextBoolean() ? Math.min(HEADER_BYTES, bytes.length / 2) : 0;
        long bitsInReach = (bytes.length - from) * 8L;
        double ratio = Math.pow(10, -2 - 4 * random.nextDouble());
        int flips = (int) Math.max(1, Math.min(100_000, bitsInReach * ratio));
        for (int i = 0; i < flips; i++) {
            long bit = random.nextLong(bitsInReach);
            bytes[from + (int) (bit >> 3)] ^= (byte) (1 << (bit & 7));
        }
        return new Mutation(bytes, flips + " bits flipped from " + from);
    }

    private static Mutation truncated(byte[] original, SplittableRandom random) {
        double kept = 1 - Math.pow(random.nextDouble(), 2);
        int length = (int) (original.length * kept);
        return new Mutation(Arrays.copyOf(original, length), "cut to " + length + " bytes");
    }

    private static Mutation rearranged(byte[] original, SplittableRandom random) {
        int length = 1 + random.nextInt(Math.min(2_048, Math.max(1, original.length / 4)));
        int from = random.nextInt(original.length - Math.min(length, original.length - 1));
        int to = Math.min(original.length, from + length);
        byte[] piece = Arrays.copyOfRange(original, from, to);
        return switch (random.nextInt(3)) {
            case 0 -> new Mutation(joined(original, from, new byte[0], to), "removed " + from + ".." + to);
            case 1 -> new Mutation(joined(original, to, piece, to), "doubled " + from + ".." + to);
            default -> {
                byte[] bytes = joined(original, from, new byte[0], to);
                int at = random.nextInt(bytes.length + 1);
                yield new Mutation(joined(bytes, at, piece, at), "moved " + from + ".." + to + " to " + at);
            }
        };
    }

    private static byte[] joined(byte[] bytes, int until, byte[] middle, int resume) {
        byte[] out = Arrays.copyOf(bytes, until + middle.length + bytes.length - resume);
        System.arraycopy(middle, 0, out, until, middle.length);
        System.arraycopy(bytes, resume, out, until + middle.length, bytes.length - resume);
        return out;
    }

    private static Mutation extremeByte(byte[] original, SplittableRandom random) {
        byte[] bytes = original.clone();
        int at = random.nextInt(Math.min(HEADER_BYTES, bytes.length));
        bytes[at] = (byte) EXTREMES[random.nextInt(EXTREMES.length)];
        return new Mutation(bytes, "byte " + at + " set to " + (bytes[at] & 0xff));
    }

    private static Mutation falseLength(byte[] original, SplittableRandom random) {
        int[] fields = LengthFields.of(original);
        if (fields.length == 0) {
            return extremeByte(original, random);
        }
        byte[] bytes = original.clone();
        int field = fields[random.nextInt(fields.length)];
        int at = LengthFields.offset(field);
        int width = LengthFields.width(field);
        long lie = LIES[random.nextInt(LIES.length)];
        for (int i = 0; i < width; i++) {
            int shift = 8 * (LengthFields.isBigEndian(field) ? width - 1 - i : i);
            bytes[at + i] = (byte) (lie >>> shift);
        }
        return new Mutation(bytes, width + " bytes of length at " + at + " set to " + lie);
    }
}
