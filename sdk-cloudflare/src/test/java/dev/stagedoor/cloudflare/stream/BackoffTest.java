package dev.stagedoor.cloudflare.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofMillis(1000));

    @Test
    void pauses_double_until_the_bound() {
        RandomGenerator highest = new RandomGenerator() {
            @Override
            public long nextLong() {
                return 0;
            }

            @Override
            public long nextLong(long bound) {
                return bound - 1;
            }
        };

        assertThat(IntStream.of(1, 2, 3, 4, 5, 50)
                        .mapToObj(attempt -> BACKOFF.after(attempt, highest).toMillis()))
                .containsExactly(100L, 200L, 400L, 800L, 1000L, 1000L);
    }

    @Test
    void pauses_are_spread_over_the_whole_range() {
        RandomGenerator random = new SplittableRandom(1);

        assertThat(IntStream.range(0, 1000)
                        .mapToLong(i -> BACKOFF.after(1, random).toMillis()))
                .contains(0L, 100L)
                .allMatch(millis -> millis >= 0 && millis <= 100);
    }
}
