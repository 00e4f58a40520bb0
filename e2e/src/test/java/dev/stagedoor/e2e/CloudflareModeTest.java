package dev.stagedoor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.stagedoor.e2e.harness.Api;
import dev.stagedoor.e2e.harness.Await;
import dev.stagedoor.e2e.harness.Chromium;
import dev.stagedoor.e2e.harness.People;
import dev.stagedoor.e2e.harness.Ports;
import dev.stagedoor.e2e.harness.RecordingsOnDisk;
import dev.stagedoor.e2e.harness.ServerProcess;
import dev.stagedoor.e2e.harness.Visitor;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The main job, its replay, and what becomes of it, with Cloudflare as provider: the local one, which keeps no recording of a WHIP broadcast either. */
@Tag("browser")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CloudflareModeTest {

    private static final String VIDEOS = "/client/v4/accounts/0123456789abcdef0123456789abcdef/stream";
    private static final String READY = "() => window.stagedoor?.replay?.state === 'ready'";
    private static final Pattern LATER_SEGMENTS = Pattern.compile(".*/segment[1-9][0-9]*\\.m4s");
    private static final Duration UPLOADED_WITHIN = Visitor.PATIENCE.multipliedBy(4);

    private static Chromium chromium;
    private static ServerProcess server;
    private static RecordingsOnDisk recordings;
    private static URI cloudflare;
    private static String popular;
    private static String forgotten;

    /** One house for all tests, in the order of its life; the last ones move the clock. */
    @BeforeAll
    static void start() {
        int port = Ports.free();
        cloudflare = URI.create("http://localhost:" + port);
        server = ServerProcess.start(
                "cloudflare-mode",
                Map.of(
                        "STAGEDOOR_EMULATE_CLOUDFLARE", "true",
                        "STAGEDOOR_EMULATOR_PORT", Integer.toString(port),
                        "STAGEDOOR_POPULAR_SEATS", "2"));
        recordings = RecordingsOnDisk.of(server);
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
        if (server != null) {
            server.close();
            assertThat(server.faults()).isEmpty();
        }
    }

    private static JsonNode videos() {
        return Api.anonymous(cloudflare)
                .with("Authorization", "Bearer emulator-token")
                .get(VIDEOS)
                .expect(200)
                .path("result");
    }

    private static String createClass(String title) {
        return Api.coach(server).createClass(title, 0).path("id").asText();
    }

    private static void enroll(Api who, String id) {
        who.post("/api/streams/" + id + "/enroll").expect(201);
    }

    private static void end(String id) {
        Api.coach(server).post("/api/instructor/streams/" + id + "/end").expect(200);
    }

    private static void signIn(Visitor visitor, String name) {
        Page page = visitor.open("/login");
        People.signIn(page, name);
        page.waitForURL("**/streams");
    }

    private static JsonNode ticket(String id) {
        return Api.member(server, "ana").post("/api/streams/" + id + "/watch").expect(200);
    }

    /** The copy here goes only when the one there is whole and ready. */
    private static void awaitUploaded(String id) {
        Await.until(
                "the recording is at Cloudflare, and nothing of it here",
                UPLOADED_WITHIN,
                () -> !recordings.anythingLeft());
        assertThat(ticket(id).path("hlsUrl").asText()).startsWith(cloudflare.toString());
    }

    private static void sweep(String name) {
        Api.anonymous(server)
                .with("Authorization", "Bearer cron-secret-of-the-tests")
                .get("/api/cron/" + name)
                .expect(200);
    }

    private static JsonNode stream(String id) {
        return Api.anonymous(server).get("/api/streams/" + id).expect(200);
    }

    @Test
    @Order(1)
    void a_class_is_broadcast_watched_by_those_who_paid_counted_and_can_be_watched_again() {
        popular = createClass("Dawn practice");
        Api ben = Api.member(server, "ben");
        try (Visitor coach = chromium.visitor("cloudflare-coach", server);
                Visitor ana = chromium.visitor("cloudflare-ana", server)) {
            People.enterStudio(coach);
            People.goLive(coach, popular);
            enroll(Api.member(server, "ana"), popular);
            enroll(Api.anonymous(server).signUp("zoe"), popular);
            ben.post("/api/streams/" + popular + "/watch").expectStatus(403);
            signIn(ana, "ana");

            Page page = ana.open("/streams/" + popular + "/watch");
            page.locator("[data-state=live]").waitFor();
            ana.awaitMoreFrames(40);
            assertThat(ticket(popular).path("whepUrl").asText()).startsWith(cloudflare.toString());
            Await.until(
                    "one person is counted",
                    Visitor.PATIENCE,
                    () -> stream(popular).path("viewers").asInt(),
                    viewers -> viewers == 1);
            coach.page()
                    .getByText("Recording", new Page.GetByTextOptions().setExact(true))
                    .first()
                    .waitFor();
            coach.screenshot("1-on-air");
            ana.screenshot("2-watching");
            recordings.awaitSeconds(8);
            assertThat(videos())
                    .as("videos that a WHIP broadcast left at Cloudflare")
                    .isEmpty();
            end(popular);
            page.locator("[data-state=ended]").waitFor();
            Api member = Api.member(server, "ana");
            Await.until(
                    "the replay is there",
                    Visitor.PATIENCE,
                    () -> member.post("/api/streams/" + popular + "/watch").status() == 200);

            ana.open("/streams/" + popular + "/watch");
            page.waitForFunction(READY);
            awaitUploaded(popular);
            ana.open("/streams/" + popular + "/watch");
            page.waitForFunction(READY);
            page.locator("[data-big-play]").click();
            page.waitForFunction("() => window.stagedoor.replay.video.currentTime > 1");
            ana.screenshot("3-replay");
            assertThat(videos()).hasSize(1);
            assertThat(ana.complaints()).isEmpty();
        }
    }

    @Test
    @Order(2)
    void a_class_that_few_came_to_is_there_too() {
        forgotten = createClass("Quiet hour");
        enroll(Api.member(server, "ana"), forgotten);
        try (Visitor coach = chromium.visitor("cloudflare-quiet", server)) {
            People.enterStudio(coach);
            People.goLive(coach, forgotten);
            recordings.awaitSeconds(3);
            end(forgotten);
        }
        awaitUploaded(forgotten);
        assertThat(videos()).hasSize(2);
    }

    @Test
    @Order(3)
    void a_signature_that_runs_out_while_the_replay_is_open_is_replaced_without_a_word() {
        try (Visitor ana = chromium.visitor("cloudflare-expired", server)) {
            signIn(ana, "ana");
            List<Route> held = new ArrayList<>();
            ana.page().route(LATER_SEGMENTS, held::add);
            Page page = ana.open("/streams/" + popular + "/watch");
            page.waitForFunction(READY);
            server.close();
            server.startAgain(Map.of("STAGEDOOR_CLOCK_OFFSET", "PT7H"));
            page.unroute(LATER_SEGMENTS);
            held.forEach(Route::resume);

            page.locator("[data-big-play]").click();

            page.waitForFunction("() => window.stagedoor.replay.video.currentTime > 5");
        }
    }

    @Test
    @Order(4)
    void the_one_that_few_came_to_is_gone_from_cloudflare_seven_days_later_and_the_popular_one_is_kept() {
        JsonNode ticket = ticket(forgotten);

        server.close();
        server.startAgain(Map.of("STAGEDOOR_CLOCK_OFFSET", "P8D"));
        Api.member(server, "ana").post("/api/streams/" + forgotten + "/watch").expectStatus(403);
        assertThat(Api.anonymous(cloudflare)
                        .get(URI.create(ticket.path("hlsUrl").asText()).getRawPath())
                        .status())
                .as("an old address of the replay")
                .isIn(401, 404);
        sweep("cleanup-recordings");
        Await.until("only the popular one is left", Visitor.PATIENCE, () -> videos().size() == 1);
    }

    @Test
    @Order(5)
    void two_months_later_the_popular_one_is_a_workout_that_is_still_played_from_cloudflare() {
        server.close();
        server.startAgain(Map.of("STAGEDOOR_CLOCK_OFFSET", "P3M"));
        sweep("migrate-streams-to-workouts");
        String workout = Await.until(
                        "the class is a workout",
                        Visitor.PATIENCE,
                        () -> stream(popular).path("migratedToWorkoutId"),
                        id -> id.isTextual())
                .asText();
        try (Visitor ana = chromium.visitor("cloudflare-workout", server)) {
            signIn(ana, "ana");
            Page page = ana.open("/workouts/" + workout);
            page.waitForFunction(READY);
            page.locator("[data-big-play]").click();
            page.waitForFunction("() => window.stagedoor.replay.video.currentTime > 1");
            assertThat(ana.complaints()).isEmpty();
        }
        assertThat(videos()).hasSize(1);
    }
}
