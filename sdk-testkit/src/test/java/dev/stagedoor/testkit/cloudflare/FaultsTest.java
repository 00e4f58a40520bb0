package dev.stagedoor.testkit.cloudflare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.testkit.fault.Fault;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What can go wrong on order, and the journal. */
class FaultsTest extends LocalCloudflareTest {
    private static final Predicate<Call> CREATION = Faults.callsOf("POST", "/stream/live_inputs");

    private int inputs() {
        return api.get("/stream/live_inputs").result().path("liveInputs").size();
    }

    private HttpRequest creation() {
        return api.request("/stream/live_inputs")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
    }

    @Test
    void a_burst_of_429_has_retry_after_and_no_effect_and_ends() {
        local.faults().rateLimitBurst(2, Duration.ofSeconds(3), CREATION);

        Api.Reply first = api.send(creation());
        Api.Reply second = api.send(creation());
        Api.Reply third = api.send(creation());

        assertThat(first.status()).isEqualTo(429);
        assertThat(first.header("Retry-After")).isEqualTo("3");
        assertThat(first.json().path("messages").isNull()).isTrue();
        assertThat(second.status()).isEqualTo(429);
        assertThat(third.status()).isEqualTo(200);
        assertThat(inputs()).isEqualTo(1);
    }

    @Test
    void a_lost_reply_has_had_its_effect() {
        local.faults().next(CREATION, Fault.DROP_AFTER);

        assertThatThrownBy(() -> api.trySend(creation())).isInstanceOf(IOException.class);

        assertThat(inputs()).isEqualTo(1);
    }

    @Test
    void a_reply_cut_in_the_middle_has_had_its_effect() {
        local.faults().next(CREATION, Fault.CUT_AFTER);

        assertThatThrownBy(() -> api.trySend(creation())).isInstanceOf(IOException.class);

        assertThat(inputs()).isEqualTo(1);
    }

    @Test
    void a_connection_cut_before_the_effect_has_none() {
        local.faults().next(CREATION, Fault.DROP_BEFORE);

        assertThatThrownBy(() -> api.trySend(creation())).isInstanceOf(IOException.class);

        assertThat(inputs()).isZero();
    }

    @Test
    void a_server_error_comes_before_or_after_the_effect() {
        local.faults().next(CREATION, Fault.statusBefore(502), Fault.statusAfter(500));

        assertThat(api.send(creation()).status()).isEqualTo(502);
        assertThat(api.send(creation()).status()).isEqualTo(500);
        assertThat(inputs()).isEqualTo(1);
    }

    @Test
    void a_slow_call_is_held_until_it_is_let_go() throws InterruptedException {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch letGo = new CountDownLatch(1);
        local.faults().next(CREATION, Fault.NONE.holding(() -> {
            arrived.countDown();
            AtTheGate.await(letGo);
        }));

        CompletableFuture<Api.Reply> slow = CompletableFuture.supplyAsync(() -> api.send(creation()));
        arrived.await();
        int meanwhile = inputs();
        letGo.countDown();

        assertThat(meanwhile).isZero();
        assertThat(slow.join().status()).isEqualTo(200);
    }

    @Test
    void a_plan_leaves_other_calls_alone_until_it_is_cleared() {
        local.faults().plan(Faults.callsOf("GET", "/stream/live_inputs/*"), () -> Fault.statusBefore(503));
        String uid = api.newInput("{}");

        assertThat(api.get("/stream/live_inputs/" + uid).status()).isEqualTo(503);
        local.faults().clear();
        assertThat(api.get("/stream/live_inputs/" + uid).status()).isEqualTo(200);
    }

    @Test
    void the_journal_has_every_call_also_those_that_failed() {
        local.faults().next(Faults.anyCall(), Fault.DROP_BEFORE);
        assertThatThrownBy(() -> api.trySend(creation())).isInstanceOf(IOException.class);
        api.get("/stream?limit=5");

        assertThat(local.calls()).extracting(Call::route).containsExactly("/stream/live_inputs", "/stream");
        assertThat(local.calls(CREATION)).hasSize(1);
        assertThat(local.calls().get(0).body()).isEqualTo("{}");
        assertThat(local.calls().get(1).path()).endsWith("?limit=5");
        assertThat(local.calls().get(1).header("Authorization")).hasValue("Bearer emulator-token");
    }

    @Test
    void the_journal_shows_no_credentials_when_it_is_printed() {
        String uid = api.newInput("{}");
        api.get("/stream/live_inputs/" + uid);

        assertThat(local.calls().toString()).doesNotContain("emulator-token").doesNotContain(uid);
    }

    /** Waiting without a checked exception. */
    private static final class AtTheGate {
        static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
