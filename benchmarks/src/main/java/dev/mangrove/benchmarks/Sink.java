package dev.mangrove.benchmarks;

/// Takes results, so that no work is left out because nobody looks.
final class Sink {

    private static volatile long sum;

    private Sink() {}

    static void take(long value) {
        sum = sum ^ value;
    }
}
