package dev.stagedoor.cloudflare.stream;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Capped exponential pauses with full jitter: anything from nothing to the bound, so that many clients do not come back at once.
 *
 * @param first the bound after the first attempt
 * @param longest the bound at most
 */
record Backoff(Duration first, Duration longest) {
    private static final int MOST_DOUBLINGS = 20;

    Duration after(int attempt, RandomGenerator random) {
        long bound = Math.min(longest.toMillis(), first.toMillis() << Math.min(attempt - 1, MOST_DOUBLINGS));
        return Duration.ofMillis(random.nextLong(bound + 1));
    }
}
