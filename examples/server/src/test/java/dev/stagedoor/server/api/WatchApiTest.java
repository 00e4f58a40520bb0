package dev.stagedoor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.server.Client;
import dev.stagedoor.server.Client.Answer;
import dev.stagedoor.server.TestServer;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WatchApiTest {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static Classes classes;

    @BeforeAll
    static void prepare() {
        classes = new Classes(SERVER);
    }

    @Test
    void a_seat_opens_a_running_class() {
        String id = classes.live("On air", 5);
        Client member = SERVER.newMember();
        member.post("/api/streams/" + id + "/enroll").expect(201);
        JsonNode ticket =
                member.post("/api/streams/" + id + "/watch").expect(200).json();
        assertThat(ticket.path("mode").asText()).isEqualTo("live");
        assertThat(ticket.path("whepUrl").asText()).contains("/whep/" + id);
        assertThat(ticket.path("token").asText()).hasSizeGreaterThan(20);
        assertThat(Instant.parse(ticket.path("expiresAt").asText())).isAfter(SERVER.now());
    }

    @Test
    void nobody_else_gets_a_ticket_and_is_told_why() {
        String id = classes.live("Closed doors", 5);
        SERVER.anonymous().post("/api/streams/" + id + "/watch").expect(401, "unauthenticated");
        Answer refused =
                SERVER.newMember().post("/api/streams/" + id + "/watch").expect(403, "not_enrolled");
        assertThat(refused.json().path("reasons").findValuesAsText("code")).contains("not_enrolled");
        assertThat(refused.json().has("token")).isFalse();
    }

    @Test
    void a_seat_does_not_open_a_class_that_has_not_begun_or_is_over() {
        String id = classes.create("Not yet", 5);
        Client member = SERVER.newMember();
        member.post("/api/streams/" + id + "/enroll").expect(201);
        member.post("/api/streams/" + id + "/watch").expect(403, "stream_not_live");
        classes.coach().post("/api/instructor/streams/" + id + "/start").expect(200);
        member.post("/api/streams/" + id + "/watch").expect(200);
        classes.coach().post("/api/instructor/streams/" + id + "/end").expect(200);
        member.post("/api/streams/" + id + "/watch").expect(403, "stream_not_live");
    }

    @Test
    void a_seat_given_back_closes_the_door() {
        String id = classes.create("Given back", 5);
        Client member = SERVER.newMember();
        member.post("/api/streams/" + id + "/enroll").expect(201);
        member.delete("/api/streams/" + id + "/enroll").expect(200);
        classes.coach().post("/api/instructor/streams/" + id + "/start").expect(200);
        member.post("/api/streams/" + id + "/watch").expect(403, "not_enrolled");
    }

    @Test
    void addresses_of_media_carry_the_name_that_the_browser_came_by() {
        Client coach = new Client(URI.create("http://127.0.0.1:" + SERVER.port()))
                .signIn("coach@example.com", "coach-demo")
                .with("X-Instructor-Token", "instructor-demo");
        String id = classes.live("By number", 0);
        String origin = "http://127.0.0.1:" + SERVER.port();
        assertThat(coach.post("/api/streams/" + id + "/watch")
                        .expect(200)
                        .json()
                        .path("whepUrl")
                        .asText())
                .isEqualTo(origin + "/whep/" + id);
        assertThat(coach.get("/api/instructor/streams/" + id)
                        .json()
                        .path("broadcast")
                        .path("whipUrl")
                        .asText())
                .isEqualTo(origin + "/whip/" + id);
    }
}
