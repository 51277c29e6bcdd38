package dev.mangrove.server.audit;

import java.util.ArrayList;
import java.util.List;

/// An entry's proof as one small text file (`.tlog-proof`): its index, the hashes from its leaf to the root, and
/// the checkpoint. Whoever holds the entry's bytes and the log's public key checks it without the log.
///
/// @param index of the entry
/// @param hashes of the inclusion proof, the leaf's neighbour first
/// @param note the signed checkpoint
record TlogProof(long index, List<TreeHash> hashes, SignedNote note) {

    private static final String FIRST_LINE = "c2sp.org/tlog-proof@v1\n";
    private static final int HASHES_MAX = 63;

    TlogProof {
        hashes = List.copyOf(hashes);
    }

    /// Reads a proof.
    ///
    /// @throws IllegalArgumentException when it is none
    static TlogProof parse(String text) {
        int empty = text.indexOf("\n\n");
        if (!text.startsWith(FIRST_LINE) || empty < 0) {
            throw new IllegalArgumentException("a proof begins with the line " + FIRST_LINE.strip());
        }
        List<String> lines =
                new ArrayList<>(List.of(text.substring(FIRST_LINE.length(), Math.max(empty, FIRST_LINE.length()))
                        .split("\n", -1)));
        if (lines.getFirst().startsWith("extra ")) {
            lines.removeFirst();
        }
        if (lines.isEmpty() || !lines.getFirst().matches("index (0|[1-9][0-9]{0,17})") || lines.size() > HASHES_MAX) {
            throw new IllegalArgumentException(
                    "a proof has a line 'index' with a number, and at most " + HASHES_MAX + " hashes");
        }
        long index = Long.parseLong(lines.removeFirst().substring("index ".length()));
        return new TlogProof(
                index, lines.stream().map(TreeHash::ofBase64).toList(), SignedNote.parse(text.substring(empty + 2)));
    }

    /// Whether this proves that the log with this key holds this entry.
    boolean proves(byte[] entry, LogPublicKey key) {
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        return note.isSignedBy(key)
                && checkpoint.origin().equals(key.name())
                && TreeProofs.includes(TreeHash.ofLeaf(entry), index, checkpoint.size(), hashes, checkpoint.root());
    }

    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder(FIRST_LINE).append("index ").append(index).append('\n');
        hashes.forEach(hash -> text.append(hash.base64()).append('\n'));
        return text.append('\n').append(note).toString();
    }
}
