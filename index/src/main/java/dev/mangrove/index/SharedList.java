package dev.mangrove.index;

import java.util.concurrent.atomic.AtomicInteger;

/// A list that is closed when the last one that retained it lets it go.
final class SharedList {

    private final HashList list;
    private final AtomicInteger holders = new AtomicInteger(1);

    /// @param list held once, until [#release]
    SharedList(HashList list) {
        this.list = list;
    }

    HashList list() {
        return list;
    }

    /// @return false where it is closed already
    boolean retain() {
        return holders.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    void release() {
        if (holders.decrementAndGet() == 0) {
            list.close();
        }
    }

    boolean isClosed() {
        return holders.get() == 0;
    }
}
