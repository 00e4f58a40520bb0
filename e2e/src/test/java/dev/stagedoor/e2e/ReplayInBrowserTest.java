package dev.stagedoor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import dev.stagedoor.e2e.harness.Api;
import dev.stagedoor.e2e.harness.Await;
import dev.stagedoor.e2e.harness.Chromium;
import dev.stagedoor.e2e.harness.Firefox;
import dev.stagedoor.e2e.harness.People;
import dev.stagedoor.e2e.harness.RecordingsOnDisk;
import dev.stagedoor.e2e.harness.ServerProcess;
import dev.stagedoor.e2e.harness.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From the fake camera to the replay, the end of the replay, and the catalog, as people see it. */
@Tag("browser")
class ReplayInBrowserTest {

    private static final String READY = "() => window.stagedoor?.replay?.state === 'ready'";
    private static final String POSITION = "() => window.stagedoor.replay.video.currentTime";
    private static final String LENGTH = "() => window.stagedoor.replay.video.duration";

    private static Chromium chromium;
    private ServerProcess server;
    private RecordingsOnDisk recordings;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @BeforeEach
    void openTheHouse() {
        server = ServerProcess.start("replay");
        recordings = RecordingsOnDisk.of(server);
    }

    @AfterEach
    void closeTheHouse() {
        server.close();
    }

    /** Free: one that cost tokens and ended so early would be paid back, and its replay closed. */
    private String classWithAna(String title) {
        String id = Api.coach(server).createClass(title, 0).path("id").asText();
        Api.member(server, "ana").post("/api/streams/" + id + "/enroll").expect(201);
        return id;
    }

    private void end(String id) {
        Api.coach(server).post("/api/instructor/streams/" + id + "/end").expect(200);
    }

    private static Page player(Visitor visitor, String path) {
        Page page = visitor.open(path);
        page.waitForFunction(READY);
        return page;
    }

    private static double number(Page page, String question) {
        return ((Number) page.evaluate(question)).doubleValue();
    }

    private static void signIn(Visitor visitor, String name) {
        Page page = visitor.open("/login");
        People.signIn(page, name);
        page.waitForURL("**/streams");
    }

    private static void complainNothing(Page page) {
        assertThat(new AxeBuilder(page).analyze().getViolations())
                .extracting(Rule::getId)
                .isEmpty();
    }

    private JsonNode stream(String id) {
        return Api.anonymous(server).get("/api/streams/" + id).expect(200);
    }

    @Test
    void a_member_watches_the_class_again_seeks_and_comes_back_to_the_same_place() {
        String id = classWithAna("Dawn practice");
        try (Visitor coach = chromium.visitor("replay-coach", server);
                Visitor ana = chromium.visitor("replay-ana", server)) {
            People.enterStudio(coach);
            People.goLive(coach, id);
            recordings.awaitSeconds(12);
            end(id);
            signIn(ana, "ana");

            Page page = player(ana, "/streams/" + id + "/watch");
            assertThat(page.evaluate("() => window.stagedoor.replay.engine")).isEqualTo("hls.js");
            ana.screenshot("1-replay");
            assertThat(page.locator(".below-replay").innerText()).contains("Access ends in 7 days");
            complainNothing(page);
            JsonNode stream = stream(id);
            double wall = Duration.between(
                                    Instant.parse(stream.path("actualStart").asText()),
                                    Instant.parse(stream.path("actualEnd").asText()))
                            .toMillis()
                    / 1000.0;
            assertThat(number(page, LENGTH)).as("of a broadcast of %s s", wall).isBetween(wall - 3, wall + 0.5);

            page.locator("[data-big-play]").click();
            page.waitForFunction("() => window.stagedoor.replay.video.currentTime > 1");
            page.keyboard().press("5");
            page.waitForFunction(
                    "() => Math.abs(window.stagedoor.replay.video.currentTime - window.stagedoor.replay.video.duration / 2) < 2");
            page.waitForFunction("() => window.stagedoor.replay.video.getVideoPlaybackQuality().totalVideoFrames > 10");
            page.keyboard().press("k");
            page.waitForFunction("() => window.stagedoor.replay.video.paused");
            double left = number(page, POSITION);

            page.reload();
            page.waitForFunction(READY);
            page.waitForFunction("() => window.stagedoor.replay.video.currentTime > 5");
            assertThat(number(page, POSITION)).isBetween(left - 2, left + 2);
            page.setViewportSize(390, 844);
            ana.screenshot("2-replay-phone");
            coach.open("/instructor/streams");
            coach.screenshot("3-studio");
            coach.open("/instructor/streams/" + id + "/edit");
            coach.screenshot("4-edit");
            complainNothing(coach.page());
            assertThat(ana.complaints()).isEmpty();
        }
    }

    @Test
    void seven_days_later_it_is_over_and_two_months_later_it_is_a_workout_for_those_who_paid() {
        String id = classWithAna("Evening stretch");
        try (Visitor coach = chromium.visitor("catalog-coach", server)) {
            People.enterStudio(coach);
            People.goLive(coach, id);
            recordings.awaitSeconds(4);
            end(id);
        }
        recordings.awaitStored();

        server.close();
        server.startAgain(Map.of("STAGEDOOR_CLOCK_OFFSET", "P8D"));
        Api operator = Api.anonymous(server).with("Authorization", "Bearer cron-secret-of-the-tests");
        operator.get("/api/cron/cleanup-recordings").expect(200);
        Api.member(server, "ana").post("/api/streams/" + id + "/watch").expectStatus(403);

        server.close();
        server.startAgain(Map.of("STAGEDOOR_CLOCK_OFFSET", "P3M"));
        Await.until(
                "the class is a workout",
                Visitor.PATIENCE,
                () -> Api.anonymous(server)
                        .with("Authorization", "Bearer cron-secret-of-the-tests")
                        .get("/api/cron/migrate-streams-to-workouts")
                        .expect(200),
                round -> !stream(id).path("migratedToWorkoutId").isNull());
        String workout = "/workouts/" + stream(id).path("migratedToWorkoutId").asText();
        try (Visitor ana = chromium.visitor("catalog-ana", server);
                Visitor ben = chromium.visitor("catalog-ben", server)) {
            Page shelf = ana.open("/workouts");
            ana.screenshot("1-workouts");
            complainNothing(shelf);
            assertThat(shelf.locator("main").innerText()).contains("Evening stretch");
            signIn(ana, "ana");
            Page page = player(ana, workout);
            page.locator("[data-big-play]").click();
            page.waitForFunction("() => window.stagedoor.replay.video.currentTime > 1");
            ana.screenshot("2-workout");

            signIn(ben, "ben");
            Page closed = ben.open(workout);
            ben.screenshot("3-closed");
            complainNothing(closed);
            assertThat(closed.locator("main").innerText()).contains("had a seat");
            Api.member(server, "ben").post("/api" + workout + "/watch").expectStatus(403);
        }
    }

    @Test
    void firefox_plays_what_was_sent_as_vp9() {
        String id = classWithAna("Calm hour");
        try (Visitor coach = chromium.visitor("vp9-coach", server);
                Firefox firefox = Firefox.start()) {
            People.enterStudio(coach);
            Page page = coach.open("/instructor/streams/" + id + "/broadcast?codec=VP9");
            People.press(page, "Use camera and microphone");
            page.locator("[data-go-live]:not([disabled])").click();
            recordings.awaitSeconds(4);
            end(id);

            firefox.open(server.address() + "/streams");
            firefox.evaluate("""
                    async () => (await fetch('/api/auth/login', { method: 'POST', headers: { 'Content-Type': 'application/json' },
                      body: JSON.stringify({ email: 'ana@example.com', password: 'ana-demo' }) })).status.toString()
                    """);
            firefox.open(server.address() + "/streams/" + id + "/watch");
            Await.until(
                    "Firefox plays the replay",
                    Visitor.PATIENCE,
                    () -> firefox.evaluate("""
                            async () => {
                              const replay = window.stagedoor?.replay;
                              if (replay?.state !== 'ready') return JSON.stringify(replay?.state ?? 'none');
                              replay.video.muted = true;
                              replay.video.play().catch(() => undefined);
                              return JSON.stringify(replay.video.currentTime > 1 ? 'plays' : 'ready');
                            }
                            """),
                    said -> said.asText().equals("plays"));
            firefox.screenshot("replay-vp9");
        }
    }
}
