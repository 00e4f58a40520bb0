package dev.stagedoor.tokens.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.tokens.RemoteDebit;
import dev.stagedoor.core.tokens.RemoteRefund;
import dev.stagedoor.core.tokens.RemoteResult;
import dev.stagedoor.core.tokens.TokenProviderException;
import dev.stagedoor.core.tokens.Tokens;
import dev.stagedoor.core.tokens.TransferId;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTokenProviderOptionsTest {
    private static final UserId ANA = new UserId(UUID.fromString("00000000-0000-7000-8000-00000000000a"));
    private static final TransferId ID = new TransferId(UUID.fromString("00000000-0000-7000-8000-000000000001"));
    private static final TransferId OTHER = new TransferId(UUID.fromString("00000000-0000-7000-8000-000000000002"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tokens.example",
                "/api",
                "ftp://tokens.example",
                "https://me:pw@tokens.example",
                "https://tokens.example?x=1",
                "https://tokens.example#x",
                "http://tokens.example"
            })
    void a_base_url_that_cannot_be_meant_is_refused(String url) {
        assertThatThrownBy(() -> HttpTokenProvider.builder(URI.create(url), TokenApiAuth.bearer("k"))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("baseUrl")
                .message()
                .doesNotContain("pw");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost:1", "http://127.0.0.1", "http://[::1]:8080/x/", "https://tokens.example/x"})
    void clear_text_is_for_loopback(String url) {
        assertThat(HttpTokenProvider.builder(URI.create(url), TokenApiAuth.bearer("k"))
                        .build()
                        .name())
                .isEqualTo("http");
    }

    static Stream<Arguments> outOfRange() {
        return Stream.of(
                option("attempts", it -> it.attempts(0)),
                option("attempts", it -> it.attempts(11)),
                option("connectTimeout", it -> it.connectTimeout(Duration.ZERO)),
                option("requestTimeout", it -> it.requestTimeout(Duration.ofHours(1))),
                option("pauses", it -> it.pauses(Duration.ofSeconds(3), Duration.ofSeconds(2))),
                option("longestBody", it -> it.longestBody(10)),
                option("statusesWithoutEffect", it -> it.statusesWithoutEffect(404)),
                option("keyHeader", it -> it.keyHeader("Idempotency Key")),
                option(
                        "amountField",
                        it -> it.shape(
                                TokenApiShape.builder().amountField("amount").build())),
                option(
                        "deductPath",
                        it -> it.shape(TokenApiShape.builder()
                                .deductPath("//elsewhere/x")
                                .build())),
                option(
                        "lookUpPath",
                        it -> it.shape(TokenApiShape.builder().lookUpPath("/x").build())),
                option(
                        "client",
                        it -> it.client(HttpClient.newBuilder()
                                .followRedirects(HttpClient.Redirect.ALWAYS)
                                .build())));
    }

    private static Arguments option(String name, UnaryOperator<HttpTokenProvider.Builder> set) {
        return Arguments.of(name, set);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outOfRange")
    void an_option_out_of_range_is_named(String name, UnaryOperator<HttpTokenProvider.Builder> set) {
        assertThatThrownBy(() -> set.apply(HttpTokenProvider.builder(
                                URI.create("https://tokens.example"), TokenApiAuth.bearer("k")))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(name);
    }

    @Test
    void an_api_with_other_names_is_reached_without_code() {
        TokenApiShape shape = TokenApiShape.builder()
                .deductPath("/v2/users/{user}/debits?trace=1")
                .amountField("/data/points")
                .reasonField("/data/why")
                .metadataField("/data/extra/ours")
                .refundPath("/v2/refunds")
                .refundedTransactionField("/data/of")
                .build();
        Requests requests = new Requests(
                URI.create("https://tokens.example/base/"),
                shape,
                TokenApiAuth.header("X-Api-Key", "k"),
                UserIdentity.body("/data/user", "u").named(user -> "ana & co"),
                "X-Once");
        HttpRequest request = requests.deduct(debit()).orElseThrow();
        assertThat(request.uri()).hasToString("https://tokens.example/base/v2/users/ana%20%26%20co/debits?trace=1");
        assertThat(request.headers().map())
                .containsEntry("X-Api-Key", List.of("k"))
                .containsEntry("X-Once", List.of(ID.toString()));
        assertThat(Bodies.of(request))
                .isEqualTo("{\"data\":{\"points\":20,\"why\":\"a seat\",\"extra\":{\"ours\":{\"enrollmentId\":\"e\"}},"
                        + "\"user\":\"ana & co\"}}");
        assertThat(Bodies.of(requests.refund("/v2/refunds", refund()).orElseThrow()))
                .contains("\"points\":5", "\"of\":\"tx-9\"");
        assertThat(requests.balance(ANA).orElseThrow().uri())
                .hasToString("https://tokens.example/base/api/tokens/balance?u=ana%20%26%20co");
    }

    @Test
    void a_person_without_credentials_is_a_configuration_fault_and_nothing_is_sent() {
        HttpTokenProvider provider = HttpTokenProvider.builder(
                        URI.create("https://tokens.invalid"), TokenApiAuth.perUser(user -> Optional.empty()))
                .build();
        assertThat(provider.debit(debit()))
                .isInstanceOfSatisfying(
                        RemoteResult.NotApplied.class,
                        it -> assertThat(it.fault()).isEqualTo(RemoteResult.Fault.CONFIGURATION));
        assertThatThrownBy(() -> provider.balance(ANA)).isInstanceOf(TokenProviderException.class);
    }

    private static RemoteDebit debit() {
        return new RemoteDebit(ID, ANA, Tokens.of(20), "a seat", Map.of("enrollmentId", "e"));
    }

    private static RemoteRefund refund() {
        return new RemoteRefund(OTHER, ID, "tx-9", ANA, Tokens.of(5), "cancelled", Map.of());
    }
}
