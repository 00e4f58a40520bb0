package dev.stagedoor.tokens.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void pauses_grow_stay_within_the_upper_half_and_are_capped() {
        long seed = 42;
        SplittableRandom random = new SplittableRandom(seed);
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));
        for (int attempt = 1; attempt <= 200; attempt++) {
            long full = attempt > 5 ? 2000 : Math.min(2000, 100L << (attempt - 1));
            assertThat(backoff.after(attempt, random).toMillis())
                    .as("attempt %d, seed %d", attempt, seed)
                    .isBetween(full / 2, full);
        }
    }
}
