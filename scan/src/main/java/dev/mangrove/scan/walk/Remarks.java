package dev.mangrove.scan.walk;

import dev.mangrove.scan.item.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Collects what there is to say of one container while it is walked. The first failing is the one that
/// is told; counted remarks are told with their sum.
final class Remarks {

    private final Map<String, Long> notes = new LinkedHashMap<>();
    private @Nullable Reason reason;
    private String detail = "";

    void note(String note) {
        notes.putIfAbsent(note, 0L);
    }

    void count(String note) {
        notes.merge(note, 1L, Long::sum);
    }

    void incomplete(Reason why, String sentence) {
        if (reason == null) {
            reason = why;
            detail = sentence;
        }
    }

    void incomplete(MemberException why) {
        incomplete(why.reason, why.detail());
    }

    boolean isIncomplete() {
        return reason != null;
    }

    WalkOutcome outcome() {
        List<String> told = new ArrayList<>();
        notes.forEach((note, times) -> told.add(times == 0 ? note : note + ":" + times));
        return reason == null
                ? new WalkOutcome.Complete(List.copyOf(told))
                : new WalkOutcome.Incomplete(reason, detail, List.copyOf(told));
    }
}
