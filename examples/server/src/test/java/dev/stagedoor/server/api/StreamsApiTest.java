package dev.stagedoor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.server.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StreamsApiTest {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static Classes classes;

    @BeforeAll
    static void prepare() {
        classes = new Classes(SERVER);
    }

    @Test
    void anybody_may_browse_and_sees_live_before_upcoming_before_past() {
        classes.live("On air", 0);
        JsonNode streams = SERVER.anonymous()
                .get("/api/streams?limit=100")
                .expect(200)
                .json()
                .path("streams");
        List<String> order = new ArrayList<>();
        streams.forEach(stream -> order.add(stream.path("status").asText()));
        assertThat(order).contains("live", "scheduled", "ended");
        assertThat(order.lastIndexOf("live")).isLessThan(order.indexOf("scheduled"));
        assertThat(order.lastIndexOf("scheduled")).isLessThan(order.indexOf("ended"));
        assertThat(streams.get(0).path("instructor").path("displayName").asText())
                .isNotBlank();
    }

    @Test
    void filter_and_search_narrow_the_list() {
        classes.create("Pilates by the sea", 5);
        JsonNode found = SERVER.anonymous()
                .get("/api/streams?status=scheduled&q=pilates%20by")
                .json()
                .path("streams");
        assertThat(found.findValuesAsText("title")).containsExactly("Pilates by the sea");
        assertThat(SERVER.anonymous()
                        .get("/api/streams?status=ended&q=pilates")
                        .json()
                        .path("streams"))
                .isEmpty();
        SERVER.anonymous().get("/api/streams?status=loud").expect(422, "validation_failed");
        SERVER.anonymous().get("/api/streams?limit=0").expect(422, "validation_failed");
    }

    @Test
    void pages_follow_each_other_without_gap_or_repetition() {
        for (int i = 0; i < 5; i++) {
            classes.create("Paging " + i, 0);
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = SERVER.anonymous()
                    .get("/api/streams?status=scheduled&q=paging&limit=2"
                            + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .expect(200)
                    .json();
            page.path("streams").forEach(stream -> seen.add(stream.path("id").asText()));
            cursor = page.path("nextCursor").isNull()
                    ? ""
                    : page.path("nextCursor").asText();
        } while (!cursor.isEmpty());
        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
        SERVER.anonymous().get("/api/streams?cursor=%00nonsense").expect(200);
    }

    @Test
    void a_signed_in_person_sees_enrollment_and_access_and_nobody_else_does() {
        String id = classes.create("For somebody", 5);
        JsonNode anonymous =
                SERVER.anonymous().get("/api/streams/" + id).expect(200).json();
        assertThat(anonymous.has("enrollment")).isFalse();
        assertThat(anonymous.has("access")).isFalse();
        assertThat(anonymous.has("broadcast")).isFalse();
        var member = SERVER.newMember();
        JsonNode before = member.get("/api/streams/" + id).expect(200).json();
        assertThat(before.has("enrollment")).isFalse();
        assertThat(before.path("access").path("verdict").asText()).isEqualTo("denied");
        member.post("/api/streams/" + id + "/enroll").expect(201);
        JsonNode after = member.get("/api/streams/" + id).expect(200).json();
        assertThat(after.path("enrollment").path("state").asText()).isEqualTo("active");
        assertThat(after.path("access").path("verdict").asText()).isEqualTo("wait");
    }

    @Test
    void the_gate_explains_itself() {
        String id = classes.live("Explained", 5);
        var member = SERVER.newMember();
        JsonNode denied =
                member.get("/api/streams/" + id + "/access").expect(200).json();
        assertThat(denied.path("verdict").asText()).isEqualTo("denied");
        assertThat(denied.path("reasons").findValuesAsText("code")).contains("not_enrolled");
        member.post("/api/streams/" + id + "/enroll").expect(201);
        JsonNode open = member.get("/api/streams/" + id + "/access").expect(200).json();
        assertThat(open.path("verdict").asText()).isEqualTo("watch_live");
        assertThat(classes.coach()
                        .get("/api/streams/" + id + "/access")
                        .json()
                        .path("verdict")
                        .asText())
                .isEqualTo("watch_live");
        SERVER.anonymous().get("/api/streams/" + id + "/access").expect(401, "unauthenticated");
    }

    @Test
    void an_unknown_class_is_not_found_by_any_path() {
        for (String id : List.of(UUID.randomUUID().toString(), "1", "x'--", "%2e%2e")) {
            SERVER.anonymous().get("/api/streams/" + id).expect(404, "stream_not_found");
            SERVER.anonymous().get("/api/streams/" + id + "/events").expect(404, "stream_not_found");
            SERVER.as("ana").get("/api/streams/" + id + "/access").expect(404, "stream_not_found");
            SERVER.as("ana").post("/api/streams/" + id + "/enroll").expect(404, "stream_not_found");
            SERVER.as("ana").delete("/api/streams/" + id + "/enroll").expect(404, "stream_not_found");
            SERVER.as("ana").post("/api/streams/" + id + "/watch").expect(404, "stream_not_found");
        }
    }
}
