package dev.mangrove.index;

/// Tells of most absent digests that they are absent, from three cache lines instead of a search. What it does not
/// rule out is looked up in the sorted section, so it never answers by itself.
///
/// A key is the first eight bytes of a digest. Keys are cut into shards of at most [#SHARD_KEYS_MAX] in ascending
/// order, so that building takes the memory of one shard. Each shard is a 3-wise binary fuse filter with
/// fingerprints of 8 bits: of a key that is in it, three bytes of the shard give the key's fingerprint when XORed.
/// Of another key they do so once in 256 times. A key costs about 1.16 bytes.
///
/// The section holds the shards' fingerprints one behind the other, each filled up to a multiple of 64 bytes; then a
/// row of [#ROW_BYTES] for each shard; and in its last eight bytes the number of shards.
///
/// Graf, Lemire: Binary Fuse Filters: Fast and Smaller Than Xor Filters. Journal of Experimental Algorithmics 27,
/// 2022. doi:10.1145/3510449
final class FuseFilter {

    /// What a shard of so many needs while it is made stays in the processor's caches: half the time a key of one
    /// with a million, for 0.03 bytes a key more.
    static final int SHARD_KEYS_MAX = 1 << 18;

    static final int ROW_BYTES = 32;
    static final int SEGMENT_SHIFT_MAX = 18;

    private final Section section;
    private final long bytes;

    /// @param bytes of the section, without its filling
    FuseFilter(Section section, long bytes) {
        this.section = section;
        this.bytes = bytes;
    }

    /// One shard.
    ///
    /// @param firstKey its smallest
    /// @param seed with which its keys are mixed
    /// @param offset of its fingerprints in the section
    /// @param segmentShift each segment holds 2 to this power fingerprints
    /// @param segments in which a key's first fingerprint may lie, its others in the next two; 0 where
    ///     the shard has no filter and rules nothing out
    record Shard(long firstKey, long seed, long offset, int segmentShift, int segments) {

        long fingerprintBytes() {
            return segments == 0 ? 0 : (segments + 2L) << segmentShift;
        }

        /// The end of its bytes, with their filling.
        long end() {
            return offset + ListLayout.aligned(fingerprintBytes());
        }

        int first(long mixed) {
            return (int) Math.unsignedMultiplyHigh(mixed, (long) segments << segmentShift);
        }

        int second(long mixed) {
            return first(mixed) + (1 << segmentShift) ^ (int) (mixed >>> 18) & (1 << segmentShift) - 1;
        }

        int third(long mixed) {
            return first(mixed) + (2 << segmentShift) ^ (int) mixed & (1 << segmentShift) - 1;
        }

        long mix(long key) {
            long mixed = key + seed;
            mixed = (mixed ^ mixed >>> 33) * 0xff51afd7ed558ccdL;
            mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
            return mixed ^ mixed >>> 33;
        }
    }

    static byte fingerprint(long mixed) {
        return (byte) (mixed ^ mixed >>> 32);
    }

    /// Shards in plain arrays, read when they are first asked for.
    private record Shards(long[] firstKeys, Shard[] shards) {}

    /// Written once, and the same whoever writes it; all that it holds is final.
    private Shards read = new Shards(new long[0], new Shard[0]);

    /// Whether an entry may have a digest with this key. A false answer is certain.
    ///
    /// @throws IndexOutOfBoundsException where the section's rows make no sense
    boolean mayHold(long key) {
        Shards all = read;
        if (all.shards.length == 0) {
            if (bytes == 0) {
                return false;
            }
            all = readRows();
            read = all;
        }
        int at = shardOf(key, all.firstKeys);
        if (at < 0) {
            return false;
        }
        Shard shard = all.shards[at];
        if (shard.segments == 0) {
            return true;
        }
        long mixed = shard.mix(key);
        int xor = section.getByte(shard.offset + shard.first(mixed))
                ^ section.getByte(shard.offset + shard.second(mixed))
                ^ section.getByte(shard.offset + shard.third(mixed));
        return (byte) xor == fingerprint(mixed);
    }

    /// The last shard whose first key is not above `key`, or -1. Digests are evenly spread, so the guess is seldom
    /// off by more than one; however they are spread, there are at most 2,048 shards.
    private static int shardOf(long key, long[] firstKeys) {
        int at = (int) Math.unsignedMultiplyHigh(key, firstKeys.length);
        while (at >= 0 && Long.compareUnsigned(firstKeys[at], key) > 0) {
            at--;
        }
        while (at + 1 < firstKeys.length && Long.compareUnsigned(firstKeys[at + 1], key) <= 0) {
            at++;
        }
        return at;
    }

    private Shards readRows() {
        long last = bytes - Long.BYTES;
        long count = section.getLong(last);
        if (count < 1 || count > last / ROW_BYTES) {
            throw new IndexOutOfBoundsException(count + " shards in " + bytes + " bytes");
        }
        long rows = last - count * ROW_BYTES;
        long[] firstKeys = new long[Math.toIntExact(count)];
        Shard[] shards = new Shard[firstKeys.length];
        long end = 0;
        for (int i = 0; i < shards.length; i++) {
            long at = rows + (long) i * ROW_BYTES;
            Shard shard = new Shard(
                    section.getLong(at),
                    section.getLong(at + 8),
                    section.getLong(at + 16),
                    section.getInt(at + 24),
                    section.getInt(at + 28));
            boolean follows =
                    shard.offset == end && (i == 0 || Long.compareUnsigned(firstKeys[i - 1], shard.firstKey) < 0);
            if (!follows || !hasRoom(shard, rows)) {
                throw new IndexOutOfBoundsException("shard " + i + " of " + count);
            }
            end = shard.end();
            firstKeys[i] = shard.firstKey;
            shards[i] = shard;
        }
        if (end != rows) {
            throw new IndexOutOfBoundsException("the shards end at " + end + ", their rows begin at " + rows);
        }
        return new Shards(firstKeys, shards);
    }

    private static boolean hasRoom(Shard shard, long rows) {
        return shard.segmentShift >= 0
                && shard.segmentShift <= SEGMENT_SHIFT_MAX
                && shard.segments >= 0
                && shard.segments <= Integer.MAX_VALUE >>> SEGMENT_SHIFT_MAX
                && shard.end() <= rows;
    }
}
