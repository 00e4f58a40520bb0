package dev.stagedoor.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.recorder.HlsRecorder;
import dev.stagedoor.rtc.codec.EncodedFrame;
import dev.stagedoor.rtc.codec.MediaCodec;
import dev.stagedoor.webrtc.headless.RtcLoop;
import dev.stagedoor.webrtc.headless.WhipPublisher;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A free class that was given with ten seconds of sound, ended, and can be watched again. Free, since one that cost tokens and broke off so early would be
 * paid back.
 *
 * @param id the class
 * @param email who bought a seat, if anybody did
 */
public record RecordedClass(TestServer server, String id, Optional<String> email) {

    private static final int PATIENCE_SECONDS = 60;
    private static final String PASSWORD = "a good password";

    /** Gives a class by real WHIP and waits until its replay is there. Its seconds pass so fast that FFmpeg has to be loaded before them. */
    public static RecordedClass give(TestServer server, String title, boolean sold) throws Exception {
        HlsRecorder.warmUp();
        Client coach = server.coach();
        JsonNode stream = coach.post(
                        "/api/instructor/streams/create",
                        Map.of(
                                "title",
                                title,
                                "scheduledStart",
                                server.now().plus(Duration.ofMinutes(5)).toString(),
                                "zone",
                                "Europe/Berlin",
                                "durationMinutes",
                                30,
                                "priceInTokens",
                                5))
                .expect(201)
                .json();
        String id = stream.path("id").asText();
        Optional<String> email = sold ? Optional.of(buyer(server, id)) : Optional.empty();
        coach.post("/api/instructor/streams/" + id + "/start").expect(200);
        try (RtcLoop loop = RtcLoop.start("recorded-class");
                WhipPublisher publisher = publish(stream, loop)) {
            publisher.live().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            tenSecondsOfSound(server, publisher);
            coach.post("/api/instructor/streams/" + id + "/end").expect(200);
        }
        awaitReplay(coach, id);
        return new RecordedClass(server, id, email);
    }

    private static String buyer(TestServer server, String id) {
        String email = "buyer-" + UUID.randomUUID() + "@example.com";
        server.anonymous()
                .signUp(email, PASSWORD)
                .post("/api/streams/" + id + "/enroll")
                .expect(201);
        return email;
    }

    private static WhipPublisher publish(JsonNode stream, RtcLoop loop) {
        return WhipPublisher.builder(
                        URI.create(stream.path("broadcast").path("whipUrl").asText()))
                .bearer(stream.path("broadcast").path("bearer").asText())
                .allowPlainHttp(true)
                .withoutVideo()
                .start(loop);
    }

    /** As fast as the server answers a request now and then. */
    private static void tenSecondsOfSound(TestServer server, WhipPublisher publisher) {
        for (int i = 1; i <= 500; i++) {
            publisher.send(new EncodedFrame(MediaCodec.OPUS, new byte[] {(byte) 0xfc, 1, 2, 3}, i * 960L, true));
            if (i % 5 == 0) {
                server.anonymous().get("/healthz");
            }
        }
    }

    private static void awaitReplay(Client coach, String id) {
        boolean there = Patience.until(
                () -> coach.get("/api/streams/" + id)
                        .json()
                        .path("recordingAvailable")
                        .asBoolean(),
                it -> it);
        if (!there) {
            throw new AssertionError("no replay of " + id);
        }
    }

    /** Who bought the seat, signed in anew. */
    public Client memberAgain() {
        return server.anonymous().signIn(email.orElseThrow(), PASSWORD);
    }
}
