package dev.mangrove.index;

import java.io.IOException;

/// Records in ascending order, one after the other.
interface SortedRecords extends AutoCloseable {

    /// Goes to the next record, the first time to the first.
    ///
    /// @return whether there is one
    boolean next() throws IOException;

    /// An array that holds the record, at [#offset], until the next call of [#next].
    byte[] bytes();

    int offset();

    @Override
    void close() throws IOException;
}
