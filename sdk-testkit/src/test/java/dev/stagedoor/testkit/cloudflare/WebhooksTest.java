package dev.stagedoor.testkit.cloudflare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The webhook of videos, and notifications of live inputs. */
class WebhooksTest extends LocalCloudflareTest {
    private Receiver receiver;

    @BeforeEach
    void open() throws IOException {
        receiver = new Receiver();
    }

    @AfterEach
    void closeReceiver() {
        receiver.close();
    }

    private String secretOfNewWebhook() {
        return api.put("/stream/webhook", "{\"notificationUrl\":\"" + receiver.url("/hook") + "\"}")
                .result()
                .path("secret")
                .asText();
    }

    private static String hmac(String secret, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static JsonNode json(Receiver.Received received) throws IOException {
        return new ObjectMapper().readTree(received.body());
    }

    @Test
    void a_new_address_has_a_new_secret_and_the_same_one_keeps_it() {
        String first = secretOfNewWebhook();

        assertThat(first).matches("[0-9a-f]{64}");
        assertThat(secretOfNewWebhook()).isEqualTo(first);
        assertThat(api.get("/stream/webhook").result().path("secret").asText()).isEqualTo(first);
        assertThat(api.put("/stream/webhook", "{\"notification_url\":\"http://localhost:1/\"}")
                        .result()
                        .path("secret")
                        .asText())
                .isNotEqualTo(first);
        assertThat(api.delete("/stream/webhook").result().asText()).isEqualTo("ok");
        assertThat(api.get("/stream/webhook").status()).isEqualTo(404);
        assertThat(api.put("/stream/webhook", "{\"notificationUrl\":\"ftp://a\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_ready_video_is_told_of_with_a_signature_over_the_raw_body() throws Exception {
        String secret = secretOfNewWebhook();
        String uid = api.newVideo(TestVideo.ofSeconds(1));
        clock.advance(ENCODING);

        Receiver.Received received = receiver.next();

        long time = START.plus(ENCODING).getEpochSecond();
        assertThat(json(received).path("uid").asText()).isEqualTo(uid);
        assertThat(json(received).path("status").path("state").asText()).isEqualTo("ready");
        assertThat(received.headers().get("webhook-signature"))
                .isEqualTo("time=" + time + ",sig1=" + hmac(secret, time + "." + received.body()));
    }

    @Test
    void a_failed_video_and_a_recorded_broadcast_are_told_of_too() throws Exception {
        secretOfNewWebhook();
        api.newVideo("nothing".getBytes(StandardCharsets.UTF_8));
        local.finishEncoding();
        assertThat(json(receiver.next()).path("status").path("errorReasonCode").asText())
                .isEqualTo("ERR_NON_VIDEO");

        String input = api.newRecordingInput();
        local.beginRtmpsBroadcast(input);
        local.endRtmpsBroadcast(input);
        local.finishEncoding();
        assertThat(json(receiver.next()).path("liveInput").asText()).isEqualTo(input);
    }

    @Test
    void what_is_not_taken_comes_again_later_with_a_fresh_time_and_then_never() throws Exception {
        secretOfNewWebhook();
        receiver.answersNext(500);
        api.newVideo(TestVideo.ofSeconds(1));
        local.finishEncoding();
        String first = receiver.next().headers().get("webhook-signature");

        awaitDeliveries(1);
        clock.advance(Hooks.RETRIES.get(0));
        Receiver.Received second = receiver.next();

        assertThat(second.headers().get("webhook-signature")).isNotEqualTo(first);
        awaitDeliveries(2);
        clock.advance(Duration.ofDays(1));
        api.get("/stream");
        assertThat(local.deliveries()).extracting(Delivery::status).containsExactly(500, 200);
    }

    private void awaitDeliveries(int count) {
        while (local.deliveries().size() < count) {
            Thread.onSpinWait();
        }
        api.get("/stream");
    }

    @Test
    void without_a_webhook_nothing_is_sent() {
        api.newVideo(TestVideo.ofSeconds(1));
        local.finishEncoding();
        api.get("/stream");

        secretOfNewWebhook();

        assertThat(receiver.waiting()).isZero();
    }

    private String policy(String filters) {
        String destination = api.post(
                        "/alerting/v3/destinations/webhooks",
                        "{\"name\":\"ours\",\"secret\":\"s3cret\",\"url\":\"" + receiver.url("/hook") + "\"}")
                .result()
                .path("id")
                .asText();
        return api.post(
                        "/alerting/v3/policies",
                        "{\"name\":\"live hook\",\"alert_type\":\"stream_live_notifications\",\"enabled\":true,\"filters\":"
                                + filters + ",\"mechanisms\":{\"webhooks\":[{\"id\":\"" + destination + "\"}]}}")
                .result()
                .path("id")
                .asText();
    }

    @Test
    void live_inputs_notify_with_a_plain_secret() throws Exception {
        policy("{}");
        String input = api.newRecordingInput();
        local.beginRtmpsBroadcast(input);

        Receiver.Received connected = receiver.next();
        local.endRtmpsBroadcast(input);

        assertThat(connected.headers()).containsEntry("cf-webhook-auth", "s3cret");
        assertThat(json(connected).path("data").path("event_type").asText()).isEqualTo("live_input.connected");
        assertThat(json(connected).path("data").path("input_id").asText()).isEqualTo(input);
        assertThat(json(receiver.next()).path("data").path("event_type").asText())
                .isEqualTo("live_input.disconnected");
    }

    @Test
    void filters_leave_out_other_inputs_and_events() throws Exception {
        String wanted = api.newRecordingInput();
        String other = api.newRecordingInput();
        policy("{\"input_id\":[\"" + wanted + "\"],\"event_type\":[\"live_input.errored\"]}");

        local.beginRtmpsBroadcast(wanted);
        local.raiseLiveError(other, "ERR_GOP_OUT_OF_RANGE");
        local.raiseLiveError(wanted, "ERR_UNSUPPORTED_VIDEO_CODEC");

        JsonNode data = json(receiver.next()).path("data");
        assertThat(data.path("input_id").asText()).isEqualTo(wanted);
        assertThat(data.path("live_input_errored").path("error").path("code").asText())
                .isEqualTo("ERR_UNSUPPORTED_VIDEO_CODEC");
    }

    @Test
    void destinations_and_policies_are_listed_without_secrets_and_deleted() {
        String policy = policy("{}");
        JsonNode destination =
                api.get("/alerting/v3/destinations/webhooks").result().path(0);

        assertThat(destination.path("name").asText()).isEqualTo("ours");
        assertThat(destination.has("secret")).isFalse();
        assertThat(api.get("/alerting/v3/policies/" + policy)
                        .result()
                        .path("alert_type")
                        .asText())
                .isEqualTo("stream_live_notifications");
        assertThat(api.delete("/alerting/v3/policies/" + policy).status()).isEqualTo(200);
        assertThat(api.get("/alerting/v3/policies").result()).isEmpty();
    }

    @Test
    void nothing_is_sent_beyond_loopback() {
        assertThat(Courier.isLoopback(URI.create("http://192.0.2.1/hook"))).isFalse();
        assertThat(Courier.isLoopback(receiver.url("/hook"))).isTrue();
    }
}
