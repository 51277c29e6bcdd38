package dev.mangrove.server.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The checkpoints that vouch for a log, met one by one as a walk over its entries reaches their sizes: the newest
/// one, those kept with the log, and those that were kept elsewhere.
final class Anchors implements AutoCloseable {

    /// Kept checkpoints whose signatures are checked although their roots are right: a signature costs as much as
    /// hashing a thousand entries, and a log of a busy year has millions of them.
    private static final int SIGNATURES_MAX = 10_000;

    private final ReadableLog.NoteReader kept;
    private final LogPublicKey key;
    private final Findings findings;
    private final List<Anchor> given = new ArrayList<>();
    private @Nullable Anchor nextKept;
    private int signaturesChecked;
    private final long newestSize;
    private long keptBefore = -1;
    private long checked;
    private long soundUpTo;
    private @Nullable Anchor firstBadForEntries;
    private @Nullable Anchor firstBadForLeaves;
    private @Nullable Anchor soundAfterBad;
    private @Nullable Anchor cut;

    /// A checkpoint and where it came from.
    ///
    /// @param unchecked its note, when its signature is checked only if its root is not right
    private record Anchor(Checkpoint checkpoint, String from, Optional<String> unchecked) {
        Anchor(Checkpoint checkpoint, String from) {
            this(checkpoint, from, Optional.empty());
        }
    }

    Anchors(
            ReadableLog.NoteReader kept,
            List<Checkpoint> earlier,
            Optional<Checkpoint> newest,
            LogPublicKey key,
            Findings findings)
            throws IOException {
        this.kept = kept;
        this.key = key;
        this.findings = findings;
        this.newestSize = newest.map(Checkpoint::size).orElse(0L);
        earlier.forEach(checkpoint -> given.add(new Anchor(checkpoint, "an earlier checkpoint")));
        newest.ifPresent(checkpoint -> given.add(new Anchor(checkpoint, "the newest checkpoint")));
        given.sort(Comparator.comparingLong(anchor -> anchor.checkpoint().size()));
        advance();
    }

    /// The checkpoint of this note, when the key signed it and it is the key's own log's.
    static Optional<Checkpoint> signed(String note, LogPublicKey key) {
        return read(note, key).filter(checkpoint -> SignedNote.parse(note).isSignedBy(key));
    }

    private static Optional<Checkpoint> read(String note, LogPublicKey key) {
        try {
            SignedNote parsed = SignedNote.parse(note);
            if (!parsed.toString().equals(note)) {
                return Optional.empty();
            }
            return Optional.of(Checkpoint.parse(parsed.text()))
                    .filter(checkpoint -> checkpoint.origin().equals(key.name()));
        } catch (IllegalArgumentException noCheckpoint) {
            return Optional.empty();
        }
    }

    /// Compares what was walked so far with the checkpoints of this size.
    void at(long size, CompactRange entries, CompactRange leaves) {
        while (!given.isEmpty() && given.getFirst().checkpoint().size() == size) {
            compare(given.removeFirst(), entries, leaves);
        }
        while (nextKept != null && nextKept.checkpoint().size() <= size) {
            Anchor anchor = nextKept;
            advance();
            if (anchor.checkpoint().size() == size) {
                compare(anchor, entries, leaves);
            }
        }
    }

    private void compare(Anchor anchor, CompactRange entries, CompactRange leaves) {
        checked++;
        if (!entries.root().equals(anchor.checkpoint().root())
                && anchor.unchecked().isPresent()
                && signed(anchor.unchecked().get(), key).isEmpty()) {
            findings.add(AuditFinding.of(
                    FindingKind.CHECKPOINT_FORGED,
                    "it is the one kept at size " + anchor.checkpoint().size()));
            return;
        }
        if (entries.root().equals(anchor.checkpoint().root())) {
            if (firstBadForEntries == null) {
                soundUpTo = anchor.checkpoint().size();
            } else {
                soundAfterBad = anchor;
            }
        } else if (firstBadForEntries == null) {
            firstBadForEntries = anchor;
        }
        if (firstBadForLeaves == null
                && !leaves.root().equals(anchor.checkpoint().root())) {
            firstBadForLeaves = anchor;
        }
    }

    private void advance() {
        try {
            nextKept = null;
            while (nextKept == null) {
                Optional<String> note = kept.next();
                if (note.isEmpty()) {
                    return;
                }
                boolean all = signaturesChecked++ < SIGNATURES_MAX;
                Optional<Checkpoint> checkpoint = all ? signed(note.get(), key) : read(note.get(), key);
                if (checkpoint.isEmpty()) {
                    findings.add(AuditFinding.of(
                            FindingKind.CHECKPOINT_FORGED,
                            "it is the one kept behind size " + Math.max(0, keptBefore)));
                } else if (checkpoint.get().size() <= keptBefore) {
                    findings.add(AuditFinding.of(
                            FindingKind.CHECKPOINT_FORGED,
                            "the kept checkpoint of size " + checkpoint.get().size() + " stands behind that of size "
                                    + keptBefore));
                } else {
                    nextKept = new Anchor(checkpoint.get(), "a kept checkpoint", all ? Optional.empty() : note);
                    keptBefore = checkpoint.get().size();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// After the walk: what vouches for more entries than there are.
    void finish(long walked) {
        while (nextKept != null) {
            // The walk passed them all: what is left counts more than there is.
            given.add(nextKept);
            advance();
            checked++;
        }
        if (newestSize > 0 && keptBefore < newestSize) {
            findings.add(AuditFinding.of(
                    FindingKind.CHECKPOINT_MISSING, "the newest checkpoint is not among those that were kept"));
        }
        given.stream()
                .filter(anchor -> anchor.checkpoint().size() > walked)
                .filter(anchor -> anchor.unchecked()
                        .map(note -> signed(note, key).isPresent())
                        .orElse(true))
                .max(Comparator.comparingLong(anchor -> anchor.checkpoint().size()))
                .ifPresent(anchor -> {
                    cut = anchor;
                    findings.add(AuditFinding.of(
                            FindingKind.TAIL_CUT,
                            walked,
                            anchor.checkpoint().size() - 1,
                            anchor.from() + " counts " + anchor.checkpoint().size() + " entries, and " + walked
                                    + " are here"));
                });
    }

    /// Whether the entries give the root of every checkpoint.
    boolean entriesAreSound() {
        return firstBadForEntries == null && cut == null;
    }

    /// Whether the stored hashes of the entries do.
    boolean leavesAreSound() {
        return firstBadForLeaves == null && cut == null;
    }

    /// Between which sizes the entries stop being what was recorded.
    Optional<AuditFinding> bracket() {
        if (firstBadForEntries == null) {
            return Optional.empty();
        }
        long end = firstBadForEntries.checkpoint().size();
        long start = Math.min(soundUpTo, Math.max(0, end - 1));
        boolean rewritten = soundAfterBad != null || firstBadForEntries.from().equals("an earlier checkpoint");
        return Optional.of(AuditFinding.of(
                rewritten ? FindingKind.HISTORY_REWRITTEN : FindingKind.RANGE_ALTERED,
                start,
                Math.max(start, end - 1),
                firstBadForEntries.from() + " of " + end + " entries has another root"
                        + (soundAfterBad == null ? "" : ", while " + soundAfterBad.from() + " fits")));
    }

    long checked() {
        return checked;
    }

    @Override
    public void close() throws IOException {
        kept.close();
    }
}
