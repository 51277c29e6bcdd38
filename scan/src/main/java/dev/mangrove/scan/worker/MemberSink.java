package dev.mangrove.scan.worker;

import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.walk.FoundMember;

/// Receives the members of one container with their final examinations, each once, one at a time, and in
/// the order in which the walk met them: where it is broken off, no member of those that came before the
/// last one is missing.
@FunctionalInterface
public interface MemberSink {

    /// @param member whose bytes, if it carried any, are gone by now
    void member(FoundMember member, Examination examination);
}
