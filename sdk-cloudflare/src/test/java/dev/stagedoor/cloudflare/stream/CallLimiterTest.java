package dev.stagedoor.cloudflare.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallLimiterTest {
    private static final Duration FOREVER = Duration.ofDays(1);

    @Test
    void calls_within_the_limit_have_their_turn_at_once() {
        CallLimiter limiter = new CallLimiter(3, Duration.ofSeconds(10));

        assertThat(IntStream.range(0, 3).mapToObj(i -> limiter.take(1000, FOREVER)))
                .containsOnly(Duration.ZERO);
    }

    @Test
    void the_next_call_waits_until_the_first_is_a_window_ago() {
        CallLimiter limiter = new CallLimiter(2, Duration.ofSeconds(10));
        limiter.take(1000, FOREVER);
        limiter.take(4000, FOREVER);

        assertThat(limiter.take(5000, FOREVER)).isEqualTo(Duration.ofSeconds(6));
        assertThat(limiter.take(5000, FOREVER)).isEqualTo(Duration.ofSeconds(9));
        assertThat(limiter.take(5000, FOREVER)).isEqualTo(Duration.ofSeconds(16));
    }

    @Test
    void no_window_ever_holds_more_calls_than_the_limit() {
        Random random = new Random(7);
        CallLimiter limiter = new CallLimiter(12, Duration.ofMillis(300));
        List<Long> turns = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < 5000; i++) {
            now += random.nextInt(4) == 0 ? random.nextInt(200) : 0;
            turns.add(now + limiter.take(now, FOREVER).toMillis());
        }

        for (int i = 12; i < turns.size(); i++) {
            assertThat(turns.get(i) - turns.get(i - 12)).isGreaterThanOrEqualTo(300);
        }
    }

    @Test
    void callers_at_once_have_turns_of_their_own() throws InterruptedException {
        CallLimiter limiter = new CallLimiter(5, Duration.ofMillis(100));
        List<Long> turns = new CopyOnWriteArrayList<>();
        List<Thread> callers = IntStream.range(0, 4)
                .mapToObj(i -> new Thread(() -> IntStream.range(0, 50)
                        .forEach(j -> turns.add(limiter.take(0, FOREVER).toMillis()))))
                .toList();
        callers.forEach(Thread::start);
        for (Thread caller : callers) {
            caller.join();
        }

        assertThat(turns.stream().collect(Collectors.groupingBy(turn -> turn, Collectors.counting())))
                .hasSize(40)
                .allSatisfy((turn, callsThen) -> assertThat(callsThen).isEqualTo(5));
    }

    @Test
    void a_caller_who_would_not_wait_takes_no_turn() {
        CallLimiter limiter = new CallLimiter(1, Duration.ofSeconds(10));
        limiter.take(0, FOREVER);

        assertThat(limiter.take(1000, Duration.ofSeconds(5))).isEqualTo(Duration.ofSeconds(9));
        assertThat(limiter.take(6000, Duration.ofSeconds(5))).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void nobody_has_a_turn_while_cloudflare_takes_no_calls() {
        CallLimiter limiter = new CallLimiter(100, Duration.ofSeconds(10));
        limiter.close(1000, Optional.of(Duration.ofSeconds(30)));
        limiter.close(1000, Optional.of(Duration.ofSeconds(3)));
        limiter.close(1000, Optional.empty());

        assertThat(limiter.take(11_000, FOREVER)).isEqualTo(Duration.ofSeconds(20));
        assertThat(limiter.take(31_000, FOREVER)).isZero();
    }

    @Test
    void a_clock_set_back_makes_nobody_wait_longer() {
        CallLimiter limiter = new CallLimiter(1, Duration.ofSeconds(10));
        limiter.take(10_000_000, FOREVER);

        assertThat(limiter.take(1_000, FOREVER)).isEqualTo(Duration.ofSeconds(10));
    }
}
