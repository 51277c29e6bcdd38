package dev.mangrove.hash;

/// The box filter along a row: a running sum over a window, divided by what is inside it.
final class BoxRows {

    private final int length;
    private final int window;
    private final int reach;

    BoxRows(int length) {
        this.length = length;
        this.window = window(length);
        this.reach = reach(window);
    }

    /// How many samples the window has along a line of `length` samples.
    static int window(int length) {
        return (int) ((length + 127L) / 128);
    }

    /// How many samples the window reaches beyond its centre; one fewer, where it is even, before it.
    static int reach(int window) {
        return (window + 2) / 2 - 1;
    }

    /// Filters `in` into `out`, which must be another array. Both hold at least one row.
    void filter(float[] in, float[] out) {
        float sum = 0;
        int inside = 0;
        int write = 0;
        int read = 0;
        for (; read < reach; read++) {
            sum += in[read];
            inside++;
        }
        for (; read < window; read++) {
            sum += in[read];
            inside++;
            out[write++] = sum / inside;
        }
        int drop = 0;
        for (; read < length; read++) {
            sum += in[read];
            sum -= in[drop++];
            out[write++] = sum / inside;
        }
        while (write < length) {
            sum -= in[drop++];
            inside--;
            out[write++] = sum / inside;
        }
    }
}
