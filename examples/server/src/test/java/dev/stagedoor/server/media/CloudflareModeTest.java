package dev.stagedoor.server.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.rtc.codec.EncodedFrame;
import dev.stagedoor.rtc.codec.MediaCodec;
import dev.stagedoor.server.Client;
import dev.stagedoor.server.TestServer;
import dev.stagedoor.testkit.cloudflare.Faults;
import dev.stagedoor.testkit.cloudflare.LocalCloudflare;
import dev.stagedoor.webrtc.headless.RtcLoop;
import dev.stagedoor.webrtc.headless.WhepPlayer;
import dev.stagedoor.webrtc.headless.WhipPublisher;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The server with the variables of an account, which is a local Cloudflare. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class CloudflareModeTest {

    private static final int PATIENCE_SECONDS = 60;
    private static final String WEBHOOK_SECRET = "secret-of-the-webhook";
    private static final String NOTIFICATION_SECRET = "secret-of-notifications";
    private static final String STREAM = "/api/webhooks/cloudflare/stream";
    private static final String NOTIFICATIONS = "/api/webhooks/cloudflare/notifications";
    private static final LocalCloudflare CLOUDFLARE = LocalCloudflare.builder().start();

    @RegisterExtension
    static final TestServer SERVER = new TestServer(
            builder -> builder.dataDirectory(Path.of("target", "test-data", "cloudflare-" + UUID.randomUUID()))
                    .variable("CLOUDFLARE_ACCOUNT_ID", LocalCloudflare.ACCOUNT_ID)
                    .variable("CLOUDFLARE_API_TOKEN", LocalCloudflare.API_TOKEN)
                    .variable("CLOUDFLARE_BASE_URL", CLOUDFLARE.apiBase().toString())
                    .variable("CLOUDFLARE_WEBHOOK_SECRET", WEBHOOK_SECRET)
                    .variable("CLOUDFLARE_NOTIFICATION_SECRET", NOTIFICATION_SECRET));

    private long timestamp;

    @AfterAll
    static void stop() {
        CLOUDFLARE.close();
    }

    private static JsonNode liveClass() {
        Client coach = SERVER.coach();
        Map<String, Object> plan = new LinkedHashMap<>();
        plan.put("title", "Far away");
        plan.put("scheduledStart", SERVER.now().plus(Duration.ofMinutes(5)).toString());
        plan.put("zone", "UTC");
        plan.put("durationMinutes", 30);
        plan.put("priceInTokens", 5);
        JsonNode stream =
                coach.post("/api/instructor/streams/create", plan).expect(201).json();
        coach.post("/api/instructor/streams/" + stream.path("id").asText() + "/start")
                .expect(200);
        return stream;
    }

    private static String at(JsonNode node, String... names) {
        JsonNode found = node;
        for (String name : names) {
            found = found.path(name);
        }
        return found.asText();
    }

    private boolean heard(WhipPublisher publisher, BlockingQueue<EncodedFrame> heard) throws InterruptedException {
        for (int i = 0; i < 50 * PATIENCE_SECONDS; i++) {
            publisher.send(
                    new EncodedFrame(MediaCodec.OPUS, new byte[] {(byte) 0xfc, 1, 2, 3}, timestamp += 960, true));
            if (heard.poll(20, TimeUnit.MILLISECONDS) != null) {
                return true;
            }
        }
        return false;
    }

    @Test
    void a_seat_opens_a_signed_address_that_plays_is_counted_by_beats_and_closes_with_the_class() throws Exception {
        JsonNode stream = liveClass();
        String id = at(stream, "id");
        assertThat(at(stream, "broadcast", "whipUrl"))
                .startsWith(CLOUDFLARE.mediaBase().toString());
        assertThat(at(stream, "broadcast", "bearer")).isEmpty();
        SERVER.as("ben").post("/api/streams/" + id + "/watch").expect(403, "not_enrolled");
        Client member = SERVER.newMember();
        member.post("/api/streams/" + id + "/enroll").expect(201);
        BlockingQueue<EncodedFrame> heard = new LinkedBlockingQueue<>();
        try (RtcLoop loop = RtcLoop.start("cloudflare-mode");
                WhipPublisher publisher = WhipPublisher.builder(URI.create(at(stream, "broadcast", "whipUrl")))
                        .withoutVideo()
                        .start(loop)) {
            publisher.live().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            JsonNode ticket =
                    member.post("/api/streams/" + id + "/watch").expect(200).json();
            assertThat(at(ticket, "whepUrl")).startsWith(CLOUDFLARE.mediaBase().toString());
            assertThat(at(ticket, "token")).isEmpty();
            assertThat(ticket.path("beatSeconds").asInt()).isEqualTo(15);
            try (WhepPlayer player = WhepPlayer.builder(URI.create(at(ticket, "whepUrl")))
                    .withoutVideo()
                    .onFrame(heard::add)
                    .start(loop)) {
                assertThat(heard(publisher, heard)).as("a frame at the viewer").isTrue();
                Map<String, String> device = Map.of("viewerSessionId", at(ticket, "viewerSessionId"));
                JsonNode count = member.post("/api/streams/" + id + "/beat", device)
                        .expect(200)
                        .json();
                assertThat(count.path("viewers").asInt()).isEqualTo(1);
                SERVER.as("ben").post("/api/streams/" + id + "/beat", device).expect(404, "viewer_session_not_found");
                member.delete("/api/streams/" + id + "/beat/" + at(ticket, "viewerSessionId"))
                        .expect(204);
                assertThat(member.get("/api/streams/" + id)
                                .json()
                                .path("viewers")
                                .asInt())
                        .isZero();
                SERVER.coach().post("/api/instructor/streams/" + id + "/end").expect(200);
                member.post("/api/streams/" + id + "/beat", device).expect(403, "stream_not_live");
            }
        }
    }

    @Test
    void ending_the_class_changes_the_key_so_that_a_stale_publisher_cannot_return() {
        JsonNode stream = liveClass();

        SERVER.coach()
                .post("/api/instructor/streams/" + at(stream, "id") + "/end")
                .expect(200);

        assertThat(CLOUDFLARE.calls(Faults.callsOf("POST", "/stream/live_inputs/*/rotate_keys")))
                .isNotEmpty();
        assertThat(CLOUDFLARE.calls(Faults.callsOf("POST", "/stream/live_inputs/*/disable")))
                .isNotEmpty();
    }

    @Test
    void pages_may_load_media_from_there_and_picture_and_sound_are_not_served_here() {
        assertThat(SERVER.anonymous().get("/streams").header("Content-Security-Policy"))
                .contains("connect-src 'self' http://localhost:"
                        + CLOUDFLARE.apiBase().getPort());
        SERVER.anonymous().post("/whip/" + UUID.randomUUID()).expect(404, "not_found");
    }

    private static HttpResponse<String> deliver(String path, String header, String value, byte[] body)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + SERVER.port() + path))
                .header("Content-Type", "application/json")
                .header(header, value)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static byte[] video(String state) {
        return ("{\"uid\":\"0a1b2c3d4e5f60718293a4b5c6d7e8f9\",\"readyToStream\":true,\"status\":{\"state\":\"" + state
                        + "\"}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String signature(String secret, long time, byte[] body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
        return "time=" + time + ",sig1=" + HexFormat.of().formatHex(mac.doFinal(body));
    }

    private static int webhook(String secret, long time, byte[] body) throws Exception {
        return deliver(STREAM, "Webhook-Signature", signature(secret, time, body), body)
                .statusCode();
    }

    @Test
    void a_genuine_webhook_is_taken_also_twice_and_in_the_wrong_order() throws Exception {
        long now = SERVER.now().getEpochSecond();

        assertThat(webhook(WEBHOOK_SECRET, now, video("ready"))).isEqualTo(200);
        assertThat(webhook(WEBHOOK_SECRET, now, video("ready"))).isEqualTo(200);
        assertThat(webhook(WEBHOOK_SECRET, now - 60, video("error"))).isEqualTo(200);
    }

    @Test
    void a_forged_an_old_an_unsigned_and_a_huge_webhook_are_refused() throws Exception {
        long now = SERVER.now().getEpochSecond();

        assertThat(webhook("another secret", now, video("ready"))).isEqualTo(401);
        assertThat(webhook(WEBHOOK_SECRET, now - 301, video("ready"))).isEqualTo(401);
        assertThat(deliver(STREAM, "X-Nothing", "x", video("ready")).statusCode())
                .isEqualTo(401);
        byte[] changed = video("error");
        assertThat(deliver(STREAM, "Webhook-Signature", signature(WEBHOOK_SECRET, now, video("ready")), changed)
                        .statusCode())
                .isEqualTo(401);
        assertThat(webhook(WEBHOOK_SECRET, now, new byte[300_000])).isEqualTo(413);
        assertThat(webhook(WEBHOOK_SECRET, now, "no json".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(400);
    }

    @Test
    void a_notification_needs_its_secret() throws Exception {
        byte[] body = "{\"data\":{\"input_id\":\"0a1b\",\"event_type\":\"live_input.connected\"}}"
                .getBytes(StandardCharsets.UTF_8);

        assertThat(deliver(NOTIFICATIONS, "cf-webhook-auth", NOTIFICATION_SECRET, body)
                        .statusCode())
                .isEqualTo(200);
        assertThat(deliver(NOTIFICATIONS, "cf-webhook-auth", "guess", body).statusCode())
                .isEqualTo(401);
    }
}
