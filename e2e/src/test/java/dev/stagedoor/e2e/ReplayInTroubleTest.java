package dev.stagedoor.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.stagedoor.e2e.harness.Api;
import dev.stagedoor.e2e.harness.Chromium;
import dev.stagedoor.e2e.harness.People;
import dev.stagedoor.e2e.harness.RecordingsOnDisk;
import dev.stagedoor.e2e.harness.ServerProcess;
import dev.stagedoor.e2e.harness.Visitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A replay on a train: what a member sees, and keeps, when the connection, the token or the time runs out. */
@Tag("browser")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplayInTroubleTest {

    private static final double SECONDS = 12;
    /** What is held back begins behind this, and within a segment's 4 s. */
    private static final double HERE = 4;

    private static final String PLAYER = "**/hls/**";
    private static final Predicate<String> LATER_SEGMENTS = ReplayInTroubleTest::isLater;
    private static final String STATE = "(state) => window.stagedoor?.replay?.state === state";
    private static final String PAST = "(place) => window.stagedoor.replay.video.currentTime > place";
    private static final String POSITION = "() => window.stagedoor.replay.video.currentTime";

    private static Chromium chromium;
    private static ServerProcess server;
    private static String watch;
    private static String firstLater;
    private Visitor ana;
    private Page page;

    /** One recording for all tests, in an order in which the clock moves on only. */
    @BeforeAll
    static void giveTheClass() {
        chromium = Chromium.start();
        server = ServerProcess.start("replay-trouble");
        RecordingsOnDisk recordings = RecordingsOnDisk.of(server);
        String id = Api.coach(server).createClass("On the train", 0).path("id").asText();
        Api.member(server, "ana").post("/api/streams/" + id + "/enroll").expect(201);
        try (Visitor coach = chromium.visitor("trouble-coach", server)) {
            People.enterStudio(coach);
            People.goLive(coach, id);
            recordings.awaitSeconds(SECONDS);
            firstLater = recordings.segmentBehind(HERE);
            Api.coach(server).post("/api/instructor/streams/" + id + "/end").expect(200);
        }
        watch = "/streams/" + id + "/watch";
    }

    @AfterAll
    static void stop() {
        server.close();
        chromium.close();
    }

    @BeforeEach
    void signIn() {
        ana = chromium.visitor("trouble-ana", server);
        page = ana.open("/login");
        People.signIn(page, "ana");
        page.waitForURL("**/streams");
    }

    @AfterEach
    void leave() {
        ana.close();
    }

    private static boolean isLater(String url) {
        return url.endsWith(".m4s") && url.substring(url.lastIndexOf('/') + 1).compareTo(firstLater) >= 0;
    }

    private double position() {
        return ((Number) page.evaluate(POSITION)).doubleValue();
    }

    private List<Route> holdBack(Predicate<String> files) {
        List<Route> held = new ArrayList<>();
        page.route(files, held::add);
        return held;
    }

    private void letGo(Predicate<String> files, List<Route> held) {
        page.unroute(files);
        held.forEach(Route::resume);
    }

    private void restart(String offset) {
        server.close();
        server.startAgain(Map.of("STAGEDOOR_CLOCK_OFFSET", offset));
    }

    private String heading() {
        return page.locator("[data-curtain-heading]").innerText();
    }

    @Test
    @Order(1)
    void a_connection_lost_before_anything_came_mends_by_itself() {
        page.route(PLAYER, Route::abort);
        ana.open(watch);
        page.waitForFunction(STATE, "lost");
        assertThat(heading()).isEqualTo("The connection is lost");
        ana.screenshot("lost");

        page.unroute(PLAYER);

        page.waitForFunction(STATE, "ready");
    }

    @Test
    @Order(1)
    void a_browser_without_media_source_extensions_plays_by_itself() {
        page.addInitScript("delete window.MediaSource; delete window.ManagedMediaSource;");
        ana.open(watch);
        page.waitForFunction(STATE, "ready");
        assertThat(page.evaluate("() => window.stagedoor.replay.engine")).isEqualTo("native");

        page.locator("[data-big-play]").click();

        page.waitForFunction(PAST, 1);
    }

    @Test
    @Order(2)
    void what_is_here_plays_on_while_the_connection_is_lost() {
        page.route(LATER_SEGMENTS, Route::abort);
        ana.open(watch);
        page.waitForFunction(STATE, "ready");

        page.locator("[data-big-play]").click();

        page.waitForFunction(PAST, 2);
    }

    @Test
    @Order(3)
    void who_has_paused_keeps_the_place_until_the_connection_is_back_and_goes_on() {
        page.route(LATER_SEGMENTS, Route::abort);
        ana.open(watch);
        page.waitForFunction(STATE, "ready");
        page.keyboard().press("8");
        page.waitForFunction(STATE, "lost");
        double place = position();
        assertThat(place).isGreaterThan(8);

        page.unroute(LATER_SEGMENTS);

        page.waitForFunction(STATE, "ready");
        assertThat(position()).isCloseTo(place, within(0.5));
        page.keyboard().press("k");
        page.waitForFunction(PAST, place + 0.5);
    }

    @Test
    @Order(4)
    void a_token_that_ran_out_is_replaced_without_a_word() {
        List<Route> held = holdBack(LATER_SEGMENTS);
        ana.open(watch);
        page.waitForFunction(STATE, "ready");

        restart("PT7H");
        letGo(LATER_SEGMENTS, held);

        page.locator("[data-big-play]").click();
        page.waitForFunction(PAST, 9);
    }

    @Test
    @Order(5)
    void a_replay_that_ends_while_it_is_open_says_so() {
        List<Route> held = holdBack(LATER_SEGMENTS);
        ana.open(watch);
        page.waitForFunction(STATE, "ready");

        restart("P8D");
        letGo(LATER_SEGMENTS, held);

        page.waitForFunction(STATE, "expired");
        assertThat(heading()).isEqualTo("The replay is over");
        ana.screenshot("over");
    }
}
