package dev.stagedoor.testkit.cloudflare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Live inputs and their outputs. */
class LiveInputsTest extends LocalCloudflareTest {
    private Api.Reply createWithKey(String key) {
        return api.send(api.request("/stream/live_inputs")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());
    }

    @Test
    void a_new_input_has_credentials_of_the_services_shape() {
        JsonNode input = api.post("/stream/live_inputs", "{\"meta\":{\"name\":\"room 12\"}}")
                .result();
        String uid = input.path("uid").asText();

        assertThat(uid).matches("[0-9a-f]{32}");
        assertThat(input.path("rtmps").path("streamKey").asText()).matches("[0-9a-f]{32}k" + uid);
        assertThat(input.path("srt").path("passphrase").asText()).matches("[0-9a-f]{32}k" + uid);
        assertThat(input.path("webRTC").path("url").asText())
                .matches(local.mediaBase() + "/[0-9a-f]{32}k" + uid + "/webRTC/publish");
        assertThat(input.path("webRTCPlayback").path("url").asText())
                .isEqualTo(local.mediaBase() + "/" + uid + "/webRTC/play");
        assertThat(input.path("created").asText()).isEqualTo("2026-11-26T09:00:00.000000Z");
        assertThat(input.path("status").isNull()).isTrue();
        assertThat(input.path("recording").path("mode").asText()).isEqualTo("off");
        assertThat(input.path("recording").path("allowedOrigins").isNull()).isTrue();
        assertThat(input.path("meta").path("name").asText()).isEqualTo("room 12");
    }

    @Test
    void get_repeats_what_create_said() {
        Api.Reply created = api.post("/stream/live_inputs", "{}");

        assertThat(api.get("/stream/live_inputs/" + created.result().path("uid").asText())
                        .text())
                .isEqualTo(created.text());
    }

    @Test
    void lists_are_an_object_with_short_items_without_credentials() {
        String uid = api.newInput("{}");

        JsonNode result = api.get("/stream/live_inputs?include_counts=true").result();

        assertThat(result.path("total").asInt()).isEqualTo(1);
        assertThat(result.path("liveInputs").path(0).path("uid").asText()).isEqualTo(uid);
        assertThat(result.path("liveInputs").path(0).fieldNames())
                .toIterable()
                .containsExactly("created", "deleteRecordingAfterDays", "enabled", "meta", "modified", "uid");
    }

    @Test
    void an_update_leaves_alone_what_it_omits() {
        String uid = api.newInput("{\"meta\":{\"name\":\"a\"},\"recording\":{\"mode\":\"automatic\"}}");
        clock.advance(Duration.ofMinutes(1));

        JsonNode updated = api.put("/stream/live_inputs/" + uid, "{\"recording\":{\"requireSignedURLs\":true}}")
                .result();

        assertThat(updated.path("meta").path("name").asText()).isEqualTo("a");
        assertThat(updated.path("recording").path("mode").asText()).isEqualTo("automatic");
        assertThat(updated.path("recording").path("requireSignedURLs").asBoolean())
                .isTrue();
        assertThat(updated.path("modified").asText())
                .isNotEqualTo(updated.path("created").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "29", "1097"})
    void recordings_cannot_be_deleted_before_30_or_after_1096_days(String days) {
        Api.Reply reply = api.post("/stream/live_inputs", "{\"deleteRecordingAfterDays\":" + days + "}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo(10060);
    }

    @Test
    void days_nested_in_recording_are_ignored() {
        Api.Reply reply = api.post("/stream/live_inputs", "{\"recording\":{\"deleteRecordingAfterDays\":7}}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.result().path("deleteRecordingAfterDays").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"meta\":3}",
                "{\"enabled\":\"yes\"}",
                "{\"recording\":{\"mode\":\"always\"}}",
                "{\"recording\":{\"timeoutSeconds\":86401}}",
                "{\"recording\":{\"allowedOrigins\":[\"https://example.com/\"]}}"
            })
    void fields_of_the_wrong_kind_are_refused(String body) {
        assertThat(api.post("/stream/live_inputs", body).code()).isEqualTo(10005);
        assertThat(api.get("/stream/live_inputs").result().path("liveInputs")).isEmpty();
    }

    @Test
    void a_refused_update_changes_nothing() {
        String uid = api.newInput("{}");

        api.put("/stream/live_inputs/" + uid, "{\"meta\":{\"name\":\"b\"},\"deleteRecordingAfterDays\":7}");

        assertThat(api.get("/stream/live_inputs/" + uid).result().path("meta")).isEmpty();
    }

    @Test
    void an_idempotency_key_gets_the_same_answer_for_six_hours() {
        String first = createWithKey("k").text();
        clock.advance(Duration.ofHours(6).minusSeconds(1));

        assertThat(createWithKey("k").text()).isEqualTo(first);
        clock.advance(Duration.ofSeconds(1));
        assertThat(createWithKey("k").text()).isNotEqualTo(first);
        assertThat(api.get("/stream/live_inputs").result().path("liveInputs")).hasSize(2);
    }

    @Test
    void an_idempotency_key_whose_input_is_deleted_is_a_conflict() {
        String uid = createWithKey("k").result().path("uid").asText();
        api.delete("/stream/live_inputs/" + uid);

        assertThat(createWithKey("k").status()).isEqualTo(409);
    }

    @Test
    void an_idempotency_key_of_256_bytes_is_too_long() {
        assertThat(createWithKey("k".repeat(256)).status()).isEqualTo(400);
        assertThat(createWithKey("k".repeat(255)).status()).isEqualTo(200);
    }

    @Test
    void rotated_keys_are_all_new_and_the_time_is_shown() {
        JsonNode before = api.post("/stream/live_inputs", "{}").result();
        String uid = before.path("uid").asText();

        JsonNode after =
                api.post("/stream/live_inputs/" + uid + "/rotate_keys", "").result();

        assertThat(before.has("keysRotatedAt")).isFalse();
        assertThat(after.path("keysRotatedAt").isTextual()).isTrue();
        assertThat(after.path("webRTC")).isNotEqualTo(before.path("webRTC"));
        assertThat(after.path("rtmps")).isNotEqualTo(before.path("rtmps"));
        assertThat(after.path("webRTCPlayback")).isEqualTo(before.path("webRTCPlayback"));
    }

    @Test
    void disable_and_enable_turn_one_flag() {
        String path = "/stream/live_inputs/" + api.newInput("{}");

        assertThat(api.post(path + "/disable", "").result().path("enabled").asBoolean(true))
                .isFalse();
        assertThat(api.get(path).result().path("enabled").asBoolean(true)).isFalse();
        assertThat(api.post(path + "/enable", "").result().path("enabled").asBoolean())
                .isTrue();
    }

    @Test
    void a_deletion_answers_an_empty_string_once_and_then_404() {
        String path = "/stream/live_inputs/" + api.newInput("{}");

        assertThat(api.delete(path).text())
                .isEqualTo("{\"result\":\"\",\"success\":true,\"errors\":[],\"messages\":[]}");
        assertThat(api.delete(path).code()).isEqualTo(10003);
    }

    @Test
    void outputs_are_made_switched_off_and_deleted() {
        String path = "/stream/live_inputs/" + api.newInput("{}") + "/outputs";

        JsonNode output = api.post(path, "{\"url\":\"rtmps://example.com/live\",\"streamKey\":\"s\"}")
                .result();
        String own = path + "/" + output.path("uid").asText();

        assertThat(output.path("enabled").asBoolean()).isTrue();
        assertThat(api.put(own, "{\"enabled\":false}").result().path("enabled").asBoolean(true))
                .isFalse();
        assertThat(api.get(path).result()).hasSize(1);
        assertThat(api.delete(own).status()).isEqualTo(200);
        assertThat(api.get(path).result()).isEmpty();
        assertThat(api.delete(own).code()).isEqualTo(10003);
    }

    @Test
    void an_input_has_at_most_fifty_outputs_by_rtmp_or_srt() {
        String path = "/stream/live_inputs/" + api.newInput("{}") + "/outputs";
        for (int i = 0; i < 50; i++) {
            api.post(path, "{\"url\":\"srt://example.com\",\"streamKey\":\"s\"}");
        }

        assertThat(api.post(path, "{\"url\":\"srt://example.com\",\"streamKey\":\"s\"}")
                        .status())
                .isEqualTo(400);
        assertThat(api.post(path, "{\"url\":\"https://example.com\",\"streamKey\":\"s\"}")
                        .status())
                .isEqualTo(400);
    }
}
