package dev.stagedoor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.server.Client;
import dev.stagedoor.server.Client.Answer;
import dev.stagedoor.server.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InstructorApiTest {

    private static final String STREAMS = "/api/instructor/streams";

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static Classes classes;

    @BeforeAll
    static void prepare() {
        classes = new Classes(SERVER);
    }

    private static Client coach() {
        return classes.coach();
    }

    @Test
    void the_area_needs_the_role_and_the_access_token() {
        Map<String, Object> plan = classes.plan("Not theirs", 0);
        SERVER.anonymous().post(STREAMS + "/create", plan).expect(401, "unauthenticated");
        SERVER.anonymous()
                .with("X-Instructor-Token", "instructor-demo")
                .post(STREAMS + "/create", plan)
                .expect(401, "unauthenticated");
        SERVER.as("coach").post(STREAMS + "/create", plan).expect(403, "forbidden");
        SERVER.as("coach")
                .with("X-Instructor-Token", "wrong")
                .post(STREAMS + "/create", plan)
                .expect(403, "forbidden");
        SERVER.as("ana")
                .with("X-Instructor-Token", "instructor-demo")
                .post(STREAMS + "/create", plan)
                .expect(403, "forbidden");
    }

    @Test
    void every_route_of_the_area_asks_for_both() {
        String id = classes.create("Guarded", 0);
        for (Client stranger :
                List.of(SERVER.as("coach"), SERVER.as("ana").with("X-Instructor-Token", "instructor-demo"))) {
            stranger.get(STREAMS).expect(403, "forbidden");
            stranger.get(STREAMS + "/" + id).expect(403, "forbidden");
            stranger.patch(STREAMS + "/" + id, Map.of("title", "x")).expect(403, "forbidden");
            stranger.delete(STREAMS + "/" + id).expect(403, "forbidden");
            for (String move : List.of("start", "end", "cancel", "duplicate")) {
                stranger.post(STREAMS + "/" + id + "/" + move).expect(403, "forbidden");
            }
        }
        assertThat(SERVER.anonymous()
                        .get("/api/streams/" + id)
                        .json()
                        .path("title")
                        .asText())
                .isEqualTo("Guarded");
    }

    @Test
    void a_new_class_tells_where_to_publish() {
        Answer answer =
                coach().post(STREAMS + "/create", classes.plan("Planned", 20)).expect(201);
        JsonNode stream = answer.json();
        assertThat(answer.header("Location")).isEqualTo(STREAMS + "/" + Classes.id(answer));
        assertThat(stream.path("status").asText()).isEqualTo("scheduled");
        assertThat(stream.path("broadcast").path("whipUrl").asText()).endsWith("/whip/" + Classes.id(answer));
        assertThat(stream.path("broadcast").path("bearer").asText()).hasSizeGreaterThan(20);
        assertThat(coach().get(answer.header("Location")).expect(200).json().path("broadcast"))
                .isEqualTo(stream.path("broadcast"));
    }

    @Test
    void every_wrong_field_of_a_plan_is_named_and_nothing_is_created() {
        Answer answer = coach().post(
                        STREAMS + "/create",
                        Map.of(
                                "title", "",
                                "scheduledStart", "tomorrow",
                                "zone", "Mars/Olympus",
                                "durationMinutes", 0,
                                "priceInTokens", -5,
                                "capacity", "many"))
                .expect(422, "validation_failed");
        assertThat(answer.json().path("errors").findValuesAsText("field"))
                .contains("scheduledStart", "zone", "durationMinutes", "priceInTokens", "capacity");
        coach().post(STREAMS + "/create", Map.of()).expect(422, "validation_failed");
        Map<String, Object> past = classes.plan("Past", 0);
        past.put("scheduledStart", SERVER.now().minus(Duration.ofDays(1)).toString());
        coach().post(STREAMS + "/create", past).expect(422, "validation_failed");
        Map<String, Object> nameless = classes.plan("  ", 0);
        assertThat(coach().post(STREAMS + "/create", nameless)
                        .expect(422, "validation_failed")
                        .json()
                        .path("errors")
                        .findValuesAsText("field"))
                .contains("title");
    }

    @Test
    void a_retried_creation_makes_one_class() {
        Client retrying = coach().with("Idempotency-Key", "create-1");
        String first = Classes.id(
                retrying.post(STREAMS + "/create", classes.plan("Once", 0)).expect(201));
        String second = Classes.id(
                retrying.post(STREAMS + "/create", classes.plan("Once", 0)).expect(201));
        assertThat(second).isEqualTo(first);
    }

    @Test
    void an_edit_changes_what_it_names_and_nothing_else() {
        String id = classes.createWithSeats("Before", 10, 5);
        JsonNode edited = coach().patch(STREAMS + "/" + id, Map.of("title", "After", "durationMinutes", 30))
                .expect(200)
                .json();
        assertThat(edited.path("title").asText()).isEqualTo("After");
        assertThat(edited.path("durationMinutes").asInt()).isEqualTo(30);
        assertThat(edited.path("priceInTokens").asInt()).isEqualTo(10);
        assertThat(edited.path("capacity").asInt()).isEqualTo(5);
        assertThat(coach().send("PATCH", STREAMS + "/" + id, "{\"capacity\":null}")
                        .expect(200)
                        .json()
                        .path("capacity")
                        .isNull())
                .isTrue();
        coach().patch(STREAMS + "/" + id, Map.of("durationMinutes", 100_000)).expect(422, "validation_failed");
        coach().patch(STREAMS + "/" + UUID.randomUUID(), Map.of("title", "x")).expect(404, "stream_not_found");
    }

    @Test
    void illegal_moves_are_refused_and_change_nothing() {
        String id = classes.create("Moves", 0);
        coach().post(STREAMS + "/" + id + "/end").expect(409, "illegal_move");
        assertThat(status(id)).isEqualTo("scheduled");
        coach().post(STREAMS + "/" + id + "/start").expect(200);
        coach().post(STREAMS + "/" + id + "/start").expect(409, "illegal_move");
        coach().delete(STREAMS + "/" + id).expect(409, "illegal_move");
        assertThat(status(id)).isEqualTo("live");
        JsonNode ended = coach().post(STREAMS + "/" + id + "/end").expect(200).json();
        assertThat(ended.path("recordingExpiresAt").asText())
                .isEqualTo(SERVER.now().plus(Duration.ofDays(7)).toString());
        for (String move : List.of("start", "end", "cancel")) {
            coach().post(STREAMS + "/" + id + "/" + move).expect(409, "illegal_move");
        }
        coach().patch(STREAMS + "/" + id, Map.of("priceInTokens", 1)).expect(409, "illegal_move");
        assertThat(status(id)).isEqualTo("ended");
    }

    @Test
    void cancelling_gives_everybody_their_tokens_back() {
        String id = classes.create("Called off", 20);
        Client member = SERVER.newMember();
        member.post("/api/streams/" + id + "/enroll").expect(201);
        coach().post(STREAMS + "/" + id + "/cancel").expect(200);
        assertThat(member.get("/api/tokens/balance").json().path("balance").asLong())
                .isEqualTo(50);
        assertThat(member.get("/api/me/enrollments")
                        .json()
                        .path("enrollments")
                        .get(0)
                        .path("state")
                        .asText())
                .isEqualTo("refunded");
    }

    @Test
    void a_class_people_paid_for_is_deleted_only_with_their_refund() {
        String id = classes.create("Deleted", 20);
        Client member = SERVER.newMember();
        member.post("/api/streams/" + id + "/enroll").expect(201);
        Answer refused = coach().delete(STREAMS + "/" + id).expect(409, "has_paid_enrollments");
        assertThat(refused.json().path("count").asInt()).isEqualTo(1);
        assertThat(status(id)).isEqualTo("scheduled");
        coach().delete(STREAMS + "/" + id + "?refund=true").expect(204);
        coach().get(STREAMS + "/" + id).expect(404, "stream_not_found");
        assertThat(member.get("/api/tokens/balance").json().path("balance").asLong())
                .isEqualTo(50);
        member.get("/api/me/enrollments").expect(200);
    }

    @Test
    void a_copy_is_a_new_class_without_the_people() {
        String id = classes.createWithSeats("Copied", 10, 5);
        SERVER.newMember().post("/api/streams/" + id + "/enroll").expect(201);
        Client retrying = coach().with("Idempotency-Key", "copy-1");
        JsonNode copy =
                retrying.post(STREAMS + "/" + id + "/duplicate").expect(201).json();
        assertThat(copy.path("id").asText()).isNotEqualTo(id);
        assertThat(copy.path("title").asText()).isEqualTo("Copied");
        assertThat(copy.path("seatsLeft").asInt()).isEqualTo(5);
        assertThat(retrying.post(STREAMS + "/" + id + "/duplicate")
                        .expect(201)
                        .json()
                        .path("id"))
                .isEqualTo(copy.path("id"));
        coach().post(STREAMS + "/" + UUID.randomUUID() + "/duplicate").expect(404, "stream_not_found");
    }

    @Test
    void the_own_list_has_figures_and_can_be_filtered_sorted_and_searched() {
        String id = classes.create("Figures", 20);
        SERVER.newMember().post("/api/streams/" + id + "/enroll").expect(201);
        SERVER.newMember().post("/api/streams/" + id + "/enroll").expect(201);
        JsonNode found = coach().get(STREAMS + "?q=figures&status=scheduled&sort=latest_start_first")
                .expect(200)
                .json()
                .path("streams");
        assertThat(found).hasSize(1);
        assertThat(found.get(0).path("stats").path("enrollments").asLong()).isEqualTo(2);
        assertThat(found.get(0).path("stats").path("revenueTokens").asLong()).isEqualTo(40);
        coach().get(STREAMS + "?sort=loudest").expect(422, "validation_failed");
        coach().get(STREAMS + "?status=loud").expect(422, "validation_failed");
    }

    private static String status(String id) {
        return SERVER.anonymous()
                .get("/api/streams/" + id)
                .json()
                .path("status")
                .asText();
    }
}
