package dev.stagedoor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.e2e.harness.Api;
import dev.stagedoor.e2e.harness.Chromium;
import dev.stagedoor.e2e.harness.People;
import dev.stagedoor.e2e.harness.RawClient;
import dev.stagedoor.e2e.harness.ServerProcess;
import dev.stagedoor.e2e.harness.Visitor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nobody without a seat gets media, whichever door they try. */
@Tag("browser")
class DoorsTest {

    private static ServerProcess server;
    private static Chromium chromium;
    private static Visitor publisher;
    private static Visitor stranger;
    private static String id;
    private static String whepUrl;
    private static String anasToken;

    @BeforeAll
    static void start() {
        server = ServerProcess.start("doors");
        chromium = Chromium.start();
        publisher = chromium.visitor("doors-publisher", server);
        publisher.open("/streams");
        stranger = chromium.visitor("doors-stranger", server);
        stranger.open("/streams");
        JsonNode created = onAir("The guarded class");
        id = created.path("id").asText();
        Api ana = Api.member(server, "ana");
        ana.post("/api/streams/" + id + "/enroll").expect(201);
        JsonNode ticket = ana.post("/api/streams/" + id + "/watch").expect(200);
        whepUrl = ticket.path("whepUrl").asText();
        anasToken = ticket.path("token").asText();
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

    @Test
    void the_holder_of_a_seat_gets_in() {
        try (Visitor ana = chromium.visitor("doors-ana", server)) {
            ana.open("/streams");

            assertThat(RawClient.tryToPlay(ana, whepUrl, anasToken)).isEqualTo(201);
            ana.awaitMoreFrames(10);
        }
    }

    @Test
    void an_anonymous_person_is_led_to_the_sign_in_by_the_watch_page() {
        try (Visitor nobody = chromium.visitor("doors-nobody", server)) {
            nobody.open("/streams/" + id + "/watch");

            assertThat(nobody.page().url()).contains("/login");
            assertThat(nobody.received().frames()).isZero();
        }
    }

    @Test
    void a_signed_in_person_without_a_seat_gets_no_picture_from_the_watch_page() {
        try (Visitor ben = chromium.visitor("doors-ben", server)) {
            ben.open("/login?next=/streams/" + id);
            People.signIn(ben.page(), "ben");
            ben.page().waitForURL("**/streams/" + id + "*");

            ben.open("/streams/" + id + "/watch");

            ben.page().locator("[data-state=denied], [data-step]").first().waitFor();
            assertThat(ben.received().frames()).isZero();
            ben.screenshot("no-seat");
        }
    }

    @Test
    void the_api_gives_no_ticket_to_who_has_no_seat() {
        assertThat(Api.anonymous(server).post("/api/streams/" + id + "/watch").status())
                .isEqualTo(401);
        Api.Answer answer = Api.member(server, "ben").post("/api/streams/" + id + "/watch");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().path("reasons").size()).isPositive();
    }

    @Test
    void no_token_opens_nothing() {
        assertThat(RawClient.tryToPlay(stranger, whepUrl, "")).isEqualTo(401);
    }

    @Test
    void a_forged_token_opens_nothing() {
        assertThat(RawClient.tryToPlay(stranger, whepUrl, "forged")).isEqualTo(401);
        assertThat(RawClient.tryToPlay(stranger, whepUrl, withOneCharacterChanged(anasToken)))
                .isEqualTo(401);
    }

    @Test
    void a_token_of_another_class_opens_nothing() {
        String other = onAir("Another class").path("id").asText();

        int status = RawClient.tryToPlay(stranger, whepUrl.replace(id, other), anasToken);

        assertThat(status).isIn(401, 403);
    }

    @Test
    void a_broadcast_key_does_not_open_the_viewers_door_nor_a_token_the_instructors() {
        JsonNode created = Api.coach(server).createClass("Keys", 1);
        JsonNode broadcast = created.path("broadcast");
        String otherWhep = whepUrl.replace(id, created.path("id").asText());

        assertThat(RawClient.tryToPlay(
                        stranger, otherWhep, broadcast.path("bearer").asText()))
                .isIn(401, 403);
        assertThat(RawClient.tryToPlay(stranger, broadcast.path("whipUrl").asText(), anasToken))
                .isIn(401, 403);
    }

    @Test
    void a_member_cannot_move_somebody_elses_class() {
        Api ben = Api.member(server, "ben");

        assertThat(ben.post("/api/instructor/streams/" + id + "/end").status()).isIn(401, 403);
        assertThat(ben.with("X-Instructor-Token", "instructor-demo")
                        .post("/api/instructor/streams/" + id + "/end")
                        .status())
                .isIn(401, 403);
        assertThat(Api.anonymous(server)
                        .get("/api/streams/" + id)
                        .expect(200)
                        .path("status")
                        .asText())
                .isEqualTo("live");
    }

    private static JsonNode onAir(String title) {
        Api coach = Api.coach(server);
        JsonNode created = coach.createClass(title, 1);
        JsonNode broadcast = created.path("broadcast");
        coach.post("/api/instructor/streams/" + created.path("id").asText() + "/start")
                .expect(200);
        RawClient.publish(
                publisher,
                broadcast.path("whipUrl").asText(),
                broadcast.path("bearer").asText(),
                "VP8");
        return created;
    }

    private static String withOneCharacterChanged(String token) {
        int middle = token.length() / 2;
        char other = token.charAt(middle) == 'A' ? 'B' : 'A';
        return token.substring(0, middle) + other + token.substring(middle + 1);
    }
}
