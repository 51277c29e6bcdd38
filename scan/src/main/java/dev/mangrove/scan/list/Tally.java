package dev.mangrove.scan.list;

import dev.mangrove.index.HashListHeader;
import dev.mangrove.index.Refusal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Counts what became of rows, and keeps the first problems.
final class Tally {

    static final int PROBLEMS_MAX = 100;
    private static final int NAMES_MAX = 256;

    private final List<ListSummary.Problem> problems = new ArrayList<>();
    private final Map<Refusal, Long> refusals = new EnumMap<>(Refusal.class);
    private final Map<String, Long> unmatchable = new TreeMap<>();
    private final Map<String, Long> unknownLabels = new TreeMap<>();
    private long rows;
    private long refused;
    private long remarks;

    long rows() {
        return rows;
    }

    long refused() {
        return refused;
    }

    void row() {
        rows++;
    }

    void refused(String fileName, String place, String reason) {
        refused++;
        keep(fileName, place, reason);
    }

    void remark(String fileName, String place, String remark) {
        remarks++;
        keep(fileName, place, remark);
    }

    private void keep(String fileName, String place, String reason) {
        if (problems.size() < PROBLEMS_MAX) {
            problems.add(new ListSummary.Problem(fileName, place, reason));
        }
    }

    /// @return whether this label is met for the first time
    boolean unknownLabel(String label) {
        return count(unknownLabels, label);
    }

    void unmatchable(String name) {
        count(unmatchable, name);
    }

    private static boolean count(Map<String, Long> counts, String name) {
        if (!counts.containsKey(name) && counts.size() >= NAMES_MAX) {
            counts.merge("(others)", 1L, Long::sum);
            return false;
        }
        return counts.merge(name, 1L, Long::sum) == 1;
    }

    /// What a refusal of the index means, for people; empty where nothing was refused.
    Optional<String> refusal(Set<Refusal> lost) {
        StringBuilder text = new StringBuilder();
        for (Refusal refusal : lost) {
            refusals.merge(refusal, 1L, Long::sum);
            if (refusal != Refusal.NOTHING_TO_MATCH) {
                text.append(text.isEmpty() ? "" : "; ").append(describe(refusal));
            }
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text.toString());
    }

    private static String describe(Refusal refusal) {
        return switch (refusal) {
            case EMPTY_FILE_DIGEST -> "its digest is that of the empty file, which would match every empty file";
            case ZERO_PDQ -> "its PDQ is zero, the hash of a picture without information";
            case MALFORMED_PDQ -> "its PDQ has over 128 bits set, which no picture has";
            case NOTHING_TO_MATCH -> "it holds no hash that can be matched";
        };
    }

    /// The first thing that was wrong, for people.
    Optional<String> firstProblem() {
        return problems.stream()
                .findFirst()
                .map(problem -> problem.fileName() + ", " + problem.place() + ": " + problem.reason());
    }

    ListSummary summary(HashListHeader header) {
        return new ListSummary(header, rows, refused, remarks, refusals, unmatchable, unknownLabels, problems);
    }
}
