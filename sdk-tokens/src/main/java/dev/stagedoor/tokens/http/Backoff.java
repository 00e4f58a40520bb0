package dev.stagedoor.tokens.http;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Capped exponential pauses with full jitter over the upper half, so that many clients do not come back at once and none comes back at once.
 *
 * @param first the longest pause after the first attempt
 * @param longest the longest pause at all
 */
record Backoff(Duration first, Duration longest) {
    private static final int MOST_DOUBLINGS = 20;

    Duration after(int attempt, RandomGenerator random) {
        long full = Math.min(longest.toMillis(), first.toMillis() << Math.min(attempt - 1, MOST_DOUBLINGS));
        return Duration.ofMillis(full - random.nextLong(full / 2 + 1));
    }
}
