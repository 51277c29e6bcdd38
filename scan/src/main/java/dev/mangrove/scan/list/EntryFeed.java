package dev.mangrove.scan.list;

import dev.mangrove.index.HashListEntry;
import java.io.IOException;

/// Entries that come from elsewhere than a list file, such as a folder of pictures.
@FunctionalInterface
public interface EntryFeed {

    /// Gives every entry to `sink`, in an order that does not change from run to run.
    void feed(Sink sink) throws IOException;

    /// Receives entries and what could not become one.
    interface Sink {
        void entry(String place, HashListEntry entry) throws IOException;

        /// @param place e.g. the path of a picture that could not be read
        void problem(String place, String reason);
    }
}
