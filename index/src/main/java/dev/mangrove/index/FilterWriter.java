package dev.mangrove.index;

import dev.mangrove.index.FuseFilter.Shard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

/// Writes a [FuseFilter] for digests that come in ascending order. Its shards are made and written by a thread of
/// their own; how long the section will be is known before.
final class FilterWriter {

    private static final byte[] FILLING = new byte[ListLayout.SECTION_ALIGNMENT];
    private static final long[] NONE = {};

    private final SectionWriter out;
    private final FilterThread thread;
    private final int roomKeys;
    private final int shardKeysMax;
    private final List<Future<Shard>> shards = new ArrayList<>();
    private long[] keys = NONE;
    private int count;
    private long bytes;

    /// @param digests how many will come at most
    FilterWriter(SectionWriter out, long digests, FilterThread thread) {
        this(out, digests, thread, FuseFilter.SHARD_KEYS_MAX);
    }

    /// For tests, which want many shards of few digests.
    FilterWriter(SectionWriter out, long digests, FilterThread thread, int shardKeysMax) {
        this.out = out;
        this.thread = thread;
        this.shardKeysMax = shardKeysMax;
        this.roomKeys = (int) Math.min(digests, shardKeysMax);
    }

    /// Adds the key of a digest, which is not below the last.
    void add(long key) throws IOException {
        if (count > 0 && keys[count - 1] == key) {
            return;
        }
        if (count == shardKeysMax) {
            makeShard();
        }
        if (count == 0) {
            keys = thread.room(roomKeys);
        }
        keys[count++] = key;
    }

    /// Ends adding.
    ///
    /// @return how many bytes the section will have at most; fewer only where no seed serves a shard
    long end() {
        if (count > 0) {
            makeShard();
        }
        return shards.isEmpty() ? 0 : bytes + (long) shards.size() * FuseFilter.ROW_BYTES + Long.BYTES;
    }

    private void makeShard() {
        long[] room = keys;
        int inShard = count;
        bytes += ListLayout.aligned(FuseShard.bytes(inShard));
        shards.add(thread.submit(room, maker -> {
            Shard shard = maker.make(room, inShard, out.bytes());
            int made = (int) shard.fingerprintBytes();
            out.put(maker.fingerprints(), 0, made);
            out.put(FILLING, 0, (int) (shard.end() - shard.offset()) - made);
            return shard;
        }));
        keys = NONE;
        count = 0;
    }

    /// After [#end]: waits for the shards, and writes their rows. Without digests the section stays empty.
    void finish() throws IOException {
        List<Shard> made = new ArrayList<>();
        for (Future<Shard> shard : shards) {
            made.add(Spill.result(shard));
        }
        for (Shard shard : made) {
            out.putLong(shard.firstKey());
            out.putLong(shard.seed());
            out.putLong(shard.offset());
            out.putInt(shard.segmentShift());
            out.putInt(shard.segments());
        }
        if (!made.isEmpty()) {
            out.putLong(made.size());
        }
    }
}
