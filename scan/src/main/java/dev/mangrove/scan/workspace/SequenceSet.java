package dev.mangrove.scan.workspace;

import java.util.BitSet;

/// Which members of one container are done: a bit each, 1.25 MB at ten million members. Immutable.
public final class SequenceSet {

    /// Nothing is done.
    public static final SequenceSet EMPTY = new SequenceSet(new BitSet());

    private final BitSet sequences;

    SequenceSet(BitSet sequences) {
        this.sequences = sequences;
    }

    public boolean contains(long sequence) {
        return sequence >= 0 && sequence <= Integer.MAX_VALUE && sequences.get((int) sequence);
    }

    /// How many sequences it holds.
    public int size() {
        return sequences.cardinality();
    }

    public boolean isEmpty() {
        return sequences.isEmpty();
    }

    /// For the way to a worker: bit n of byte n / 8 stands for sequence n, lowest bit first.
    public byte[] toBytes() {
        return sequences.toByteArray();
    }

    /// Reads what [#toBytes] wrote.
    public static SequenceSet ofBytes(byte[] bytes) {
        return new SequenceSet(BitSet.valueOf(bytes));
    }
}
