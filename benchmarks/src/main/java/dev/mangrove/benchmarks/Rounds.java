package dev.mangrove.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/// Sides of a comparison that take turns, so that each round has all of them in the same minute. Machines swing by a
/// factor of two; the ratio within a round holds.
///
/// @param nanos of each side, for each round, a unit of work
record Rounds(List<Side> sides, double[][] nanos) {

    /// Turns of a side before the first that counts.
    private static final int WARM_UP_TURNS = 3;

    /// One of those compared.
    record Side(String name, Turn turn) {}

    /// Works for about the given time.
    @FunctionalInterface
    interface Turn {
        /// @return nanoseconds a unit
        double nanosPerUnit(double seconds) throws IOException;
    }

    /// Something done again and again within a turn.
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    /// A side that repeats work of so many units in this JVM.
    static Side repeated(String name, double units, Work work) {
        return new Side(name, seconds -> {
            long begun = System.nanoTime();
            long end = begun + (long) (seconds * 1e9);
            long runs = 0;
            long now;
            do {
                work.run();
                runs++;
                now = System.nanoTime();
            } while (now < end);
            return (now - begun) / (runs * units);
        });
    }

    static Rounds run(int rounds, double seconds, List<Side> sides) throws IOException {
        for (int turn = 0; turn < WARM_UP_TURNS; turn++) {
            for (Side side : sides) {
                side.turn().nanosPerUnit(seconds);
            }
        }
        return runWarm(rounds, seconds, sides);
    }

    /// Without warming up first: for work in processes of its own.
    static Rounds runWarm(int rounds, double seconds, List<Side> sides) throws IOException {
        double[][] nanos = new double[sides.size()][rounds];
        for (int round = 0; round < rounds; round++) {
            for (int side = 0; side < sides.size(); side++) {
                nanos[side][round] = sides.get(side).turn().nanosPerUnit(seconds);
            }
        }
        return new Rounds(List.copyOf(sides), nanos);
    }

    Spread spread(int side) {
        return Spread.of(nanos[side]);
    }

    /// How many times as long as the first side another takes, round by round.
    Spread ratio(int side) {
        double[] ratios = new double[nanos[side].length];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] = nanos[side][round] / nanos[0][round];
        }
        return Spread.of(ratios);
    }

    /// What repeated measurements gave.
    record Spread(double median, double min, double max) {
        static Spread of(double[] values) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            int half = sorted.length / 2;
            double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
            return new Spread(median, sorted[0], sorted[sorted.length - 1]);
        }
    }
}
