package dev.stagedoor.testkit.cloudflare;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Envelope, errors, credentials and the limit of calls. */
class EnvelopeTest extends LocalCloudflareTest {
    private Api.Reply bare(String path, String token) {
        return api.send(HttpRequest.newBuilder(URI.create(local.apiBase() + path))
                .header("Authorization", "Bearer " + token)
                .build());
    }

    @Test
    void an_answer_has_the_envelope_in_the_order_of_the_service() {
        assertThat(api.get("/stream").text())
                .isEqualTo("{\"result\":[],\"success\":true,\"errors\":[],\"messages\":[]}");
    }

    @Test
    void an_unknown_input_is_404_with_10003_and_null_messages() {
        Api.Reply reply = api.get("/stream/live_inputs/00000000000000000000000000000000");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.code()).isEqualTo(10003);
        assertThat(reply.json().path("success").asBoolean(true)).isFalse();
        assertThat(reply.json().path("messages").isNull()).isTrue();
        assertThat(reply.result().isNull()).isTrue();
    }

    @Test
    void an_unknown_path_or_a_malformed_account_is_404_with_7003() {
        assertThat(api.get("/stream/live_inputs/1/2/3/4").code()).isEqualTo(7003);
        Api.Reply reply = bare("/accounts/not-hex/stream", LocalCloudflare.API_TOKEN);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.code()).isEqualTo(7003);
    }

    @Test
    void a_wrong_token_is_refused_with_10000() {
        Api.Reply reply = bare("/accounts/" + LocalCloudflare.ACCOUNT_ID + "/stream", "wrong");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.code()).isEqualTo(10000);
    }

    @Test
    void somebody_elses_account_is_forbidden() {
        assertThat(bare("/accounts/ffffffffffffffffffffffffffffffff/stream", LocalCloudflare.API_TOKEN)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void each_kind_of_token_is_verified_at_its_own_address() {
        String ofAccount = "/accounts/" + LocalCloudflare.ACCOUNT_ID + "/tokens/verify";

        assertThat(bare("/user/tokens/verify", LocalCloudflare.API_TOKEN)
                        .result()
                        .path("status")
                        .asText())
                .isEqualTo("active");
        assertThat(bare("/user/tokens/verify", LocalCloudflare.ACCOUNT_API_TOKEN)
                        .code())
                .isEqualTo(1000);
        assertThat(bare(ofAccount, LocalCloudflare.ACCOUNT_API_TOKEN).status()).isEqualTo(200);
        assertThat(bare(ofAccount, LocalCloudflare.API_TOKEN).code()).isEqualTo(1000);
    }

    @Test
    void a_body_that_is_no_json_is_a_bad_request() {
        Api.Reply reply = api.post("/stream/live_inputs", "{");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo(10005);
    }

    @Test
    void the_call_limit_refuses_until_its_window_ends() {
        restart(LocalCloudflare.builder().callLimit(2, Duration.ofMinutes(5)));
        api.get("/stream");
        api.get("/stream");

        clock.advance(Duration.ofMinutes(1));
        Api.Reply tooMany = api.get("/stream");
        clock.advance(Duration.ofMinutes(4));

        assertThat(tooMany.status()).isEqualTo(429);
        assertThat(tooMany.header("Retry-After")).isEqualTo("240");
        assertThat(tooMany.header("Ratelimit-Policy")).isNotEmpty();
        assertThat(api.get("/stream").status()).isEqualTo(200);
    }

    @Test
    void minutes_viewed_are_an_empty_list_when_nobody_watched() {
        String query =
                "{\"query\":\"{viewer{accounts(filter:{accountTag:\\\"a\\\"}){streamMinutesViewedAdaptiveGroups(limit:10){sum{minutesViewed}}}}}\"}";
        Api.Reply reply = api.send(HttpRequest.newBuilder(URI.create(local.apiBase() + "/graphql"))
                .header("Authorization", "Bearer " + LocalCloudflare.API_TOKEN)
                .POST(HttpRequest.BodyPublishers.ofString(query))
                .build());

        assertThat(reply.text())
                .isEqualTo(
                        "{\"data\":{\"viewer\":{\"accounts\":[{\"streamMinutesViewedAdaptiveGroups\":[]}]}},\"errors\":null}");
    }

    @Test
    void a_query_of_something_else_is_an_error_with_status_200() {
        Api.Reply reply = api.send(HttpRequest.newBuilder(URI.create(local.apiBase() + "/graphql"))
                .header("Authorization", "Bearer " + LocalCloudflare.API_TOKEN)
                .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"{viewer{nothing}}\"}"))
                .build());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("errors")).hasSize(1);
    }
}
