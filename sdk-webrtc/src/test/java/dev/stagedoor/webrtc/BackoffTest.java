package dev.stagedoor.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void pauses_double_up_to_the_cap_with_jitter_below() {
        Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(8), new Random(1));

        for (int attempt = 0; attempt < 40; attempt++) {
            long longest = Math.min(8_000, 500L << Math.min(attempt, 10));
            assertThat(backoff.next(Optional.empty()).toMillis()).isBetween(longest / 2, longest);
        }
        backoff.reset();
        assertThat(backoff.next(Optional.empty()).toMillis()).isLessThanOrEqualTo(500);
    }

    @Test
    void the_server_is_not_asked_earlier_than_it_wants() {
        Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(8), new Random(1));

        assertThat(backoff.next(Optional.of(Duration.ofSeconds(60)))).isEqualTo(Duration.ofSeconds(60));
        assertThat(backoff.next(Optional.of(Duration.ZERO))).isPositive();
    }

    @Test
    void durations_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1), new Random()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1), new Random()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
