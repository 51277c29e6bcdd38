package dev.mangrove.scan.walk;

/// What a walk over one top-level container tells as it goes. Called from the walking thread only.
///
/// Members are numbered from 1 in the order in which the walk meets them, nested ones included; a
/// nested container takes its number when it is met, before its members, and is told of after them.
/// Number 0 is the top-level container itself. The numbering depends on the container's bytes, the
/// limits and the poisonous members alone, so that an interrupted walk can go on. After a poisonous
/// member it goes on at the next multiple of `entriesMax`, plus one: should that member be a container,
/// then its own members, told of before it killed, keep their numbers to themselves.
public interface WalkListener {

    /// Whether the member was examined in an earlier run: it is then not told of again, and its bytes
    /// are not read where the format lets them be skipped.
    boolean isDone(long sequence);

    /// Whether reading this member killed a worker twice: it is then told of as not examined, without
    /// being read; where the format cannot skip it, the container ends there. The answer must stay the
    /// same in every later session over the same container.
    boolean isPoison(long sequence);

    /// A member was met. The bytes of a [FoundMember.Pending] belong to the listener from here on.
    void found(FoundMember member);

    /// The walk is alive: called before each member's bytes are touched and at least once for every
    /// megabyte read or written.
    ///
    /// @param sequence the member being read; 0 while the container's own structure is read
    /// @param bytes read or written since the last call
    void progress(long sequence, long bytes);
}
