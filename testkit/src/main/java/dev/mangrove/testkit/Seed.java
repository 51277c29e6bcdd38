package dev.mangrove.testkit;

import java.security.SecureRandom;
import java.util.SplittableRandom;

/// The one number from which a whole test run draws: `-Dmangrove.seed=` or a fresh one, printed once
/// so that a failure can be repeated.
///
/// ```java
/// SplittableRandom random = Seed.random("walk of damaged archives");
/// ```
public final class Seed {

    /// The system property that repeats a run.
    public static final String PROPERTY = "mangrove.seed";

    private Seed() {}

    /// Holds the number apart, so that it is drawn and printed when a test first asks.
    private static final class Drawn {
        static final long VALUE = draw();

        private static long draw() {
            Long given = Long.getLong(PROPERTY);
            long value = given == null ? new SecureRandom().nextInt(Integer.MAX_VALUE) : given;
            System.err.println("seed: repeat this run with -D" + PROPERTY + "=" + value);
            return value;
        }
    }

    /// This run's seed.
    public static long value() {
        return Drawn.VALUE;
    }

    /// Random numbers for one purpose: the same seed and purpose give the same numbers, in whatever
    /// order the tests run. Not safe for use by several threads.
    public static SplittableRandom random(String purpose) {
        return new SplittableRandom(mix(value(), purpose));
    }

    /// A seed for one purpose, from any other seed.
    public static long mix(long seed, String purpose) {
        long mixed = seed;
        for (int i = 0; i < purpose.length(); i++) {
            mixed = (mixed ^ purpose.charAt(i)) * 0x9E3779B97F4A7C15L;
            mixed ^= mixed >>> 32;
        }
        return mixed;
    }
}
