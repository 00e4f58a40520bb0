package dev.stagedoor.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import dev.stagedoor.e2e.foreign.Ffprobe;
import dev.stagedoor.e2e.harness.Api;
import dev.stagedoor.e2e.harness.Await;
import dev.stagedoor.e2e.harness.Chromium;
import dev.stagedoor.e2e.harness.People;
import dev.stagedoor.e2e.harness.RecordingsOnDisk;
import dev.stagedoor.e2e.harness.ServerProcess;
import dev.stagedoor.e2e.harness.Visitor;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser broadcasts is what is in the files, whoever looks, whatever happens to the server, and no longer than agreed. */
@Tag("browser")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RecordingFilesTest {

    private static final double SEGMENT = 4;
    /** What a change of the picture's size, which starts a new run of segments, may move the clock by. */
    private static final double SMALL_JUMP = 0.25;

    private static final String SOUND_SENT = """
            async () => {
              const reports = await window.stagedoor.broadcast.peer.getStats();
              const sound = [...reports.values()].find((it) => it.type === 'outbound-rtp' && it.kind === 'audio');
              return sound.packetsSent * 0.02;
            }
            """;
    private static final String ON_AIR = "() => window.stagedoor?.broadcast?.phase === 'on-air'";

    private static Chromium chromium;
    private static ServerProcess server;
    private static RecordingsOnDisk recordings;
    private String id;

    /** One house for all tests, in an order in which the one that moves the clock is the last. */
    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        server = ServerProcess.start("recording-files", Map.of("STAGEDOOR_POPULAR_SEATS", "2"));
        recordings = RecordingsOnDisk.of(server);
    }

    @AfterAll
    static void stop() {
        server.close();
        chromium.close();
    }

    @BeforeEach
    void planTheClass() {
        id = Api.coach(server).createClass("Slow flow", 0).path("id").asText();
        Api.member(server, "ana").post("/api/streams/" + id + "/enroll").expect(201);
    }

    private Page goLive(Visitor coach, String codec) {
        People.enterStudio(coach);
        Page page = coach.open("/instructor/streams/" + id + "/broadcast?codec=" + codec);
        People.press(page, "Use camera and microphone");
        page.locator("[data-go-live]:not([disabled])").click();
        page.waitForFunction(ON_AIR);
        return page;
    }

    private void end() {
        Api.coach(server).post("/api/instructor/streams/" + id + "/end").expect(200);
    }

    private JsonNode awaitTicket() {
        return Await.until(
                        "the replay is there",
                        Visitor.PATIENCE,
                        () -> Api.member(server, "ana").post("/api/streams/" + id + "/watch"),
                        answer -> answer.status() == 200)
                .json();
    }

    private Api.Answer playlist(JsonNode ticket, String token) {
        return Api.anonymous(server)
                .with("Authorization", "Bearer " + token)
                .get(URI.create(ticket.path("hlsUrl").asText()).getPath());
    }

    private static double seconds(Page page, String question) {
        return ((Number) page.evaluate(question)).doubleValue();
    }

    private Map<String, Ffprobe.Track> awaitTracks() {
        JsonNode ticket = awaitTicket();
        return Ffprobe.tracks(
                ticket.path("hlsUrl").asText(), ticket.path("token").asText());
    }

    @ParameterizedTest
    @Order(1)
    @ValueSource(strings = {"H264", "VP8"})
    void what_is_sent_is_in_the_replay_in_whole_and_in_encodings_that_browsers_play(String codec) {
        double sent;
        Instant asked;
        try (Visitor coach = chromium.visitor("files-" + codec, server)) {
            Page page = goLive(coach, codec);
            recordings.awaitSeconds(SEGMENT);
            asked = Instant.now();
            sent = seconds(page, SOUND_SENT);
            end();
        }
        double sentSince = Duration.between(asked, Instant.now()).toMillis() / 1000.0;
        Map<String, Ffprobe.Track> tracks = awaitTracks();

        assertThat(tracks).containsOnlyKeys("h264", "opus");
        Ffprobe.Track picture = tracks.get("h264");
        Ffprobe.Track sound = tracks.get("opus");
        assertThat(sound.seconds()).as("seconds of sound").isBetween(sent - 0.5, sent + sentSince + 0.5);
        assertThat(picture.seconds()).as("seconds of pictures").isCloseTo(sound.seconds(), within(0.5));
        assertThat(sound.worstJump()).as("jump of the sound").isLessThan(SMALL_JUMP);
        assertThat(picture.worstJump()).as("jump of the pictures").isLessThan(SMALL_JUMP);
    }

    @Test
    @Order(3)
    void without_a_seat_no_door_opens_and_after_seven_days_none_does_and_nothing_is_left() {
        try (Visitor coach = chromium.visitor("doors-coach", server)) {
            goLive(coach, "H264");
            recordings.awaitSeconds(1);
            end();
        }
        JsonNode ticket = awaitTicket();
        String token = ticket.path("token").asText();
        playlist(ticket, token).expectStatus(200);
        Api ben = Api.member(server, "ben");
        ben.post("/api/streams/" + id + "/watch").expectStatus(403);
        ben.get("/api/instructor/streams/" + id + "/recording.mp4").expectStatus(403);
        ben.get(URI.create(ticket.path("hlsUrl").asText()).getPath()).expectStatus(401);

        server.close();
        server.startAgain(Map.of("STAGEDOOR_CLOCK_OFFSET", "P8D"));
        assertThat(playlist(ticket, token).status()).isIn(401, 403, 404);
        try (Visitor ana = chromium.visitor("doors-ana", server)) {
            Page page = ana.open("/login");
            People.signIn(page, "ana");
            page.waitForURL("**/streams");
            ana.open("/streams/" + id + "/watch");
            assertThat(page.locator("main").innerText())
                    .contains("The time to watch it again is over too.")
                    .doesNotContain("before the start");
            ana.screenshot("over");
        }
        Api.anonymous(server)
                .with("Authorization", "Bearer cron-secret-of-the-tests")
                .get("/api/cron/cleanup-recordings")
                .expect(200);
        Await.until("the files are gone", Visitor.PATIENCE, () -> !recordings.anythingLeft());
    }

    @Test
    @Order(2)
    void a_class_whose_server_is_killed_twice_goes_on_and_all_that_was_written_is_in_the_replay() {
        double written = 0;
        try (Visitor coach = chromium.visitor("killed-twice", server)) {
            goLive(coach, "H264");
            for (int kill = 0; kill < 2; kill++) {
                recordings.awaitSeconds(written + 1);
                server.kill();
                written = recordings.secondsWritten();
                server.startAgain();
            }
            recordings.awaitSeconds(written + 1);
            end();
        }

        assertThat(awaitTracks().get("h264").seconds())
                .as("seconds of pictures, of which %s were written before the last kill", written)
                .isGreaterThan(written + 1 - SMALL_JUMP);
        try (Visitor ana = chromium.visitor("killed-twice-ana", server)) {
            Page page = ana.open("/login");
            People.signIn(page, "ana");
            page.waitForURL("**/streams");
            ana.open("/streams/" + id + "/watch");
            page.waitForFunction("() => window.stagedoor?.replay?.state === 'ready'");
            page.evaluate(
                    "(to) => { const video = window.stagedoor.replay.video; video.muted = true;"
                            + " video.currentTime = to; return video.play(); }",
                    written);
            page.waitForFunction("(from) => window.stagedoor.replay.video.currentTime > from + 0.5", written);
        }
    }
}
