package dev.mangrove.index;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Reads pairs of an entry's ordinal and its place in a sorted section, in the order of the ordinals.
final class PlaceReader implements AutoCloseable {

    private final SortedRecords pairs;
    private boolean more;

    PlaceReader(SortedRecords pairs) throws IOException {
        this.pairs = pairs;
        this.more = pairs.next();
    }

    /// The place of one entry; to be asked in ascending order.
    ///
    /// @return [ListLayout#NONE] where it has none
    int placeOf(int ordinal) throws IOException {
        if (!more) {
            return ListLayout.NONE;
        }
        ByteBuffer pair = ByteBuffer.wrap(pairs.bytes());
        if (pair.getInt(pairs.offset()) != ordinal) {
            return ListLayout.NONE;
        }
        int place = pair.getInt(pairs.offset() + Integer.BYTES);
        more = pairs.next();
        return place;
    }

    @Override
    public void close() throws IOException {
        pairs.close();
    }
}
