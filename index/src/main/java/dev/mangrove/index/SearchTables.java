package dev.mangrove.index;

/// The tables of a multi-index: for each piece of a hash and each value of that piece, which stored hashes have it.
///
/// @param starts for each piece its [BucketGroup]s
/// @param members for each piece but the first, the places of the different hashes in the order of its buckets
/// @param crowded rows of plain starts for the groups that need them
/// @param layout of the members
record SearchTables(Section starts, Section members, Section crowded, MemberLayout layout) {

    /// The place of the hash that is listed at a position.
    long member(long position) {
        return members.getBits(position * layout.widthBits(), layout.widthBits());
    }

    /// Where in [#crowded] the start of a bucket of a crowded group stands; the start behind it is its end.
    long crowdedStart(int base, int bucket) {
        long row = base & ~BucketGroup.CROWDED;
        return row * BucketGroup.ROW_BYTES + (bucket & BucketGroup.BUCKETS - 1) * (long) Integer.BYTES;
    }

    /// One bucket: its first position in the upper 32 bits, the number of its members in the lower.
    ///
    /// @param group where its group stands in [#starts]
    long bucket(long group, int bucket) {
        long low = starts.getLong(group);
        long high = starts.getLong(group + Long.BYTES);
        int base = (int) low;
        if (base < 0) {
            long row = crowdedStart(base, bucket);
            int start = crowded.getInt(row);
            return pair(start, crowded.getInt(row + Integer.BYTES) - start);
        }
        int plane0 = (int) (low >>> Integer.SIZE);
        int plane1 = (int) high;
        int plane2 = (int) (high >>> Integer.SIZE);
        return pair(
                base + BucketGroup.before(bucket, plane0, plane1, plane2),
                BucketGroup.count(bucket, plane0, plane1, plane2));
    }

    private static long pair(int start, int count) {
        return (long) start << Integer.SIZE | count & 0xffff_ffffL;
    }
}
