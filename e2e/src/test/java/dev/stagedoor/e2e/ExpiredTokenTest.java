package dev.stagedoor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.e2e.harness.Api;
import dev.stagedoor.e2e.harness.Chromium;
import dev.stagedoor.e2e.harness.RawClient;
import dev.stagedoor.e2e.harness.ServerProcess;
import dev.stagedoor.e2e.harness.Visitor;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("browser")
class ExpiredTokenTest {

    @Test
    void a_watch_token_is_worth_nothing_after_its_time() {
        try (ServerProcess server = ServerProcess.start("expired-token");
                Chromium chromium = Chromium.start();
                Visitor visitor = chromium.visitor("expired", server)) {
            Api coach = Api.coach(server);
            JsonNode created = coach.createClass("Yesterday's class", 1);
            String id = created.path("id").asText();
            coach.post("/api/instructor/streams/" + id + "/start").expect(200);
            visitor.open("/streams");
            RawClient.publish(
                    visitor,
                    created.path("broadcast").path("whipUrl").asText(),
                    created.path("broadcast").path("bearer").asText(),
                    "VP8");
            Api ana = Api.member(server, "ana");
            ana.post("/api/streams/" + id + "/enroll").expect(201);
            JsonNode ticket = ana.post("/api/streams/" + id + "/watch").expect(200);
            String whepUrl = ticket.path("whepUrl").asText();
            String token = ticket.path("token").asText();
            assertThat(RawClient.tryToPlay(visitor, whepUrl, token)).isEqualTo(201);

            server.close();
            server.startAgain(Map.of("STAGEDOOR_CLOCK_OFFSET", "P2D"));

            visitor.open("/streams");
            assertThat(RawClient.tryToPlay(visitor, whepUrl, token)).isEqualTo(401);
        }
    }
}
