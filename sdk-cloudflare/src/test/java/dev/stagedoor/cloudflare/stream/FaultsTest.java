package dev.stagedoor.cloudflare.stream;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest extends StreamTest {
    private static final int LONG_MILLIS = 3_000;

    private final CloudflareStream once =
            client().attempts(1).timeout(Duration.ofMillis(300)).build();

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void an_answer_that_does_not_come_ends_with_the_time_out() {
        CloudflareIoException fault = failing(ok("{'uid':'v'}").withFixedDelay(LONG_MILLIS));

        assertThat(fault).hasMessageContaining("within 300 ms");
        assertThat(fault.retryable()).isTrue();
        assertThat(fault.effectUnknown()).isTrue();
    }

    @Test
    void a_body_that_dribbles_ends_with_the_time_out() {
        assertThat(failing(ok("{'uid':'v'}").withChunkedDribbleDelay(10, LONG_MILLIS)))
                .hasMessageContaining("within 300 ms");
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void a_broken_connection_leaves_the_effect_unknown(Fault broken) {
        CloudflareIoException fault = failing(aResponse().withFault(broken));

        assertThat(fault.effectUnknown()).isTrue();
        assertThat(fault.retryable()).isTrue();
        assertThat(fault).hasNoCause();
    }

    @Test
    void a_lost_read_has_no_effect() {
        answersInTurn(aResponse().withFault(Fault.EMPTY_RESPONSE));

        assertThatThrownBy(() -> once.videos().find(UID))
                .isInstanceOfSatisfying(
                        CloudflareIoException.class,
                        it -> assertThat(it.effectUnknown()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<html>hello</html>", "", "null", "[]", "\"ok\"", "{\"result\":{\"uid\":\"v\"", "\u0000\u0001"})
    void an_answer_that_is_no_envelope_is_unreadable(String body) {
        assertThat(failing(aResponse().withStatus(200).withBody(body)).effectUnknown())
                .isTrue();
    }

    @Test
    void json_that_is_nested_without_end_is_unreadable() {
        assertThat(failing(aResponse().withStatus(200).withBody("[".repeat(200_000))))
                .isNotNull();
    }

    @Test
    void an_answer_that_is_too_long_is_not_kept() {
        answersInTurn(aResponse().withStatus(200).withBody(new byte[Call.LONGEST_ANSWER + 1]));

        assertThatThrownBy(() -> client().attempts(4).build().videos().find(UID))
                .isInstanceOf(CloudflareIoException.class)
                .hasMessageContaining("longer than");
        assertThat(requests()).hasSize(1);
    }

    @Test
    void an_interrupted_thread_sends_nothing_and_stays_interrupted() {
        answersInTurn(ok("{'uid':'v'}"));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> stream.videos().find(UID))
                .isInstanceOf(CloudflareIoException.class)
                .hasMessageContaining("interrupted");

        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(requests()).isEmpty();
    }

    @Test
    void an_interrupt_while_waiting_for_the_answer_ends_the_call() throws IOException, InterruptedException {
        Thread caller = Thread.currentThread();
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> interruptWhenAsked(silent, caller));
            server.start();
            CloudflareStream patient = client().baseUrl(URI.create("http://127.0.0.1:" + silent.getLocalPort()))
                    .timeout(seconds(60))
                    .build();

            assertThatThrownBy(() -> patient.liveInputs().rotateKeys(UID))
                    .isInstanceOfSatisfying(CloudflareIoException.class, it -> {
                        assertThat(it).hasMessageContaining("interrupted");
                        assertThat(it.effectUnknown()).isTrue();
                        assertThat(it.retryable()).isFalse();
                    });

            assertThat(Thread.interrupted()).isTrue();
            server.join();
            Thread.interrupted();
        }
    }

    private static void interruptWhenAsked(ServerSocket silent, Thread caller) {
        try (Socket socket = silent.accept()) {
            socket.getInputStream().read();
            caller.interrupt();
            socket.getInputStream().readAllBytes();
        } catch (IOException theClientHasClosedTheConnection) {
            caller.interrupt();
        }
    }

    @Test
    void an_interrupt_while_pausing_ends_the_call() {
        answersInTurn(aResponse().withStatus(503).withHeader("Retry-After", "9"));
        CloudflareStream interrupted = client().sleeper(pause -> {
                    throw new InterruptedException();
                })
                .build();

        assertThatThrownBy(() -> interrupted.videos().delete(UID))
                .isInstanceOfSatisfying(
                        CloudflareIoException.class,
                        it -> assertThat(it.effectUnknown()).isTrue());

        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(requests()).hasSize(1);
    }

    private CloudflareIoException failing(ResponseDefinitionBuilder answer) {
        answersInTurn(answer);
        return catchThrowableOfType(
                CloudflareIoException.class, () -> once.liveInputs().create(LiveInputSettings.defaults()));
    }
}
