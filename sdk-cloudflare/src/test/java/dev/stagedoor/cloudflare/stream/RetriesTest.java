package dev.stagedoor.cloudflare.stream;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetriesTest extends StreamTest {
    private static final ResponseDefinitionBuilder BUSY = aResponse().withStatus(503);
    private static final ResponseDefinitionBuilder BROKEN = aResponse().withFault(Fault.EMPTY_RESPONSE);
    private static final String INPUT = "{'uid':'" + UID + "'}";

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 522})
    void a_read_is_repeated_until_it_succeeds(int status) {
        answersInTurn(aResponse().withStatus(status), aResponse().withStatus(status), ok(INPUT));

        assertThat(stream.liveInputs().find(UID)).isPresent();

        assertThat(requests()).hasSize(3);
        assertThat(time.sleeps).hasSizeLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"EMPTY_RESPONSE", "CONNECTION_RESET_BY_PEER", "RANDOM_DATA_THEN_CLOSE"})
    void a_read_is_repeated_after_a_broken_connection(Fault fault) {
        answersInTurn(aResponse().withFault(fault), ok(INPUT));

        assertThat(stream.liveInputs().find(UID)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 409, 413, 424})
    void what_would_not_help_is_not_repeated(int status) {
        answersInTurn(aResponse().withStatus(status), ok(INPUT));

        assertThatThrownBy(() -> stream.liveInputs().find(UID)).isInstanceOf(CloudflareApiException.class);
        assertThat(requests()).hasSize(1);
    }

    @Test
    void a_read_is_given_up_after_the_last_attempt() {
        answersInTurn(BUSY);

        assertThatThrownBy(() -> client().attempts(3).build().liveInputs().find(UID))
                .isInstanceOf(ServerErrorException.class);
        assertThat(requests()).hasSize(3);
    }

    @Test
    void a_change_by_put_is_repeated() {
        answersInTurn(BROKEN, BUSY, ok(INPUT));

        assertThat(stream.liveInputs().update(UID, LiveInputSettings.defaults()).uid())
                .isEqualTo(UID);
    }

    @Test
    void a_repetition_sends_the_body_again() {
        answersInTurn(BUSY, ok(INPUT));

        stream.liveInputs()
                .update(UID, LiveInputSettings.builder().enabled(true).build());

        assertThat(requests())
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.getBodyAsString()).isEqualTo("{\"enabled\":true}"));
    }

    @Test
    void a_creation_without_key_is_not_repeated_when_it_may_have_happened() {
        for (ResponseDefinitionBuilder lost : new ResponseDefinitionBuilder[] {BROKEN, BUSY}) {
            CLOUDFLARE.resetAll();
            answersInTurn(lost, ok(INPUT));

            assertThatThrownBy(() -> stream.liveInputs().create(LiveInputSettings.defaults()))
                    .isInstanceOfSatisfying(
                            CloudflareStreamException.class,
                            it -> assertThat(it.effectUnknown()).isTrue());
            assertThat(requests()).hasSize(1);
        }
    }

    @Test
    void a_creation_with_key_is_repeated_with_the_same_key() {
        answersInTurn(BROKEN, BUSY, ok(INPUT));

        stream.liveInputs().create(LiveInputSettings.defaults(), "class-c-1");

        assertThat(requests())
                .hasSize(3)
                .allSatisfy(request ->
                        assertThat(request.getHeader("Idempotency-Key")).isEqualTo("class-c-1"));
    }

    @Test
    void a_creation_without_key_is_repeated_when_it_was_turned_away() {
        answersInTurn(aResponse().withStatus(429), ok(INPUT));

        assertThat(stream.liveInputs().create(LiveInputSettings.defaults()).uid())
                .isEqualTo(UID);
    }

    @Test
    void what_sets_a_state_is_repeated_and_what_makes_something_new_is_not() {
        answersInTurn(BUSY, ok(INPUT), BUSY, ok(INPUT), BUSY, ok(INPUT));

        stream.liveInputs().disable(UID);
        stream.videos().edit(UID, VideoEdit.builder().build());
        assertThatThrownBy(() -> stream.liveInputs().rotateKeys(UID)).isInstanceOf(ServerErrorException.class);
    }

    @Test
    void a_deletion_that_an_earlier_attempt_may_have_done_counts_as_done() {
        answersInTurn(BROKEN, notFound());

        assertThat(stream.videos().delete(UID)).isTrue();
    }

    @Test
    void retry_after_in_seconds_is_honoured() {
        answersInTurn(aResponse().withStatus(429).withHeader("Retry-After", "37"), ok(INPUT));

        stream.liveInputs().find(UID);

        assertThat(time.sleeps).containsExactly(seconds(37));
    }

    @Test
    void retry_after_as_a_date_is_honoured() {
        answersInTurn(
                aResponse().withStatus(503).withHeader("Retry-After", "Sun, 22 Nov 2026 09:00:40 GMT"), ok(INPUT));

        stream.liveInputs().find(UID);

        assertThat(time.sleeps).containsExactly(seconds(40));
    }

    @Test
    void a_wait_beyond_patience_is_left_to_the_caller() {
        answersInTurn(aResponse().withStatus(429).withHeader("Retry-After", "61"), ok(INPUT));

        assertThatThrownBy(() -> stream.liveInputs().find(UID))
                .isInstanceOfSatisfying(
                        RateLimitedException.class,
                        it -> assertThat(it.retryAfter()).contains(seconds(61)));
        assertThat(time.sleeps).isEmpty();
        assertThat(requests()).hasSize(1);
    }

    @Test
    void all_calls_wait_while_cloudflare_takes_none() {
        answersInTurn(aResponse().withStatus(429).withHeader("Retry-After", "30"), ok(INPUT));
        CloudflareStream once = client().attempts(1).build();
        assertThatThrownBy(() -> once.liveInputs().find(UID)).isInstanceOf(RateLimitedException.class);
        time.pass(seconds(10));

        once.liveInputs().find(UID);

        assertThat(time.sleeps).containsExactly(seconds(20));
    }

    @Test
    void pauses_grow_up_to_their_bound() {
        answersInTurn(BUSY);
        CloudflareStream patient = client().attempts(8)
                .pauses(Duration.ofMillis(100), Duration.ofMillis(900))
                .random(() -> Long.MAX_VALUE)
                .build();

        assertThatThrownBy(() -> patient.liveInputs().find(UID)).isInstanceOf(ServerErrorException.class);

        assertThat(time.sleeps).allSatisfy(pause -> assertThat(pause).isBetween(Duration.ZERO, Duration.ofMillis(900)));
    }

    @Test
    void a_refused_connection_is_repeated_even_for_what_makes_something_new() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        CloudflareStream nowhere = client().baseUrl(URI.create("http://127.0.0.1:" + closed))
                .attempts(3)
                .pauses(seconds(1), seconds(1))
                .random(new java.util.SplittableRandom(5))
                .build();

        assertThatThrownBy(() -> nowhere.liveInputs().create(LiveInputSettings.defaults()))
                .isInstanceOfSatisfying(CloudflareIoException.class, it -> {
                    assertThat(it.effectUnknown()).isFalse();
                    assertThat(it.retryable()).isTrue();
                });
        assertThat(time.sleeps).hasSize(2);
    }

    @Test
    void the_clock_of_a_repetition_is_the_one_handed_in() {
        answersInTurn(aResponse().withStatus(429).withHeader("Retry-After", "5"), ok(INPUT));

        stream.liveInputs().find(UID);

        assertThat(time.instant()).isEqualTo(Instant.parse("2026-11-22T09:00:05Z"));
    }
}
