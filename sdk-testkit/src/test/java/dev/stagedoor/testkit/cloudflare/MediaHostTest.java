package dev.stagedoor.testkit.cloudflare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagedoor.rtc.codec.EncodedFrame;
import dev.stagedoor.rtc.codec.MediaCodec;
import dev.stagedoor.testkit.SettableClock;
import dev.stagedoor.webrtc.headless.RtcLoop;
import dev.stagedoor.webrtc.headless.WhepPlayer;
import dev.stagedoor.webrtc.headless.WhipPublisher;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The media host, by real WHIP and WHEP where media is meant. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class MediaHostTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-26T09:00:00Z"));
    private final LocalCloudflare local = LocalCloudflare.builder().clock(clock).start();
    private final Api api = new Api(local);
    private final RtcLoop loop = RtcLoop.start("media-host");
    private long timestamp;

    @AfterEach
    void close() {
        loop.close();
        local.close();
    }

    private JsonNode input(boolean signed) {
        return api.post(
                        "/stream/live_inputs",
                        "{\"recording\":{\"mode\":\"automatic\",\"requireSignedURLs\":" + signed + "}}")
                .result();
    }

    private static URI publishUrl(JsonNode input) {
        return URI.create(input.path("webRTC").path("url").asText());
    }

    private URI media(String idOrToken, String path) {
        return URI.create(local.mediaBase() + "/" + idOrToken + path);
    }

    private URI playUrl(JsonNode input) {
        return media(input.path("uid").asText(), "/webRTC/play");
    }

    private static HttpResponse<String> send(String method, URI url, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/sdp")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static int status(String method, URI url) throws IOException, InterruptedException {
        return send(method, url, "").statusCode();
    }

    private WhipPublisher publish(JsonNode input) throws Exception {
        WhipPublisher publisher = WhipPublisher.builder(publishUrl(input))
                .withoutVideo()
                .reconnect(false)
                .start(loop);
        publisher.live().get(30, TimeUnit.SECONDS);
        return publisher;
    }

    private void sound(WhipPublisher publisher) {
        publisher.send(new EncodedFrame(MediaCodec.OPUS, new byte[] {(byte) 0xfc, 1, 2, 3}, timestamp += 960, true));
    }

    private void playUntil(WhipPublisher publisher, BooleanSupplier holds) {
        for (int i = 0; i < 3_000 && !holds.getAsBoolean(); i++) {
            sound(publisher);
            LockSupport.parkNanos(10_000_000);
        }
        assertThat(holds.getAsBoolean()).isTrue();
    }

    private boolean hears(WhipPublisher publisher, URI playUrl) throws Exception {
        BlockingQueue<EncodedFrame> heard = new LinkedBlockingQueue<>();
        try (WhepPlayer player =
                WhepPlayer.builder(playUrl).withoutVideo().onFrame(heard::add).start(loop)) {
            playUntil(publisher, () -> !heard.isEmpty() || player.live().isCompletedExceptionally());
            return !heard.isEmpty();
        }
    }

    private int statusWhileLive(WhipPublisher publisher, URI url) throws Exception {
        sound(publisher);
        return status("POST", url);
    }

    @Test
    void a_broadcast_by_whip_is_heard_by_whep_and_by_nothing_else_and_leaves_no_video() throws Exception {
        JsonNode input = input(false);
        String uid = input.path("uid").asText();
        try (WhipPublisher publisher = publish(input)) {
            assertThat(hears(publisher, playUrl(input))).isTrue();
            assertThat(status("GET", media(uid, "/manifest/video.m3u8"))).isEqualTo(204);
            assertThat(send("GET", media(uid, "/lifecycle"), "").body()).contains("\"live\":false");
        }
        assertThat(api.get("/stream/live_inputs/" + uid + "/videos").result()).isEmpty();
    }

    @Test
    void nobody_can_watch_before_the_broadcast_and_after_its_end() throws Exception {
        JsonNode input = input(false);
        assertThat(status("POST", playUrl(input))).isEqualTo(409);
        try (WhipPublisher publisher = publish(input)) {
            assertThat(hears(publisher, playUrl(input))).isTrue();
        }
        assertThat(status("POST", playUrl(input))).isEqualTo(409);
    }

    @Test
    void addresses_are_for_what_they_are_for() throws Exception {
        JsonNode input = input(false);

        assertThat(status("POST", media(input.path("uid").asText(), "/webRTC/publish")))
                .isEqualTo(405);
        assertThat(status("POST", media("0123", "/webRTC/publish"))).isEqualTo(404);
        assertThat(status("GET", playUrl(input))).isEqualTo(405);
        assertThat(status("GET", media("0123", "/manifest/video.m3u8"))).isEqualTo(404);
    }

    @Test
    void pages_of_any_origin_may_ask() throws Exception {
        HttpResponse<String> answer = send("OPTIONS", playUrl(input(false)), "");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods").orElse(""))
                .contains("PATCH", "DELETE");
        assertThat(answer.headers().firstValue("Access-Control-Expose-Headers").orElse(""))
                .contains("Location");
    }

    @Test
    void a_publisher_that_says_goodbye_may_come_back_at_once() throws Exception {
        JsonNode input = input(false);
        try (WhipPublisher publisher = publish(input)) {
            assertThat(hears(publisher, playUrl(input))).isTrue();
        }

        try (WhipPublisher again = publish(input)) {
            assertThat(hears(again, playUrl(input))).isTrue();
        }
    }

    @Test
    void a_second_publisher_is_refused_while_the_first_is_there() throws Exception {
        JsonNode input = input(false);
        try (WhipPublisher publisher = publish(input)) {
            assertThat(hears(publisher, playUrl(input))).isTrue();
            WhipPublisher second = WhipPublisher.builder(publishUrl(input))
                    .withoutVideo()
                    .reconnect(false)
                    .start(loop);
            assertThat(second.live())
                    .failsWithin(java.time.Duration.ofSeconds(30))
                    .withThrowableOfType(ExecutionException.class);
        }
    }

    @Test
    void rotating_the_keys_ends_the_broadcast_and_the_old_address() throws Exception {
        JsonNode input = input(false);
        try (WhipPublisher publisher = publish(input)) {
            assertThat(hears(publisher, playUrl(input))).isTrue();

            api.post("/stream/live_inputs/" + input.path("uid").asText() + "/rotate_keys", "");

            playUntil(publisher, () -> {
                try {
                    return statusWhileLive(publisher, playUrl(input)) == 409;
                } catch (Exception fault) {
                    throw new AssertionError(fault);
                }
            });
        }
        assertThat(status("POST", publishUrl(input))).isEqualTo(404);
    }

    @Test
    void a_disabled_input_takes_nobody() throws Exception {
        JsonNode input = input(false);
        api.post("/stream/live_inputs/" + input.path("uid").asText() + "/disable", "");

        assertThat(status("POST", publishUrl(input))).isEqualTo(403);
    }

    private record Key(String id, PrivateKey key) {}

    private Key key() throws Exception {
        JsonNode made = api.post("/stream/keys", "").result();
        JsonNode jwk = new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(Base64.getDecoder().decode(made.path("jwk").asText()));
        Base64.Decoder url = Base64.getUrlDecoder();
        java.security.spec.KeySpec spec = new java.security.spec.RSAPrivateKeySpec(
                new java.math.BigInteger(1, url.decode(jwk.path("n").asText())),
                new java.math.BigInteger(1, url.decode(jwk.path("d").asText())));
        return new Key(made.path("id").asText(), KeyFactory.getInstance("RSA").generatePrivate(spec));
    }

    private String token(Key key, String subject, long seconds) {
        ObjectNode claims = Store.JSON
                .createObjectNode()
                .put("sub", subject)
                .put("exp", clock.instant().getEpochSecond() + seconds);
        return Jwt.sign(key.id(), key.key(), claims);
    }

    @Test
    void a_protected_input_opens_to_a_token_of_its_own_until_it_ends() throws Exception {
        JsonNode input = input(true);
        String uid = input.path("uid").asText();
        Key key = key();
        try (WhipPublisher publisher = publish(input)) {
            String token = token(key, uid, 60);
            assertThat(hears(publisher, media(token, "/webRTC/play"))).isTrue();
            assertThat(statusWhileLive(publisher, playUrl(input))).isEqualTo(401);
            String foreign = token(key, input(true).path("uid").asText(), 60);
            assertThat(statusWhileLive(publisher, media(foreign, "/webRTC/play")))
                    .isEqualTo(409);
            assertThat(statusWhileLive(
                            publisher, media(token.substring(0, token.length() - 6) + "AAAAAA", "/webRTC/play")))
                    .isEqualTo(401);
            clock.advance(java.time.Duration.ofSeconds(60));
            assertThat(statusWhileLive(publisher, media(token, "/webRTC/play"))).isEqualTo(401);
        }
    }

    @Test
    void a_key_that_was_revoked_opens_nothing_more() throws Exception {
        JsonNode input = input(true);
        Key key = key();
        String token = token(key, input.path("uid").asText(), 60);
        assertThat(status("POST", media(token, "/webRTC/play"))).isEqualTo(409);

        api.delete("/stream/keys/" + key.id());

        assertThat(status("POST", media(token, "/webRTC/play"))).isEqualTo(401);
    }
}
