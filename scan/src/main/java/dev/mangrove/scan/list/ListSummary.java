package dev.mangrove.scan.list;

import dev.mangrove.index.HashListHeader;
import dev.mangrove.index.Refusal;
import java.util.List;
import java.util.Map;

/// What became of a list's sources.
///
/// @param header of the list that was built; [HashListHeader#nearMatchable] says how many can be matched nearly
/// @param rows that the sources hold, used or not
/// @param refused rows that were not used
/// @param remarks on rows that were used, such as a part that was left out
/// @param refusals how many entries lost what
/// @param unmatchable how many rows carry a perceptual hash that cannot be matched here, by its name
/// @param unknownLabels how often categories came that the scheme does not know, by label; such entries are unreviewed
/// @param problems the first of those and these, for people
public record ListSummary(
        HashListHeader header,
        long rows,
        long refused,
        long remarks,
        Map<Refusal, Long> refusals,
        Map<String, Long> unmatchable,
        Map<String, Long> unknownLabels,
        List<Problem> problems) {

    public ListSummary {
        refusals = Map.copyOf(refusals);
        unmatchable = Map.copyOf(unmatchable);
        unknownLabels = Map.copyOf(unknownLabels);
        problems = List.copyOf(problems);
    }

    /// Something that was wrong in a source.
    ///
    /// @param place e.g. `line 17`
    public record Problem(String fileName, String place, String reason) {}
}
