package dev.mangrove.scan.examine;

import dev.mangrove.hash.PdqFingerprint;
import dev.mangrove.scan.item.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// The frames of a video in the order of their times: one that looks like the one before it is counted, not kept.
///
/// Where more come than are allowed, every second one that is kept goes, and from then on only every second one
/// that comes is taken, and so on: what is kept is always spread over the whole video. Gone frames count as
/// repeats of nothing: they are not told of, but [#wasThinned] is.
final class FrameSeries {

    private final int keptMax;
    private final List<Kept> kept = new ArrayList<>();
    private int taken;
    private int stride = 1;
    private int offered;

    FrameSeries(int keptMax) {
        this.keptMax = keptMax;
    }

    private static final class Kept {
        private final int index;
        private final PdqFingerprint fingerprint;
        private final long atMillis;
        private int repeats;

        Kept(int index, PdqFingerprint fingerprint, long atMillis) {
            this.index = index;
            this.fingerprint = fingerprint;
            this.atMillis = atMillis;
        }
    }

    /// Whether the next frame is to be hashed and [added][#add], or would be left out: asked once for each.
    boolean wantsNext() {
        return offered++ % stride == 0;
    }

    /// Takes a frame.
    void add(PdqFingerprint fingerprint, long atMillis) {
        if (!kept.isEmpty() && kept.getLast().fingerprint.equals(fingerprint)) {
            kept.getLast().repeats++;
            taken++;
            return;
        }
        if (kept.size() >= keptMax) {
            thin();
        }
        kept.add(new Kept(taken++, fingerprint, atMillis));
    }

    private void thin() {
        for (int i = kept.size() - 1; i > 0; i -= 2) {
            kept.remove(i);
        }
        stride *= 2;
    }

    boolean isEmpty() {
        return kept.isEmpty();
    }

    boolean wasThinned() {
        return stride > 1;
    }

    /// Frames that were hashed, repeats included.
    int taken() {
        return taken;
    }

    PdqFingerprint first() {
        return kept.getFirst().fingerprint;
    }

    long firstAtMillis() {
        return kept.getFirst().atMillis;
    }

    int firstRepeats() {
        return kept.getFirst().repeats;
    }

    List<Frame> further() {
        return kept.stream()
                .skip(1)
                .map(frame -> new Frame(frame.index, frame.fingerprint, OptionalLong.of(frame.atMillis), frame.repeats))
                .toList();
    }
}
