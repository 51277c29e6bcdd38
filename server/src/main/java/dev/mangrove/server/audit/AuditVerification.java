package dev.mangrove.server.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// One verification of one log: a single walk over its entries.
///
/// From the entries everything is made anew: leaf hashes, tiles, and the root at each size that a checkpoint
/// vouches for. What is stored is then compared with it. Where the two differ, the signatures say which of them is
/// right: when the entries give the signed root, a stored hash is false; when the stored leaf hashes give it, they
/// tell to the entry what was done; when neither does, two checkpoints bracket it.
///
/// Costs one hash of each entry and some four of 65 bytes; memory does not grow with the log, but for erased
/// entries.
class AuditVerification {

    /// Bundles: behind so many that are not there, a log of which nothing is left is not walked any further.
    private static final int MISSING_IN_A_ROW_MAX = 4096;

    private final ReadableLog log;
    private final LogPublicKey key;
    private final List<Checkpoint> earlier;
    private final Findings findings = new Findings();
    private final OpeningChecks openings = new OpeningChecks(findings);
    private final CompactRange fromEntries = new CompactRange();
    private final CompactRange fromLeaves = new CompactRange();
    private final TileEdge edge = new TileEdge();
    private final EntryTimes times = new EntryTimes(findings);
    private final List<AuditFinding> differences = new ArrayList<>();
    private final List<AuditFinding> tileDifferences = new ArrayList<>();

    AuditVerification(ReadableLog log, LogPublicKey key, List<Checkpoint> earlier) {
        this.log = log;
        this.key = key;
        this.earlier = List.copyOf(earlier);
    }

    /// The checkpoints that vouch for the log's past.
    List<Checkpoint> earlier() {
        return earlier;
    }

    VerifyReport run() throws IOException {
        Optional<Checkpoint> newest = newest();
        try (Anchors anchors = new Anchors(log.keptCheckpoints(), earlier(), newest, key, findings)) {
            long size = newest.isPresent() ? newest.get().size() : largestOther();
            walk(size, anchors);
            anchors.finish(fromEntries.size());
            conclude(anchors);
            openings.finish();
            log.strays(size).forEach(stray -> findings.add(AuditFinding.of(FindingKind.STRAY, stray)));
            return new VerifyReport(
                    key.toString(),
                    size,
                    anchors.checked(),
                    earlier().size(),
                    openings.checked(),
                    openings.personsErased(),
                    openings.wordsErased(),
                    findings.sorted(),
                    findings.more(),
                    findings.remarks());
        }
    }

    /// The size of the largest checkpoint that vouches for the log when the newest does not.
    private long largestOther() throws IOException {
        long largest = earlier().stream().mapToLong(Checkpoint::size).max().orElse(0);
        try (ReadableLog.NoteReader kept = log.keptCheckpoints()) {
            for (Optional<String> note = kept.next(); note.isPresent(); note = kept.next()) {
                largest = Math.max(
                        largest,
                        Anchors.signed(note.get(), key).map(Checkpoint::size).orElse(0L));
            }
        }
        return largest;
    }

    private Optional<Checkpoint> newest() throws IOException {
        Optional<String> note = log.checkpoint();
        if (note.isEmpty()) {
            findings.add(AuditFinding.of(FindingKind.CHECKPOINT_MISSING, "the newest checkpoint is not here"));
            return Optional.empty();
        }
        Optional<Checkpoint> checkpoint = Anchors.signed(note.get(), key);
        if (checkpoint.isEmpty()) {
            findings.add(AuditFinding.of(FindingKind.CHECKPOINT_FORGED, "it is the newest one"));
        }
        return checkpoint;
    }

    private void walk(long size, Anchors anchors) throws IOException {
        boolean hasOpenings = log.hasOpenings();
        if (!hasOpenings) {
            findings.remark("this copy has no persons and no words; they were not checked");
        }
        anchors.at(0, fromEntries, fromLeaves);
        int missingInARow = 0;
        for (long index = 0; index * Tile.WIDTH < size && missingInARow <= MISSING_IN_A_ROW_MAX; index++) {
            int width = Tile.width(size, 0, index);
            Optional<byte[]> bundle = log.entries(index, width);
            Optional<byte[]> tile = log.tile(0, index, width);
            missingInARow = bundle.isEmpty() && tile.isEmpty() ? missingInARow + 1 : 0;
            List<byte[]> entries = entries(index * Tile.WIDTH, width, bundle);
            compare(index, width, entries, tile, anchors);
            if (hasOpenings) {
                checkOpenings(index, entries, log.openings(index, width));
            }
        }
        edge.flush(this::compareTile);
    }

    private List<byte[]> entries(long start, int width, Optional<byte[]> bundle) {
        if (bundle.isEmpty()) {
            return List.of();
        }
        EntryBundle parsed = EntryBundle.parse(bundle.get());
        if (parsed.entries().size() > width
                || (!parsed.whole() && parsed.entries().size() == width)) {
            findings.add(AuditFinding.at(
                    FindingKind.ENTRY_INSERTED, start + width, "its bundle goes on behind its last entry"));
        }
        return parsed.entries();
    }

    private void compare(long index, int width, List<byte[]> entries, Optional<byte[]> tile, Anchors anchors) {
        long start = index * Tile.WIDTH;
        List<Optional<TreeHash>> found = new ArrayList<>(width);
        for (byte[] entry : entries) {
            found.add(entry.length == 0 ? Optional.empty() : Optional.of(TreeHash.ofLeaf(entry)));
        }
        List<TreeHash> leaves = new ArrayList<>(width);
        for (int i = 0; i < width; i++) {
            leaves.add(tile.isPresent() ? TreeHash.of(tile.get(), i) : TreeHash.EMPTY);
        }
        if (tile.isPresent() || entries.size() != width) {
            BundleComparison.first(start, found, leaves).ifPresent(this::difference);
        }
        for (int i = 0; i < width; i++) {
            fromEntries.append(i < found.size() ? found.get(i).orElse(TreeHash.EMPTY) : TreeHash.EMPTY);
            fromLeaves.append(leaves.get(i));
            edge.append(i < found.size() ? found.get(i).orElse(TreeHash.EMPTY) : TreeHash.EMPTY, this::compareTile);
            anchors.at(start + i + 1, fromEntries, fromLeaves);
        }
        for (int i = 0; i < Math.min(width, entries.size()); i++) {
            Optional<EntryText> text = EntryText.parse(entries.get(i));
            text.ifPresent(openings::noteErasure);
            long at = start + i;
            text.ifPresent(entry -> times.see(at, entry));
        }
    }

    private void difference(AuditFinding finding) {
        if (differences.size() < VerifyReport.FINDINGS_MAX) {
            differences.add(finding);
        }
    }

    private void compareTile(Tile made) {
        try {
            Optional<byte[]> stored = log.tile(made.level(), made.index(), made.width());
            if (!stored.map(bytes -> Arrays.equals(bytes, made.hashes())).orElse(false)
                    && tileDifferences.size() < VerifyReport.FINDINGS_MAX) {
                long entriesOfHash = 1L << (8 * made.level());
                long first = made.index() * Tile.WIDTH * entriesOfHash;
                tileDifferences.add(AuditFinding.of(
                        FindingKind.TILE_ALTERED,
                        first,
                        first + made.width() * entriesOfHash - 1,
                        "tile " + made.index() + " of level " + made.level()
                                + (stored.isPresent() ? " differs" : " is missing")));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void checkOpenings(long index, List<byte[]> entries, Optional<String> text) {
        long start = index * Tile.WIDTH;
        String[] lines = text.map(all -> all.split("\n", -1)).orElse(new String[0]);
        if (text.isPresent() && (lines.length != entries.size() + 1 || !lines[entries.size()].isEmpty())) {
            findings.add(AuditFinding.of(
                    FindingKind.OPENING_ALTERED,
                    start,
                    start + Math.max(0, entries.size() - 1),
                    "the openings of this bundle have " + (lines.length - 1) + " lines for " + entries.size()
                            + " entries"));
        }
        for (int i = 0; i < entries.size(); i++) {
            Optional<EntryText> entry = EntryText.parse(entries.get(i));
            if (entry.isEmpty()) {
                continue;
            }
            Optional<Opening> opening = i < lines.length ? Opening.parse(lines[i]) : Optional.of(Opening.NONE);
            if (opening.isPresent()) {
                openings.check(start + i, entry.get(), opening.get());
            } else {
                findings.add(AuditFinding.at(
                        FindingKind.OPENING_ALTERED, start + i, "the line of its opening cannot be read"));
            }
        }
    }

    /// Says what the differences mean, now that it is known which side the signatures vouch for.
    private void conclude(Anchors anchors) {
        if (anchors.entriesAreSound()) {
            tileDifferences.forEach(findings::add);
            return;
        }
        differences.forEach(findings::add);
        if (!anchors.leavesAreSound() || differences.isEmpty()) {
            anchors.bracket().ifPresent(findings::add);
        }
    }
}
