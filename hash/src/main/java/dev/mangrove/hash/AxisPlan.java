package dev.mangrove.hash;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// What PDQ does along one axis of a picture before it transforms it, as one sparse matrix: each of the 64
/// samples that are kept is a fixed weighted sum of a few neighbouring samples of the picture.
///
/// The reduction to 512 samples by nearest neighbour, the two box filters and the choice of every n-th sample are
/// linear, and along the two axes independent of each other; so the 64 x 64 samples are `L * picture * R^T`, with
/// a plan of this kind on either side. The weights depend on nothing but the length of the axis. Immutable.
final class AxisPlan {

    /// Samples that are kept.
    static final int KEPT = 64;

    /// Terms of a sum that [#apply] takes at a time.
    static final int ROUND = 4;

    /// The longest side that the reference profile filters.
    static final int REFERENCE_SIDE_MAX = 512;

    /// Plans that are remembered. One of the reference profile takes about 12 KB.
    private static final int REMEMBERED_MAX = 1_000;

    private static final ConcurrentMap<Integer, AxisPlan> REMEMBERED = new ConcurrentHashMap<>();

    private final int[] sources;
    private final int[] first;
    private final int[] start;
    private final float[] weights;
    private final float[][] rounds;

    private AxisPlan(int[] sources, int[] first, int[] start, float[] weights) {
        this.sources = sources;
        this.first = first;
        this.start = start;
        this.weights = weights;
        this.rounds = rounds(start, weights);
    }

    /// @param side samples along the axis, at least 1
    /// @param reduce whether the picture is reduced to 512 x 512 first
    static AxisPlan of(int side, boolean reduce) {
        int filtered = reduce ? REFERENCE_SIDE_MAX : side;
        if (filtered > REFERENCE_SIDE_MAX) {
            return make(side, filtered);
        }
        int key = reduce ? -side : side;
        AxisPlan known = REMEMBERED.get(key);
        if (known != null) {
            return known;
        }
        if (REMEMBERED.size() >= REMEMBERED_MAX) {
            REMEMBERED.clear();
        }
        AxisPlan made = make(side, filtered);
        REMEMBERED.put(key, made);
        return made;
    }

    private static AxisPlan make(int side, int filtered) {
        int[] positions = new int[KEPT];
        double[][] kept = new double[KEPT][];
        int[] uses = new int[side];
        for (int i = 0; i < KEPT; i++) {
            // floor((i + 0.5) * filtered / 64), in whole numbers.
            int centre = (int) ((2L * i + 1) * filtered / (2 * KEPT));
            Filter filter = new Filter(filtered, centre);
            positions[i] = source(filter.from, side, filtered);
            kept[i] = new double[source(filter.to - 1, side, filtered) - positions[i] + 1];
            for (int k = filter.from; k < filter.to; k++) {
                int source = source(k, side, filtered);
                kept[i][source - positions[i]] += filter.weights[k - filter.from];
                uses[source]++;
            }
        }
        if (side == filtered) {
            // Side by side, so that they are read in one go; the few that nothing reads cost less than to leave
            // them out.
            Arrays.fill(uses, 1);
        }
        return squeezed(positions, kept, uses);
    }

    /// Which sample of the picture stands for sample `k` of the reduced one.
    private static int source(int k, int side, int filtered) {
        return (int) ((long) k * side / filtered);
    }

    /// Without the samples that nothing reads.
    private static AxisPlan squeezed(int[] positions, double[][] kept, int[] uses) {
        int[] sources = new int[uses.length];
        int[] places = new int[uses.length];
        int count = 0;
        for (int source = 0; source < uses.length; source++) {
            places[source] = count;
            if (uses[source] > 0) {
                sources[count++] = source;
            }
        }
        int[] first = new int[KEPT];
        int[] start = new int[KEPT + 1];
        float[] weights =
                new float[Arrays.stream(kept).mapToInt(row -> row.length).sum()];
        int written = 0;
        for (int i = 0; i < KEPT; i++) {
            first[i] = places[positions[i]];
            start[i] = written;
            for (int k = 0; k < kept[i].length; k++) {
                if (uses[positions[i] + k] > 0) {
                    weights[written++] = (float) kept[i][k];
                }
            }
        }
        start[KEPT] = written;
        return new AxisPlan(Arrays.copyOf(sources, count), first, start, Arrays.copyOf(weights, written));
    }

    /// The samples of the picture that are read, ascending. The plan's own array.
    int[] sources() {
        return sources;
    }

    /// Where in [#sources] the samples begin of which kept sample `i` is the weighted sum.
    int first(int i) {
        return first[i];
    }

    /// How many samples kept sample `i` is the weighted sum of: those from [#first] on.
    int count(int i) {
        return start[i + 1] - start[i];
    }

    /// Where in [#weights] the weights of kept sample `i` begin.
    int start(int i) {
        return start[i];
    }

    /// The weights of all kept samples, one after the other. The plan's own array.
    float[] weights() {
        return weights;
    }

    /// The most samples that a kept one is the sum of.
    int countMax() {
        int most = 0;
        for (int i = 0; i < KEPT; i++) {
            most = Math.max(most, count(i));
        }
        return most;
    }

    /// The weighted sums of one line of samples, which lie in the order of [#sources], with [#ROUND] zeros behind
    /// them.
    ///
    /// All kept samples side by side, some terms of each in a round, in ascending order: loops over the few terms
    /// of one would cost more than the terms. Where a sum has fewer terms, the others weigh nothing.
    void apply(float[] samples, float[] kept, int to) {
        Arrays.fill(kept, to, to + KEPT, 0);
        for (int round = 0; round < rounds.length; round++) {
            float[] weight = rounds[round];
            for (int i = 0; i < KEPT; i++) {
                int sample = Math.min(first[i] + round * ROUND, samples.length - ROUND);
                float sum = kept[to + i] + weight[4 * i] * samples[sample];
                sum += weight[4 * i + 1] * samples[sample + 1];
                sum += weight[4 * i + 2] * samples[sample + 2];
                kept[to + i] = sum + weight[4 * i + 3] * samples[sample + 3];
            }
        }
    }

    /// The weights in the order in which [#apply] reads them.
    private static float[][] rounds(int[] start, float[] weights) {
        int most = 0;
        for (int i = 0; i < KEPT; i++) {
            most = Math.max(most, start[i + 1] - start[i]);
        }
        float[][] rounds = new float[(most + ROUND - 1) / ROUND][KEPT * ROUND];
        for (int i = 0; i < KEPT; i++) {
            for (int k = 0; k < start[i + 1] - start[i]; k++) {
                rounds[k / ROUND][i * ROUND + k % ROUND] = weights[start[i] + k];
            }
        }
        return rounds;
    }

    /// Two box filters, one after the other, seen from the sample that is kept: the mean of a window of means.
    private static final class Filter {

        private final int length;
        private final int before;
        private final int after;
        final int from;
        final int to;
        final double[] weights;

        Filter(int length, int centre) {
            int window = (int) ((length + 127L) / 128);
            this.length = length;
            this.after = (window + 2) / 2 - 1;
            this.before = window - 1 - after;
            this.from = begin(begin(centre));
            this.to = end(end(centre) - 1);
            this.weights = new double[to - from];
            double outer = end(centre) - begin(centre);
            for (int mean = begin(centre); mean < end(centre); mean++) {
                double inner = end(mean) - begin(mean);
                for (int sample = begin(mean); sample < end(mean); sample++) {
                    weights[sample - from] += 1 / (outer * inner);
                }
            }
        }

        /// Where the window around `at` begins; at a border it has fewer samples.
        private int begin(int at) {
            return Math.max(0, at - before);
        }

        private int end(int at) {
            return Math.min(length, at + after + 1);
        }
    }
}
