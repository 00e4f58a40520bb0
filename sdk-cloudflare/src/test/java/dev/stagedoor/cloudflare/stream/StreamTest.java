package dev.stagedoor.cloudflare.stream;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client before a server that answers what a test says. */
abstract class StreamTest {
    static final String ACCOUNT = "0123456789abcdef0123456789abcdef";
    static final String TOKEN = "api-token-that-is-never-shown";
    static final String STREAM = "/client/v4/accounts/" + ACCOUNT + "/stream";
    static final String UID = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";

    @RegisterExtension
    static final WireMockExtension CLOUDFLARE = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    final FakeTime time = new FakeTime();
    final CloudflareStream stream = client().build();

    CloudflareStream.Builder client() {
        return CloudflareStream.builder(ACCOUNT, TOKEN)
                .baseUrl(URI.create("http://localhost:" + CLOUDFLARE.getPort() + "/client/v4"))
                .clock(time)
                .sleeper(time)
                .random(new SplittableRandom(1));
    }

    /** The server answers this call, and 404 without an envelope to all others. */
    static void answers(String method, String path, String body) {
        answers(method, path, aResponse().withStatus(200).withBody(body));
    }

    static void answers(String method, String path, ResponseDefinitionBuilder answer) {
        CLOUDFLARE.stubFor(request(method, urlPathEqualTo(STREAM + path)).willReturn(answer));
    }

    /** The server answers every call, with these one after the other; the last stays. */
    static void answersInTurn(ResponseDefinitionBuilder... answers) {
        String state = Scenario.STARTED;
        for (int i = 0; i < answers.length; i++) {
            String next = i == answers.length - 1 ? state : "after " + (i + 1);
            CLOUDFLARE.stubFor(any(anyUrl())
                    .inScenario("turns")
                    .whenScenarioStateIs(state)
                    .willReturn(answers[i])
                    .willSetStateTo(next));
            state = next;
        }
    }

    static ResponseDefinitionBuilder ok(String result) {
        return aResponse().withStatus(200).withBody(success(result));
    }

    static ResponseDefinitionBuilder refusal(int status, int code, String message) {
        return aResponse()
                .withStatus(status)
                .withHeader("cf-ray", "8f00ba4-FRA")
                .withBody("{\"result\":null,\"success\":false,\"errors\":[{\"code\":" + code + ",\"message\":\""
                        + message + "\"}],\"messages\":null}");
    }

    static ResponseDefinitionBuilder notFound() {
        return refusal(404, 10003, "Not Found");
    }

    static String success(String result) {
        return "{\"result\":" + result.replace('\'', '"') + ",\"success\":true,\"errors\":[],\"messages\":[]}";
    }

    static List<LoggedRequest> requests() {
        return CLOUDFLARE.findAll(anyRequestedFor(anyUrl()));
    }

    /** The one request that came, which carries the token. */
    static LoggedRequest onlyRequest() {
        List<LoggedRequest> all = requests();
        assertThat(all).hasSize(1);
        assertThat(all.get(0).getHeader("Authorization")).isEqualTo("Bearer " + TOKEN);
        return all.get(0);
    }

    /** The one request that came, as {@code "POST /live_inputs?a=b"} below the account's stream. */
    static String onlyCall() {
        return call(onlyRequest());
    }

    static String call(LoggedRequest request) {
        assertThat(request.getUrl()).startsWith(STREAM);
        return request.getMethod() + " " + request.getUrl().substring(STREAM.length());
    }

    /** The one request had this body, as JSON and to the field. */
    static void assertSent(String json) {
        LoggedRequest request = onlyRequest();
        assertThat(request.getHeader("Content-Type")).isEqualTo("application/json");
        assertThat(json(request.getBodyAsString())).isEqualTo(json(json.replace('\'', '"')));
    }

    static void assertSentNothing() {
        assertThat(onlyRequest().getBody()).isEmpty();
        assertThat(onlyRequest().containsHeader("Content-Type")).isFalse();
    }

    static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (java.io.IOException fault) {
            throw new AssertionError(text, fault);
        }
    }

    static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
