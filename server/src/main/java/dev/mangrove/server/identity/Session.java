package dev.mangrove.server.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/// One browser of one person.
///
/// @param browser what kind it says it is, in a word or two: enough to tell one's own sessions apart
public record Session(UUID id, Factor factor, Instant beganAt, Instant seenAt, String browser) {

    /// Without use it ends.
    public static final Duration IDLE_MAX = Duration.ofMinutes(15);
    /// It ends in any case.
    public static final Duration LENGTH_MAX = Duration.ofHours(12);
    /// How long a step-up counts.
    public static final Duration STEP_UP_MAX = Duration.ofMinutes(5);

    /// What is still missing before the console opens.
    enum Stage {
        /// Has no second factor yet.
        ENROLLING,
        SECOND_FACTOR,
        COMPLETE;

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Stage ofCode(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /// Why it ended.
    enum End {
        SIGNED_OUT,
        SIGNED_OUT_EVERYWHERE,
        IDLE,
        TOO_LONG,
        DISABLED,
        REPLACED;

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
