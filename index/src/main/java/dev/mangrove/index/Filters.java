package dev.mangrove.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The filters of a list in the making. They are the last of it to be there: what comes behind them in the file is
/// written while they are made.
final class Filters implements AutoCloseable {

    private record Filter(SectionKind kind, FilterWriter writer, SectionWriter out) {}

    private final FilterThread thread = new FilterThread();
    private final List<Filter> filters = new ArrayList<>();

    /// A filter for digests that come in ascending order.
    FilterWriter begin(SectionKind kind, SectionWriter out, long digests) {
        FilterWriter writer = new FilterWriter(out, digests, thread);
        filters.add(new Filter(kind, writer, out));
        return writer;
    }

    /// Waits for all of them.
    void end(ListWriter file) throws IOException {
        for (Filter filter : filters) {
            filter.writer().finish();
            file.end(filter.kind(), filter.out());
        }
    }

    /// Waits for what is under way, whether or not it succeeds.
    @Override
    public void close() {
        thread.close();
    }
}
