package dev.mangrove.scan.worker;

/// What a frame says. The ordinal travels, so the order is part of the protocol.
enum MessageKind {
    /// Worker: it has started.
    READY,
    /// Parent: examine this item.
    EXAMINE,
    /// Worker: what was found out about it.
    EXAMINED,
    /// Parent: walk this container.
    WALK,
    /// Worker: it is at this member now.
    PROGRESS,
    /// Worker: a member was met.
    FOUND,
    /// Parent: the spooled member is taken over, go on.
    CONTINUE,
    /// Worker: the walk has ended.
    WALKED,
    /// Worker: its memory is exhausted; it ends now.
    OUT_OF_MEMORY
}
