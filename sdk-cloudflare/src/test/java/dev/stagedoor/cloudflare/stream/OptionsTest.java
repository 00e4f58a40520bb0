package dev.stagedoor.cloudflare.stream;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @ParameterizedTest
    @ValueSource(strings = {"", "0123", "0123456789abcdef0123456789abcdeg", "0123456789abcdef0123456789abcdef/../x"})
    void an_account_id_is_32_hexadecimal_digits(String account) {
        assertThatThrownBy(() -> CloudflareStream.builder(account, "t")).hasMessageContaining("accountId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\r\nX-Header: 1", "\u00e9"})
    void a_token_is_a_header_value(String token) {
        assertThatThrownBy(() -> CloudflareStream.builder(StreamTest.ACCOUNT, token))
                .hasMessageContaining("apiToken");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://a.example",
                "/client/v4",
                "https://user:pw@a.example",
                "https://a.example?x=1",
                "https://a.example#x"
            })
    void a_base_url_is_an_address_of_the_web_and_nothing_more(String address) {
        assertThatThrownBy(() -> built(it -> it.baseUrl(URI.create(address)))).hasMessageContaining("baseUrl");
    }

    @Test
    void a_token_crosses_a_network_in_clear_text_only_when_told() {
        URI plain = URI.create("http://cloudflare.internal/client/v4");

        assertThatThrownBy(() -> built(it -> it.baseUrl(plain))).hasMessageContaining("allowPlainHttp");
        assertThatCode(() -> built(it -> it.baseUrl(plain).allowPlainHttp(true)))
                .doesNotThrowAnyException();
        assertThatCode(() -> built(it -> it.baseUrl(URI.create("http://[::1]:8080/client/v4/"))))
                .doesNotThrowAnyException();
    }

    @Test
    void every_option_has_its_range() {
        List<UnaryOperator<CloudflareStream.Builder>> wrong = List.of(
                it -> it.timeout(Duration.ZERO),
                it -> it.timeout(Duration.ofMinutes(11)),
                it -> it.attempts(0),
                it -> it.attempts(11),
                it -> it.pauses(Duration.ZERO, SECOND),
                it -> it.pauses(Duration.ofSeconds(2), SECOND),
                it -> it.patience(Duration.ofHours(2)),
                it -> it.callLimit(0, SECOND),
                it -> it.callLimit(1, Duration.ZERO),
                it -> it.http(HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.ALWAYS)
                        .build()));

        wrong.forEach(option -> assertThatThrownBy(() -> built(option)).isInstanceOf(IllegalArgumentException.class));
    }

    private static void built(UnaryOperator<CloudflareStream.Builder> option) {
        option.apply(CloudflareStream.builder(StreamTest.ACCOUNT, StreamTest.TOKEN))
                .build();
    }
}
