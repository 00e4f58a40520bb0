package dev.stagedoor.cloudflare.stream;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorsTest extends StreamTest {
    @ParameterizedTest
    @CsvSource({
        "400, 10005, BadRequestException, false",
        "400, 10010, BadRequestException, false",
        "400, 10059, BadRequestException, false",
        "400, 10060, BadRequestException, false",
        "401, 10000, UnauthenticatedException, false",
        "401, 1000, UnauthenticatedException, false",
        "403, 10000, UnauthenticatedException, false",
        "403, 1000, UnauthenticatedException, false",
        "403, 10002, ForbiddenException, false",
        "404, 10003, NotFoundException, false",
        "404, 7003, NotFoundException, false",
        "405, 10405, CloudflareApiException, false",
        "408, 10408, CloudflareApiException, true",
        "409, 10046, ConflictException, true",
        "409, 10099, ConflictException, true",
        "413, 10011, TooLargeException, false",
        "424, 10424, CloudflareApiException, false",
        "429, 10429, RateLimitedException, true",
        "500, 10500, ServerErrorException, true",
        "502, 10500, ServerErrorException, true",
        "503, 10500, ServerErrorException, true",
        "522, 10500, ServerErrorException, true",
        "302, 10302, CloudflareApiException, false",
        "200, 10005, UnsuccessfulException, false",
    })
    void every_status_and_code_has_its_exception(int status, int code, String type, boolean retryable) {
        CloudflareApiException fault = failing(refusal(status, code, "what happened"));

        assertThat(fault.getClass().getSimpleName()).isEqualTo(type);
        assertThat(fault.status()).isEqualTo(status);
        assertThat(fault.code()).hasValue(code);
        assertThat(fault.hasCode(code)).isTrue();
        assertThat(fault.retryable()).isEqualTo(retryable);
        assertThat(fault.requestId()).contains("8f00ba4-FRA");
        assertThat(fault.getMessage())
                .contains(
                        "PUT stream/live_inputs/" + UID,
                        Integer.toString(status),
                        code + " what happened",
                        "8f00ba4-FRA");
    }

    @Test
    void all_of_an_error_is_read() {
        CloudflareApiException fault = failing(aResponse().withStatus(400).withBody("""
                {"result": null, "success": false, "messages": null, "errors": [
                  {"code": "10005", "message": "bad limit", "documentation_url": "https://developers.cloudflare.com/stream/#x",
                   "source": {"pointer": "/limit"}}, {"message": "no code"}]}"""));

        assertThat(fault.errors()).hasSize(2);
        assertThat(fault.errors().get(0).code()).isEqualTo(10005);
        assertThat(fault.errors().get(0).pointer()).contains("/limit");
        assertThat(fault.errors().get(0).documentationUrl()).contains("https://developers.cloudflare.com/stream/#x");
        assertThat(fault.errors().get(1).code()).isZero();
        assertThat(fault.errors().get(1).message()).isEqualTo("no code");
    }

    @Test
    void a_server_error_with_an_empty_body_has_no_code() {
        CloudflareApiException fault = failing(aResponse().withStatus(500));

        assertThat(fault).isInstanceOf(ServerErrorException.class);
        assertThat(fault.errors()).isEmpty();
        assertThat(fault.code()).isEmpty();
        assertThat(fault.requestId()).isEmpty();
    }

    @Test
    void a_page_of_a_gateway_is_typed_by_its_status() {
        assertThat(failing(aResponse().withStatus(502).withBody("<html>Bad gateway</html>")))
                .isInstanceOf(ServerErrorException.class);
    }

    @Test
    void success_without_the_word_is_told_by_errors() {
        assertThat(failing(aResponse().withStatus(200).withBody("{\"errors\":[{\"code\":10005,\"message\":\"x\"}]}")))
                .isInstanceOf(UnsuccessfulException.class);
    }

    @Test
    void unsuccessful_calls_have_no_effect_and_are_not_repeated() {
        CloudflareApiException fault = failing(aResponse()
                .withStatus(200)
                .withBody("{\"result\":null,\"success\":\"false\",\"errors\":[],\"messages\":null}"));

        assertThat(fault).isInstanceOf(UnsuccessfulException.class);
        assertThat(fault.effectUnknown()).isFalse();
        assertThat(requests()).hasSize(1);
    }

    @Test
    void null_messages_and_new_fields_beside_a_result_do_no_harm() {
        answers(
                "GET",
                "/" + UID,
                "{\"result\":{\"uid\":\"v\"},\"success\":true,\"errors\":null,\"messages\":null,\"result_info\":{}}");

        assertThat(stream.videos().find(UID)).isPresent();
    }

    @Test
    void a_missing_result_is_unreadable_where_one_is_needed() {
        for (String body : new String[] {success("null"), "{\"success\":true}", success("''"), success("[]")}) {
            answers("GET", "/" + UID, body);

            assertThatThrownBy(() -> stream.videos().find(UID)).isInstanceOf(CloudflareIoException.class);
        }
    }

    @Test
    void foreign_words_are_cut_and_cleaned() {
        CloudflareApiException fault = failing(refusal(400, 10005, "a\\r\\nb".concat("x".repeat(1000))));

        assertThat(fault.errors().get(0).message()).startsWith("a b").hasSizeLessThan(310);
    }

    private CloudflareApiException failing(ResponseDefinitionBuilder answer) {
        answers("PUT", "/live_inputs/" + UID, answer);
        return catchThrowableOfType(
                CloudflareApiException.class,
                () -> client().attempts(1).build().liveInputs().update(UID, LiveInputSettings.defaults()));
    }
}
