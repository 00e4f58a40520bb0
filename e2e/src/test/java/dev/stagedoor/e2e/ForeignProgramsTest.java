package dev.stagedoor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.e2e.foreign.DesktopPeer;
import dev.stagedoor.e2e.foreign.FfmpegPublisher;
import dev.stagedoor.e2e.harness.Api;
import dev.stagedoor.e2e.harness.Await;
import dev.stagedoor.e2e.harness.Chromium;
import dev.stagedoor.e2e.harness.RawClient;
import dev.stagedoor.e2e.harness.ServerProcess;
import dev.stagedoor.e2e.harness.Visitor;
import dev.stagedoor.e2e.harness.Visitor.Received;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Publishers and players that no one here wrote. */
@Tag("browser")
@Tag("native")
class ForeignProgramsTest {

    private static final int FFMPEG_SECONDS = 60;

    private static ServerProcess server;
    private static Chromium chromium;

    private String id;
    private String whipUrl;
    private String bearer;

    @BeforeAll
    static void start() {
        server = ServerProcess.start("foreign");
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void startAClass() {
        Api coach = Api.coach(server);
        JsonNode created = coach.createClass("From another program", 1);
        id = created.path("id").asText();
        whipUrl = created.path("broadcast").path("whipUrl").asText();
        bearer = created.path("broadcast").path("bearer").asText();
        coach.post("/api/instructor/streams/" + id + "/start").expect(200);
        Api.member(server, "ana").post("/api/streams/" + id + "/enroll").expect(201);
    }

    @Test
    void ffmpeg_publishes_h264_and_opus_for_a_minute_and_chromium_sees_it_all_the_time() {
        try (FfmpegPublisher ffmpeg = FfmpegPublisher.publish(whipUrl, bearer, FFMPEG_SECONDS);
                Visitor ana = chromium.visitor("ffmpeg-viewer", server)) {
            Ticket ticket = ticket();
            ana.open("/streams");
            Await.until(
                    "the door opens; " + ffmpeg.said(),
                    Visitor.PATIENCE,
                    () -> RawClient.tryToPlay(ana, ticket.url(), ticket.token()) == 201);
            ana.awaitSound();

            while (ffmpeg.isRunning()) {
                Received now = ana.awaitMoreFramesWhile(20, ffmpeg::isRunning);
                assertThat(now.lost()).isZero();
            }
            ana.screenshot("ffmpeg");

            assertThat(ffmpeg.awaitEnd(15)).as(ffmpeg.said()).isZero();
            assertThat(ana.received().frames()).isGreaterThan(FFMPEG_SECONDS * 20L);
        }
    }

    @Test
    void libwebrtc_publishes_and_chromium_sees_and_hears() {
        try (Visitor ana = chromium.visitor("libwebrtc-viewer", server);
                DesktopPeer publisher = DesktopPeer.publish(whipUrl, bearer)) {
            Ticket ticket = ticket();
            ana.open("/streams");

            assertThat(RawClient.tryToPlay(ana, ticket.url(), ticket.token())).isEqualTo(201);

            ana.awaitMoreFrames(60);
            ana.awaitSound();
            assertThat(publisher.frames()).isZero();
        }
    }

    @Test
    void chromium_publishes_and_libwebrtc_sees_and_hears() {
        try (Visitor coach = chromium.visitor("libwebrtc-publisher", server)) {
            coach.open("/streams");
            RawClient.publish(coach, whipUrl, bearer, "VP8");
            Ticket ticket = ticket();

            try (DesktopPeer player = DesktopPeer.play(ticket.url(), ticket.token())) {
                Await.until("pictures", Visitor.PATIENCE, player::frames, frames -> frames > 60);
                Await.until("sound", Duration.ofSeconds(10), player::loudSamples, samples -> samples > 1000);
            }
        }
    }

    @Test
    void libwebrtc_publishes_and_libwebrtc_plays() {
        try (DesktopPeer publisher = DesktopPeer.publish(whipUrl, bearer)) {
            Ticket ticket = ticket();
            try (DesktopPeer player = DesktopPeer.play(ticket.url(), ticket.token())) {
                Await.until("pictures", Visitor.PATIENCE, player::frames, frames -> frames > 60);
            }
            assertThat(publisher.frames()).isZero();
        }
    }

    private Ticket ticket() {
        JsonNode answer =
                Api.member(server, "ana").post("/api/streams/" + id + "/watch").expect(200);
        return new Ticket(answer.path("whepUrl").asText(), answer.path("token").asText());
    }

    private record Ticket(String url, String token) {}
}
