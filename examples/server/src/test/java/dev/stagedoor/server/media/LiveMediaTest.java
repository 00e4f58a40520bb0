package dev.stagedoor.server.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.rtc.codec.EncodedFrame;
import dev.stagedoor.rtc.codec.MediaCodec;
import dev.stagedoor.server.Client;
import dev.stagedoor.server.Patience;
import dev.stagedoor.server.TestServer;
import dev.stagedoor.webrtc.headless.ClientState;
import dev.stagedoor.webrtc.headless.RtcLoop;
import dev.stagedoor.webrtc.headless.WhepPlayer;
import dev.stagedoor.webrtc.headless.WhipPublisher;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The main job over real HTTP and real DTLS-SRTP: sell a seat, publish, watch, end. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class LiveMediaTest {

    private static final int PATIENCE_SECONDS = 60;

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private long timestamp;

    private static JsonNode liveClass(Client coach) {
        Map<String, Object> plan = new LinkedHashMap<>();
        plan.put("title", "On air");
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

    private EncodedFrame sound() {
        return new EncodedFrame(MediaCodec.OPUS, new byte[] {(byte) 0xfc, 1, 2, 3}, timestamp += 960, true);
    }

    private void playUntilHeard(WhipPublisher publisher, BlockingQueue<EncodedFrame> heard)
            throws InterruptedException {
        @Nullable EncodedFrame frame = null;
        for (int i = 0; i < 50 * PATIENCE_SECONDS && frame == null; i++) {
            publisher.send(sound());
            frame = heard.poll(20, TimeUnit.MILLISECONDS);
        }
        assertThat(frame).as("a frame at the viewer").isNotNull();
    }

    @Test
    void a_seat_is_sold_the_class_is_watched_and_its_end_ends_it_for_everybody() throws Exception {
        Client coach = SERVER.coach();
        JsonNode stream = liveClass(coach);
        String id = stream.path("id").asText();
        Client member = SERVER.newMember();
        member.post("/api/streams/" + id + "/enroll").expect(201);
        BlockingQueue<EncodedFrame> heard = new LinkedBlockingQueue<>();
        BlockingQueue<ClientState> viewer = new LinkedBlockingQueue<>();
        try (RtcLoop loop = RtcLoop.start("live-media");
                WhipPublisher publisher = publish(stream, loop)) {
            publisher.live().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            JsonNode ticket =
                    member.post("/api/streams/" + id + "/watch").expect(200).json();
            try (WhepPlayer player = watch(ticket, heard, viewer, loop)) {
                player.live().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                playUntilHeard(publisher, heard);
                awaitViewers(id, 1);
                coach.post("/api/instructor/streams/" + id + "/end").expect(200);
                awaitState(viewer, ClientState.CLOSED);
            }
            member.post("/api/streams/" + id + "/watch").expect(403, "stream_not_live");
        }
        assertThat(coach.get("/api/instructor/streams/" + id)
                        .json()
                        .path("stats")
                        .path("peakViewers")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void every_wrong_credential_is_kept_out_of_both_doors() {
        JsonNode one = liveClass(SERVER.coach());
        JsonNode other = liveClass(SERVER.coach());
        String id = one.path("id").asText();
        Client member = SERVER.newMember();
        member.post("/api/streams/" + other.path("id").asText() + "/enroll").expect(201);
        String foreign = member.post("/api/streams/" + other.path("id").asText() + "/watch")
                .expect(200)
                .json()
                .path("token")
                .asText();
        assertThat(knock("/whep/" + id, "")).isEqualTo(401);
        assertThat(knock("/whep/" + id, "forged")).isEqualTo(401);
        assertThat(knock("/whep/" + id, foreign)).isEqualTo(403);
        assertThat(knock("/whip/" + id, "")).isEqualTo(401);
        assertThat(knock("/whip/" + id, other.path("broadcast").path("bearer").asText()))
                .isEqualTo(401);
        assertThat(knock("/whip/" + id, foreign)).isEqualTo(401);
        SERVER.advance(Duration.ofMinutes(10));
        assertThat(knock("/whep/" + other.path("id").asText(), foreign)).isEqualTo(401);
    }

    @Test
    void other_sites_may_play_and_publish() {
        Client.Answer preflight = SERVER.anonymous()
                .with("Origin", "https://player.example")
                .with("Access-Control-Request-Method", "POST")
                .plain(
                        "OPTIONS",
                        "/whep/" + liveClass(SERVER.coach()).path("id").asText());
        assertThat(preflight.status()).isBetween(200, 204);
        assertThat(preflight.headers().allValues("Access-Control-Allow-Origin")).containsExactly("*");
        assertThat(preflight.header("Access-Control-Allow-Headers").toLowerCase(java.util.Locale.ROOT))
                .contains("authorization");
    }

    private static WhipPublisher publish(JsonNode stream, RtcLoop loop) {
        return WhipPublisher.builder(
                        URI.create(stream.path("broadcast").path("whipUrl").asText()))
                .bearer(stream.path("broadcast").path("bearer").asText())
                .allowPlainHttp(true)
                .withoutVideo()
                .start(loop);
    }

    private static WhepPlayer watch(
            JsonNode ticket, BlockingQueue<EncodedFrame> heard, BlockingQueue<ClientState> states, RtcLoop loop) {
        return WhepPlayer.builder(URI.create(ticket.path("whepUrl").asText()))
                .bearer(ticket.path("token").asText())
                .allowPlainHttp(true)
                .reconnect(false)
                .withoutVideo()
                .onFrame(heard::add)
                .onState(states::add)
                .start(loop);
    }

    private static void awaitViewers(String id, int expected) {
        int viewers = Patience.until(
                () -> SERVER.anonymous()
                        .get("/api/streams/" + id)
                        .json()
                        .path("viewers")
                        .asInt(),
                it -> it == expected);
        assertThat(viewers).isEqualTo(expected);
    }

    private static void awaitState(BlockingQueue<ClientState> states, ClientState wanted) throws InterruptedException {
        @Nullable ClientState state = states.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        while (state != null && state != wanted) {
            state = states.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        assertThat(state).isEqualTo(wanted);
    }

    private static int knock(String path, String token) {
        Client client =
                token.isEmpty() ? SERVER.anonymous() : SERVER.anonymous().with("Authorization", "Bearer " + token);
        return client.send("POST", path, "v=0\r\n", "application/sdp").status();
    }
}
