package dev.stagedoor.server.api;

import dev.stagedoor.server.Client;
import dev.stagedoor.server.Client.Answer;
import dev.stagedoor.server.TestServer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes classes for tests. */
final class Classes {

    private final TestServer server;
    private final Client coach;

    Classes(TestServer server) {
        this.server = server;
        this.coach = server.coach();
    }

    Client coach() {
        return coach;
    }

    Map<String, Object> plan(String title, long price) {
        Map<String, Object> plan = new LinkedHashMap<>();
        plan.put("title", title);
        plan.put("description", "A class for a test.");
        plan.put("scheduledStart", server.now().plus(Duration.ofHours(2)).toString());
        plan.put("zone", "Europe/Berlin");
        plan.put("durationMinutes", 60);
        plan.put("priceInTokens", price);
        return plan;
    }

    String create(String title, long price) {
        return id(
                coach.post("/api/instructor/streams/create", plan(title, price)).expect(201));
    }

    String createWithSeats(String title, long price, int capacity) {
        Map<String, Object> plan = plan(title, price);
        plan.put("capacity", capacity);
        return id(coach.post("/api/instructor/streams/create", plan).expect(201));
    }

    String live(String title, long price) {
        String id = create(title, price);
        coach.post("/api/instructor/streams/" + id + "/start").expect(200);
        return id;
    }

    static String id(Answer answer) {
        return answer.json().path("id").asText();
    }
}
