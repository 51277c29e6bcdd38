package dev.mangrove.server.database;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/// Ids that sort by the time of their making: UUIDs of version 7.
///
/// Made here and not in the database, so that PostgreSQL 15 will do and a caller knows the id before the row is
/// there. Layout (RFC 9562, section 5.7): 48 bits of milliseconds, 4 of version, 12 that count the ids of one
/// millisecond from a random start, 2 of variant, 62 random ones. Ids of one process never go back, even when the
/// clock does. Safe for use by several threads.
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int COUNTER_MAX = 0xFFF;
    private static final Ids PROCESS = new Ids();

    private long lastMillis;
    private int counter;

    Ids() {}

    public static UUID create() {
        return PROCESS.next(System.currentTimeMillis());
    }

    /// When the id was made, to the millisecond.
    public static Instant madeAt(UUID id) {
        if (id.version() != 7) {
            throw new IllegalArgumentException(
                    id + " is a UUID of version " + id.version() + ", and only 7 has a time");
        }
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    UUID next(long nowMillis) {
        long millis;
        int count;
        synchronized (this) {
            if (nowMillis > lastMillis) {
                lastMillis = nowMillis;
                counter = RANDOM.nextInt(COUNTER_MAX / 2);
            } else if (counter == COUNTER_MAX) {
                lastMillis++;
                counter = RANDOM.nextInt(COUNTER_MAX / 2);
            } else {
                counter++;
            }
            millis = lastMillis;
            count = counter;
        }
        long high = (millis << 16) | 0x7000L | count;
        long low = (RANDOM.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
