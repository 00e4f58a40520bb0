package dev.stagedoor.testkit.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.tokens.LookUpResult;
import dev.stagedoor.core.tokens.RemoteDebit;
import dev.stagedoor.core.tokens.RemoteResult;
import dev.stagedoor.core.tokens.TokenProviderException;
import dev.stagedoor.core.tokens.Tokens;
import dev.stagedoor.core.tokens.TransferId;
import dev.stagedoor.testkit.fault.Fault;
import dev.stagedoor.testkit.fault.FaultPlan;
import dev.stagedoor.tokens.http.HttpTokenProvider;
import dev.stagedoor.tokens.http.TokenApiAuth;
import dev.stagedoor.tokens.http.TokenApiShape;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTokenProviderFaultsTest {
    private static final String KEY = "the-api-key-nobody-may-read";
    private static final String JSON = "Content-Type: application/json";
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final TokenApiServer server = TokenApiServer.start(new TokenBank(true), KEY);
    private final UserId ana = new UserId(UUID.fromString("00000000-0000-7000-8000-00000000000a"));
    private final List<Duration> pauses = new ArrayList<>();
    private final CountDownLatch testIsOver = new CountDownLatch(1);

    HttpTokenProviderFaultsTest() {
        server.bank().fund(ana.toString(), 100);
    }

    @AfterEach
    void stop() {
        testIsOver.countDown();
        server.close();
    }

    private HttpTokenProvider.Builder client(URI address) {
        return HttpTokenProvider.builder(address, TokenApiAuth.bearer(KEY))
                .clock(() -> NOW)
                .random(new SplittableRandom(7))
                .pause(pauses::add);
    }

    private HttpTokenProvider once() {
        return client(server.baseUrl()).attempts(1).build();
    }

    private RemoteDebit debit(long amount) {
        TransferId id = new TransferId(UUID.randomUUID());
        return new RemoteDebit(
                id, ana, Tokens.of(amount), "A seat in Morning flow", Map.of(RemoteDebit.ENROLLMENT_ID, id.toString()));
    }

    private static String outcome(RemoteResult result) {
        String name = result.getClass().getSimpleName();
        return result instanceof RemoteResult.NotApplied it ? name + " " + it.fault() : name;
    }

    private static Arguments row(Fault fault, String outcome) {
        return Arguments.of(fault, outcome);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                row(Fault.DROP_BEFORE, "Ambiguous"),
                row(Fault.DROP_AFTER, "Ambiguous"),
                row(Fault.CUT_AFTER, "Ambiguous"),
                row(Fault.statusBefore(500), "Ambiguous"),
                row(Fault.statusAfter(500), "Ambiguous"),
                row(Fault.statusBefore(502), "Ambiguous"),
                row(Fault.statusAfter(503), "Ambiguous"),
                row(Fault.statusAfter(504), "Ambiguous"),
                row(Fault.statusBefore(408), "NotApplied BUSY"),
                row(Fault.statusBefore(425), "NotApplied BUSY"),
                row(Fault.statusBefore(429), "NotApplied BUSY"),
                row(Fault.statusBefore(401), "NotApplied CONFIGURATION"),
                row(Fault.statusBefore(403), "NotApplied CONFIGURATION"),
                row(Fault.statusBefore(404), "NotApplied CONFIGURATION"),
                row(Fault.statusBefore(405), "NotApplied CONFIGURATION"),
                row(Fault.statusBefore(415), "NotApplied CONFIGURATION"),
                row(Fault.statusBefore(400), "Refused"),
                row(Fault.statusBefore(422), "Refused"),
                row(Fault.statusBefore(402), "Insufficient"),
                row(Fault.statusBefore(409), "Conflict"),
                row(Fault.statusBefore(301, "Location: /elsewhere"), "Ambiguous"),
                row(Fault.statusAfter(303), "Ambiguous"),
                row(Fault.statusBefore(307, "Location: /elsewhere"), "NotApplied CONFIGURATION"),
                row(Fault.statusBefore(308, "Location: /elsewhere"), "NotApplied CONFIGURATION"),
                row(Fault.replyBefore(200, JSON, "{\"success\":false}"), "Insufficient"),
                row(
                        Fault.replyBefore(200, JSON, "{\"success\":false,\"code\":\"insufficient_funds\"}"),
                        "Insufficient"),
                row(Fault.replyBefore(200, JSON, "{\"success\":false,\"code\":\"blocked\"}"), "Refused"),
                row(Fault.replyBefore(400, JSON, "{\"code\":\"insufficient_tokens\"}"), "Insufficient"),
                row(Fault.replyBefore(400, JSON, "{\"code\":\"blocked\"}"), "Refused"),
                row(Fault.replyAfter(200, JSON, "{\"success\":true,\"transactionId\":\"t\"}"), "Accepted"),
                row(
                        Fault.replyAfter(200, JSON, "{\"success\":true,\"transactionId\":17,\"newBalance\":8.0}"),
                        "Accepted"),
                row(
                        Fault.replyAfter(
                                201,
                                "Content-Type: application/vnd.x+json; charset=utf-8",
                                "{\"success\":true,\"transactionId\":\"t\"}"),
                        "Accepted"),
                row(Fault.replyAfter(200, "X: y", "{\"success\":true,\"transactionId\":\"t\"}"), "Accepted"),
                row(Fault.statusAfter(204), "Ambiguous"),
                row(Fault.replyAfter(200, JSON, "{\"success\":true,"), "Ambiguous"),
                row(Fault.replyAfter(200, JSON, "{\"success\":true,\"transactionId\":\"t\"} trailing"), "Ambiguous"),
                row(
                        Fault.replyAfter(200, JSON, "{\"success\":false,\"success\":true,\"transactionId\":\"t\"}"),
                        "Ambiguous"),
                row(Fault.replyAfter(200, JSON, "[]"), "Ambiguous"),
                row(Fault.replyAfter(200, JSON, "null"), "Ambiguous"),
                row(Fault.replyAfter(200, JSON, "{}"), "Ambiguous"),
                row(Fault.replyAfter(200, JSON, "{\"success\":\"true\",\"transactionId\":\"t\"}"), "Ambiguous"),
                row(Fault.replyAfter(200, JSON, "{\"success\":true}"), "Ambiguous"),
                row(Fault.replyAfter(200, JSON, "{\"success\":true,\"transactionId\":\" \"}"), "Ambiguous"),
                row(Fault.replyAfter(200, JSON, "{\"success\":true,\"transactionId\":{}}"), "Ambiguous"),
                row(
                        Fault.replyAfter(200, JSON, "{\"success\":true,\"transactionId\":\"" + "t".repeat(201) + "\"}"),
                        "Ambiguous"),
                row(
                        Fault.replyAfter(200, JSON, "{\"success\":true,\"transactionId\":\"t\",\"newBalance\":8.5}"),
                        "Ambiguous"),
                row(
                        Fault.replyAfter(200, JSON, "{\"success\":true,\"transactionId\":\"t\",\"newBalance\":-1}"),
                        "Ambiguous"),
                row(
                        Fault.replyAfter(200, JSON, "{\"success\":true,\"transactionId\":\"t\",\"newBalance\":\"8\"}"),
                        "Ambiguous"),
                row(
                        Fault.replyAfter(
                                200, JSON, "{\"success\":true,\"transactionId\":\"t\",\"newBalance\":1e99999}"),
                        "Ambiguous"),
                row(Fault.replyAfter(200, "Content-Type: text/html", "<p>Sign in</p>"), "Ambiguous"),
                row(Fault.replyAfter(200, JSON, "[".repeat(5000)), "Ambiguous"),
                row(
                        Fault.replyAfter(
                                200,
                                JSON,
                                "{\"success\":true,\"transactionId\":\"t\",\"x\":\"" + "x".repeat(1 << 20) + "\"}"),
                        "Ambiguous"),
                row(
                        Fault.replyBefore(401, "Content-Type: text/html", "x".repeat(1 << 20)),
                        "NotApplied CONFIGURATION"));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @MethodSource("faults")
    void each_fault_has_its_outcome(Fault fault, String outcome) {
        server.plan(FaultPlan.script(fault));
        assertThat(outcome(once().debit(debit(20)))).isEqualTo(outcome);
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void a_fault_is_sent_again_only_when_that_is_safe(Fault fault, String outcome) {
        server.plan(FaultPlan.script(fault));
        client(server.baseUrl()).build().debit(debit(20));
        int expected = outcome.equals("NotApplied BUSY") ? 2 : 1;
        assertThat(server.requests()).hasSize(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void a_client_that_trusts_the_key_charges_once_whatever_happens(Fault fault, String outcome) {
        server.plan(FaultPlan.script(fault, fault));
        client(server.baseUrl()).honoursIdempotencyKey(true).build().debit(debit(20));
        assertThat(server.bank().movements()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void a_lost_reply_is_learnt_by_sending_again_where_the_key_is_honoured() {
        server.plan(FaultPlan.script(Fault.DROP_AFTER, Fault.statusAfter(503)));
        RemoteResult result =
                client(server.baseUrl()).honoursIdempotencyKey(true).build().debit(debit(20));
        assertThat(result).isEqualTo(new RemoteResult.Accepted("tx-1", Optional.of(Tokens.of(80))));
        assertThat(server.bank().movements()).hasSize(1);
        assertThat(pauses).hasSize(2);
        assertThat(server.requests().stream()
                        .map(it -> it.headers().get("idempotency-key"))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void a_later_attempt_that_is_not_applied_does_not_clear_an_ambiguous_one() {
        server.plan(FaultPlan.script(Fault.DROP_AFTER, Fault.statusBefore(429), Fault.statusBefore(401)));
        RemoteResult result =
                client(server.baseUrl()).honoursIdempotencyKey(true).build().debit(debit(20));
        assertThat(result).isInstanceOf(RemoteResult.Ambiguous.class);
    }

    @Test
    void a_later_attempt_that_is_refused_does_not_clear_an_ambiguous_one() {
        for (Fault no : List.of(Fault.statusBefore(402), Fault.statusBefore(400))) {
            server.plan(FaultPlan.script(Fault.DROP_BEFORE, no));
            RemoteResult result =
                    client(server.baseUrl()).honoursIdempotencyKey(true).build().debit(debit(20));
            assertThat(result).as("%s", no).isInstanceOf(RemoteResult.Ambiguous.class);
        }
    }

    @Test
    void a_documented_status_without_effect_is_not_ambiguous() {
        server.plan(FaultPlan.script(Fault.statusBefore(503, "Retry-After: 60"), Fault.statusBefore(502)));
        HttpTokenProvider provider =
                client(server.baseUrl()).statusesWithoutEffect(503).build();
        assertThat(provider.debit(debit(20)))
                .isEqualTo(new RemoteResult.NotApplied(
                        RemoteResult.Fault.BUSY, "status 503", Optional.of(Duration.ofSeconds(60))));
        assertThat(provider.debit(debit(20))).isInstanceOf(RemoteResult.Ambiguous.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "Sun, 22 Nov 2026 10:00:01 GMT"})
    void a_short_retry_after_is_waited_for(String field) {
        server.plan(FaultPlan.script(Fault.statusBefore(429, "Retry-After: " + field)));
        assertThat(client(server.baseUrl()).build().debit(debit(20))).isInstanceOf(RemoteResult.Accepted.class);
        assertThat(pauses).containsExactly(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"120", "Sun, 22 Nov 2026 10:02:00 GMT"})
    void a_long_retry_after_is_handed_on(String field) {
        server.plan(FaultPlan.script(Fault.statusBefore(429, "Retry-After: " + field)));
        RemoteResult result = client(server.baseUrl()).build().debit(debit(20));
        assertThat(((RemoteResult.NotApplied) result).retryAfter()).contains(Duration.ofMinutes(2));
        assertThat(pauses).isEmpty();
    }

    @Test
    void a_refused_connection_has_moved_nothing_and_is_tried_again() throws IOException {
        int nobodyListensHere;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobodyListensHere = socket.getLocalPort();
        }
        RemoteResult result = client(URI.create("http://127.0.0.1:" + nobodyListensHere))
                .build()
                .debit(debit(20));
        assertThat(outcome(result)).isEqualTo("NotApplied UNREACHABLE");
        assertThat(pauses).hasSize(2);
    }

    @Test
    void an_unknown_host_has_moved_nothing() {
        RemoteResult result =
                client(URI.create("https://tokens.invalid")).attempts(1).build().debit(debit(20));
        assertThat(outcome(result)).isEqualTo("NotApplied UNREACHABLE");
    }

    @Test
    void a_server_that_speaks_no_tls_is_a_fault_of_configuration_or_unreachable() {
        URI https = URI.create("https://127.0.0.1:" + server.baseUrl().getPort());
        assertThat(client(https).attempts(1).build().debit(debit(20)))
                .isInstanceOfAny(RemoteResult.NotApplied.class, RemoteResult.Ambiguous.class);
        assertThat(server.bank().movements()).isEmpty();
    }

    @Test
    void an_answer_that_does_not_come_in_time_is_ambiguous() {
        server.plan(FaultPlan.script(Fault.NONE.holding(this::untilTheTestIsOver)));
        HttpTokenProvider provider = client(server.baseUrl())
                .attempts(1)
                .requestTimeout(Duration.ofMillis(300))
                .build();
        assertThat(provider.debit(debit(20))).isInstanceOf(RemoteResult.Ambiguous.class);
    }

    @Test
    void an_interrupt_ends_the_call_and_stays_set() throws InterruptedException {
        CountDownLatch arrived = new CountDownLatch(1);
        server.plan(FaultPlan.script(Fault.NONE.holding(() -> {
            arrived.countDown();
            untilTheTestIsOver();
        })));
        HttpTokenProvider provider = client(server.baseUrl())
                .honoursIdempotencyKey(true)
                .requestTimeout(Duration.ofMinutes(5))
                .build();
        AtomicReference<String> seen = new AtomicReference<>("nothing");
        Thread buyer = new Thread(() -> seen.set(
                outcome(provider.debit(debit(20))) + Thread.currentThread().isInterrupted()));
        buyer.start();
        arrived.await();
        buyer.interrupt();
        buyer.join();
        assertThat(seen).hasValue("Ambiguoustrue");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void an_interrupt_before_sending_moves_nothing() {
        Thread.currentThread().interrupt();
        RemoteResult result = once().debit(debit(20));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome(result)).isEqualTo("NotApplied UNREACHABLE");
        assertThat(server.requests()).isEmpty();
    }

    private void untilTheTestIsOver() {
        try {
            testIsOver.await();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void the_request_is_the_contract_with_key_user_and_enrollment() {
        RemoteDebit debit = debit(20);
        once().debit(debit);
        TokenApiServer.Request request = server.requests().get(0);
        assertThat(request.method() + " " + request.path()).isEqualTo("POST /api/tokens/deduct");
        assertThat(request.headers())
                .containsEntry("idempotency-key", debit.id().toString())
                .containsEntry("x-user-id", ana.toString())
                .containsEntry("authorization", "Bearer " + KEY)
                .containsEntry("content-type", "application/json");
        assertThat(request.body())
                .isEqualTo("{\"amount\":20,\"reason\":\"A seat in Morning flow\",\"metadata\":{\"enrollmentId\":\""
                        + debit.id() + "\"}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"balance\":12.5}",
                "{\"balance\":-1}",
                "{\"balance\":\"12\"}",
                "{\"balance\":1000000000001}",
                "{\"balance\":null}",
                "{}",
                "[12]",
                "12"
            })
    void a_balance_that_is_no_whole_number_of_tokens_is_refused_in_words(String body) {
        server.planForReads(FaultPlan.always(Fault.replyBefore(200, JSON, body)));
        assertThatThrownBy(() -> once().balance(ana))
                .isInstanceOf(TokenProviderException.class)
                .hasMessageStartingWith("balance: ");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503, 408})
    void a_question_is_asked_again(int status) {
        server.planForReads(FaultPlan.script(Fault.statusBefore(status), Fault.DROP_BEFORE));
        assertThat(client(server.baseUrl()).build().balance(ana)).isEqualTo(Tokens.of(100));
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 401, 403, 404})
    void a_question_with_a_wrong_address_or_key_is_not_asked_again(int status) {
        server.planForReads(FaultPlan.script(Fault.statusBefore(status)));
        assertThatThrownBy(() -> client(server.baseUrl()).build().balance(ana))
                .isInstanceOfSatisfying(
                        TokenProviderException.class,
                        fault -> assertThat(fault.retryable()).isFalse());
    }

    static Stream<Arguments> lookUps() {
        return Stream.of(
                Arguments.of(Fault.replyBefore(404, JSON, "{\"code\":\"unknown\"}"), "Absent"),
                Arguments.of(Fault.replyBefore(404, "Content-Type: text/html", "<p>Not found</p>"), "Unknown"),
                Arguments.of(Fault.statusBefore(404), "Unknown"),
                Arguments.of(Fault.replyBefore(200, JSON, "{\"transactionId\":\"t\",\"amount\":-20}"), "Found"),
                Arguments.of(Fault.replyBefore(200, JSON, "{\"transactionId\":\"t\",\"amount\":2.5}"), "Unknown"),
                Arguments.of(Fault.replyBefore(200, JSON, "{}"), "Unknown"),
                Arguments.of(Fault.statusBefore(500), "Unknown"),
                Arguments.of(Fault.statusBefore(401), "Unknown"),
                Arguments.of(Fault.DROP_BEFORE, "Unknown"));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @MethodSource("lookUps")
    void each_answer_to_a_look_up_has_its_meaning(Fault fault, String meaning) {
        server.planForReads(FaultPlan.always(fault));
        LookUpResult result = client(server.baseUrl())
                .shape(TokenApiShape.builder()
                        .lookUpPath("/api/tokens/transactions/{key}")
                        .build())
                .build()
                .lookUp(new TransferId(UUID.randomUUID()), ana);
        assertThat(result.getClass().getSimpleName()).isEqualTo(meaning);
    }

    @Test
    void the_key_is_in_no_text() {
        server.plan(FaultPlan.always(Fault.statusBefore(401)));
        server.planForReads(FaultPlan.always(Fault.statusBefore(401)));
        HttpTokenProvider provider = once();
        assertThat(provider.debit(debit(20)).toString()).doesNotContain(KEY);
        assertThat(provider.toString()).doesNotContain(KEY);
        assertThat(TokenApiAuth.bearer(KEY).toString()).doesNotContain(KEY);
        assertThatThrownBy(() -> provider.balance(ana)).message().doesNotContain(KEY);
        assertThatThrownBy(() -> TokenApiAuth.bearer(KEY + "\n")).message().doesNotContain(KEY);
    }
}
