package dev.stagedoor.testkit.cloudflare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Broadcasts by RTMPS make videos; those by WHIP never do. */
class BroadcastsTest extends LocalCloudflareTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private JsonNode videosOf(String input) {
        return api.get("/stream/live_inputs/" + input + "/videos").result();
    }

    @Test
    void a_broadcast_is_a_live_video_and_then_a_ready_one() {
        String input = api.newRecordingInput();
        String video = local.beginRtmpsBroadcast(input);

        JsonNode live = videosOf(input).path(0);
        assertThat(live.path("uid").asText()).isEqualTo(video);
        assertThat(live.path("status").path("state").asText()).isEqualTo("live-inprogress");
        assertThat(live.path("readyToStream").asBoolean(true)).isFalse();
        assertThat(live.path("duration").asInt()).isEqualTo(-1);
        assertThat(live.path("input").path("width").asInt()).isEqualTo(-1);
        assertThat(live.path("size").asInt(-1)).isZero();
        assertThat(live.path("liveInput").asText()).isEqualTo(input);

        clock.advance(Duration.ofMinutes(45));
        local.endRtmpsBroadcast(input);
        clock.advance(TIMEOUT.plus(ENCODING).minusMillis(1));
        assertThat(api.state(video)).isEqualTo("live-inprogress");
        clock.advance(Duration.ofMillis(1));

        JsonNode ready = api.video(video);
        assertThat(ready.path("status").path("state").asText()).isEqualTo("ready");
        assertThat(ready.path("status").path("pctComplete").asText()).isEqualTo("100.000000");
        assertThat(ready.path("readyToStream").asBoolean()).isTrue();
        assertThat(ready.path("duration").asDouble()).isEqualTo(45 * 60);
    }

    @Test
    void a_whip_publisher_makes_no_video() {
        String input = api.newRecordingInput();

        local.mediaState().publisherConnected(input);
        local.mediaState().publisherGone(input);
        clock.advance(Duration.ofDays(1));

        assertThat(videosOf(input)).isEmpty();
        assertThat(api.get("/stream?live_input_id=" + input).result()).isEmpty();
        assertThat(api.get("/stream/live_inputs/" + input)
                        .result()
                        .path("status")
                        .isNull())
                .isTrue();
    }

    @Test
    void coming_back_inside_the_timeout_continues_the_same_video() {
        String input = api.newRecordingInput();
        String first = local.beginRtmpsBroadcast(input);
        local.endRtmpsBroadcast(input);
        clock.advance(TIMEOUT.minusMillis(1));

        assertThat(local.beginRtmpsBroadcast(input)).isEqualTo(first);
        assertThat(videosOf(input)).hasSize(1);
    }

    @Test
    void coming_back_after_the_timeout_makes_a_second_video_which_is_listed_first() {
        String input = api.newRecordingInput();
        String first = local.beginRtmpsBroadcast(input);
        local.endRtmpsBroadcast(input);
        clock.advance(TIMEOUT);

        String second = local.beginRtmpsBroadcast(input);

        assertThat(videosOf(input)).extracting(it -> it.path("uid").asText()).containsExactly(second, first);
    }

    @Test
    void a_video_that_is_live_cannot_be_deleted() {
        String input = api.newRecordingInput();
        String video = local.beginRtmpsBroadcast(input);

        Api.Reply refused = api.delete("/stream/" + video);
        local.endRtmpsBroadcast(input);
        local.finishEncoding();

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo(10046);
        assertThat(api.delete("/stream/" + video).status()).isEqualTo(200);
        assertThat(api.get("/stream/" + video).code()).isEqualTo(10003);
    }

    @Test
    void a_deleted_input_keeps_its_videos() {
        String input = api.newRecordingInput();
        String video = local.beginRtmpsBroadcast(input);
        local.endRtmpsBroadcast(input);
        local.finishEncoding();

        api.delete("/stream/live_inputs/" + input);

        assertThat(api.state(video)).isEqualTo("ready");
        assertThat(api.get("/stream?live_input_id=" + input).result()).hasSize(1);
    }

    @Test
    void rotating_keys_ends_the_show_without_a_timeout() {
        String input = api.newRecordingInput();
        String video = local.beginRtmpsBroadcast(input);

        api.post("/stream/live_inputs/" + input + "/rotate_keys", "");
        clock.advance(ENCODING);

        assertThat(api.state(video)).isEqualTo("ready");
    }

    @Test
    void a_disabled_input_takes_nobody() {
        String input = api.newRecordingInput();
        api.post("/stream/live_inputs/" + input + "/disable", "");

        assertThatThrownBy(() -> local.beginRtmpsBroadcast(input)).hasMessageContaining("disabled");
    }

    @Test
    void an_input_that_does_not_record_makes_no_video() {
        String input = api.newInput("{}");

        assertThatThrownBy(() -> local.beginRtmpsBroadcast(input)).hasMessageContaining("off");
        assertThat(videosOf(input)).isEmpty();
    }

    @Test
    void the_status_of_an_input_is_an_object_once_somebody_connected() {
        String input = api.newRecordingInput();
        local.beginRtmpsBroadcast(input);
        local.endRtmpsBroadcast(input);

        JsonNode status = api.get("/stream/live_inputs/" + input).result().path("status");

        assertThat(status.path("current").path("state").asText()).isEqualTo("disconnected");
        assertThat(status.path("history").path(0).path("state").asText()).isEqualTo("connected");
    }

    @Test
    void a_video_inherits_the_inputs_settings_of_that_moment() {
        String input = api.newInput(
                "{\"defaultCreator\":\"ana\",\"deleteRecordingAfterDays\":30,"
                        + "\"recording\":{\"mode\":\"automatic\",\"requireSignedURLs\":true,\"allowedOrigins\":[\"example.com\"]}}");
        String video = local.beginRtmpsBroadcast(input);
        api.put("/stream/live_inputs/" + input, "{\"recording\":{\"requireSignedURLs\":false}}");

        JsonNode made = api.video(video);

        assertThat(made.path("requireSignedURLs").asBoolean()).isTrue();
        assertThat(made.path("creator").asText()).isEqualTo("ana");
        assertThat(made.path("allowedOrigins").path(0).asText()).isEqualTo("example.com");
        assertThat(made.path("scheduledDeletion").asText()).isEqualTo("2026-12-26T09:00:00.000000Z");
    }

    @Test
    void the_clock_carries_out_the_deletion_of_recordings() {
        String input = api.newInput("{\"deleteRecordingAfterDays\":30,\"recording\":{\"mode\":\"automatic\"}}");
        String video = local.beginRtmpsBroadcast(input);
        local.endRtmpsBroadcast(input);

        clock.advance(Duration.ofDays(30).minusSeconds(1));
        assertThat(api.state(video)).isEqualTo("ready");
        clock.advance(Duration.ofSeconds(1));
        assertThat(api.get("/stream/" + video).status()).isEqualTo(404);
    }

    @Test
    void a_broadcast_is_recorded_for_seven_days_at_most() {
        String input = api.newRecordingInput();
        String video = local.beginRtmpsBroadcast(input);
        clock.advance(Duration.ofDays(9));
        local.endRtmpsBroadcast(input);
        local.finishEncoding();

        assertThat(api.video(video).path("duration").asDouble())
                .isEqualTo(Duration.ofDays(7).toSeconds());
    }
}
