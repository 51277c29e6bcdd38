package dev.mangrove.server.audit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Compares persons and words with the commitments in their entries, and what is missing with the erasures that
/// were recorded.
final class OpeningChecks {

    private final Findings findings;
    private final Set<String> personErasures = new HashSet<>();
    private final Set<String> wordsErasures = new HashSet<>();
    private final List<Missing> missing = new ArrayList<>();
    private long checked;
    private long personsErased;
    private long wordsErased;

    /// What lies at an index although its entry commits to more.
    private record Missing(long index, String entry, boolean person) {}

    OpeningChecks(Findings findings) {
        this.findings = findings;
    }

    /// Remembers an erasure, when the entry is one.
    void noteErasure(EntryText entry) {
        if (!entry.value(EntryLine.OUTCOME).equals(Optional.of(Outcome.DONE.word()))) {
            return;
        }
        String act = entry.value(EntryLine.ACT).orElse("");
        if (act.equals(AuditsOwnAct.PERSON_ERASED.code())) {
            entry.value(EntryLine.RECORD).ifPresent(personErasures::add);
        } else if (act.equals(AuditsOwnAct.WORDS_ERASED.code())) {
            entry.value(EntryLine.RECORD).ifPresent(wordsErasures::add);
        }
    }

    /// Checks one entry's opening.
    void check(long index, EntryText entry, Opening opening) {
        checked++;
        Optional<String> person = entry.value(EntryLine.PERSON);
        Optional<String> words = entry.value(EntryLine.WORDS);
        String id = entry.value(EntryLine.ID).orElse("");
        if (person.isPresent() && opening.hasNoPerson()) {
            missing.add(new Missing(index, id, true));
        } else if (!opening.personCommitment().equals(person) || (person.isEmpty() && !opening.hasNoPerson())) {
            findings.add(AuditFinding.at(
                    FindingKind.OPENING_ALTERED, index, "the person is not the one that the entry commits to"));
        }
        if (words.isPresent() && opening.hasNoWords()) {
            missing.add(new Missing(index, id, false));
        } else if (!opening.wordsCommitment().equals(words) || (words.isEmpty() && !opening.hasNoWords())) {
            findings.add(AuditFinding.at(
                    FindingKind.OPENING_ALTERED, index, "the words are not those that the entry commits to"));
        }
    }

    /// After the last entry: what is missing must have been erased by a recorded act.
    void finish() {
        for (Missing part : missing) {
            if (part.person() && personErasures.contains(part.entry())) {
                personsErased++;
            } else if (!part.person() && wordsErasures.contains(part.entry())) {
                wordsErased++;
            } else {
                findings.add(AuditFinding.at(
                        FindingKind.OPENING_MISSING,
                        part.index(),
                        part.person() ? "who acted is gone" : "reason, recipient or detail are gone"));
            }
        }
    }

    long checked() {
        return checked;
    }

    long personsErased() {
        return personsErased;
    }

    long wordsErased() {
        return wordsErased;
    }
}
