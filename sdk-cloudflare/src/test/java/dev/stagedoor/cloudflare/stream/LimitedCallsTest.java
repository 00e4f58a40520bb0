package dev.stagedoor.cloudflare.stream;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LimitedCallsTest extends StreamTest {
    @Test
    void the_twelve_hundred_and_first_call_waits_for_its_turn() {
        answersInTurn(ok("{'uid':'v'}"));
        CloudflareStream patient = client().patience(seconds(300)).build();
        for (int i = 0; i < 1200; i++) {
            patient.videos().find(UID);
        }
        assertThat(time.sleeps).isEmpty();
        time.pass(seconds(60));

        patient.videos().find(UID);

        assertThat(time.sleeps).containsExactly(seconds(240));
    }

    @Test
    void a_call_that_would_wait_beyond_patience_is_not_sent() {
        answersInTurn(ok("{'uid':'v'}"));
        CloudflareStream small = client().callLimit(1, seconds(100)).build();
        small.videos().find(UID);

        assertThatThrownBy(() -> small.videos().find(UID)).isInstanceOfSatisfying(RateLimitedException.class, it -> {
            assertThat(it.retryAfter()).contains(seconds(100));
            assertThat(it.retryable()).isTrue();
            assertThat(it.effectUnknown()).isFalse();
            assertThat(it).hasMessageContaining("not sent");
        });
        assertThat(requests()).hasSize(1);
    }

    @Test
    void repetitions_count_as_calls() {
        answersInTurn(aResponse().withStatus(503), ok("{'uid':'v'}"));
        CloudflareStream small = client().callLimit(1, seconds(50))
                .pauses(Duration.ofMillis(1), Duration.ofMillis(1))
                .build();

        small.videos().find(UID);

        assertThat(time.instant()).isEqualTo(Instant.parse("2026-11-22T09:00:50Z"));
    }
}
