package dev.mangrove.index;

import dev.mangrove.index.FuseFilter.Shard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Writes a [FuseFilter] for digests that come in ascending order.
final class FilterWriter {

    private static final byte[] FILLING = new byte[ListLayout.SECTION_ALIGNMENT];

    private final SectionWriter out;
    private final int shardKeysMax;
    private final List<Shard> shards = new ArrayList<>();
    private final long[] keys;
    private final FuseShard maker;
    private int count;

    /// @param digests how many will come at most
    FilterWriter(SectionWriter out, long digests) {
        this(out, digests, FuseFilter.SHARD_KEYS_MAX);
    }

    /// For tests, which want many shards of few digests.
    FilterWriter(SectionWriter out, long digests, int shardKeysMax) {
        this.out = out;
        this.shardKeysMax = shardKeysMax;
        this.keys = new long[(int) Math.min(digests, shardKeysMax)];
        this.maker = new FuseShard(keys.length);
    }

    /// Adds the key of a digest, which is not below the last.
    void add(long key) throws IOException {
        if (count > 0 && keys[count - 1] == key) {
            return;
        }
        if (count == shardKeysMax) {
            writeShard();
        }
        keys[count++] = key;
    }

    /// Writes what is left, and the rows. Without digests the section stays empty.
    void finish() throws IOException {
        if (count > 0) {
            writeShard();
        }
        for (Shard shard : shards) {
            out.putLong(shard.firstKey());
            out.putLong(shard.seed());
            out.putLong(shard.offset());
            out.putInt(shard.segmentShift());
            out.putInt(shard.segments());
        }
        if (!shards.isEmpty()) {
            out.putLong(shards.size());
        }
    }

    private void writeShard() throws IOException {
        Shard shard = maker.make(keys, count, out.bytes());
        int bytes = (int) shard.fingerprintBytes();
        out.put(maker.fingerprints(), 0, bytes);
        out.put(FILLING, 0, (int) (shard.end() - shard.offset()) - bytes);
        shards.add(shard);
        count = 0;
    }
}
