package dev.stagedoor.core;

import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Makes version 7 ids (RFC 9562 section 5.7): sorted by time, and strictly rising within one instance even when the clock stands still or steps back.
 * Safe for use by many threads when the random generator is.
 */
public final class TimeOrderedIds {
    private static final int COUNTER_BITS = 12;

    private final InstantSource clock;
    private final RandomGenerator random;
    private final AtomicLong lastTick = new AtomicLong();

    /**
     * @param clock gives the milliseconds that ids start with
     * @param random fills the other 62 bits; use a {@link java.security.SecureRandom} where ids must not be guessed
     */
    public TimeOrderedIds(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** {@return an id greater than every one before} */
    public UUID next() {
        long tick = nextTick();
        long high = ((tick >>> COUNTER_BITS) << 16) | 0x7000L | (tick & 0xFFFL);
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private long nextTick() {
        long now = clock.millis() << COUNTER_BITS;
        return lastTick.updateAndGet(last -> Math.max(now, last + 1));
    }
}
