package dev.stagedoor.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.server.config.ServerConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {

    private static ServerConfig demo(Path directory) {
        return ServerConfig.builder()
                .port(0)
                .mediaPort(0)
                .demo(true)
                .dataDirectory(directory)
                .build();
    }

    @Test
    void people_seats_balances_and_sign_ins_outlive_a_restart(@TempDir Path directory) {
        String token;
        String stream;
        try (StagedoorServer server = StagedoorServer.start(demo(directory))) {
            Client ana = new Client(server.url()).signIn("ana@example.com", "ana-demo");
            stream = new Client(server.url())
                    .get("/api/streams?q=Morning")
                    .json()
                    .path("streams")
                    .get(0)
                    .path("id")
                    .asText();
            ana.post("/api/streams/" + stream + "/enroll").expect(201);
            token = ana.get("/api/me").header("X-CSRF-Token");
            assertThat(token).isEmpty();
        }
        try (StagedoorServer server = StagedoorServer.start(demo(directory))) {
            Client ana = new Client(server.url()).signIn("ana@example.com", "ana-demo");
            assertThat(ana.get("/api/tokens/balance").json().path("balance").asLong())
                    .isEqualTo(80);
            ana.post("/api/streams/" + stream + "/enroll").expect(200);
            assertThat(ana.get("/api/streams?limit=100&q=Morning").json().path("streams"))
                    .hasSize(1);
        }
    }

    @Test
    void a_live_class_goes_on_after_a_restart_with_the_same_key_and_watchers_may_join_again(@TempDir Path directory) {
        String id;
        JsonNode before;
        try (StagedoorServer server = StagedoorServer.start(demo(directory))) {
            id = new Client(server.url())
                    .get("/api/streams?q=Morning")
                    .json()
                    .path("streams")
                    .get(0)
                    .path("id")
                    .asText();
            Client coach = coach(server);
            coach.post("/api/instructor/streams/" + id + "/start").expect(200);
            before = coach.get("/api/instructor/streams/" + id).json().path("broadcast");
            new Client(server.url())
                    .signIn("ana@example.com", "ana-demo")
                    .post("/api/streams/" + id + "/enroll")
                    .expect(201);
        }
        try (StagedoorServer server = StagedoorServer.start(demo(directory))) {
            JsonNode after = coach(server).get("/api/instructor/streams/" + id).json();
            assertThat(after.path("status").asText()).isEqualTo("live");
            assertThat(after.path("broadcast").path("bearer")).isEqualTo(before.path("bearer"));
            new Client(server.url())
                    .signIn("ana@example.com", "ana-demo")
                    .post("/api/streams/" + id + "/watch")
                    .expect(200);
            coach(server).post("/api/instructor/streams/" + id + "/end").expect(200);
        }
        try (StagedoorServer server = StagedoorServer.start(demo(directory))) {
            assertThat(coach(server)
                            .get("/api/instructor/streams/" + id)
                            .json()
                            .path("broadcast")
                            .isMissingNode())
                    .isTrue();
        }
    }

    private static Client coach(StagedoorServer server) {
        return new Client(server.url())
                .signIn("coach@example.com", "coach-demo")
                .with("X-Instructor-Token", "instructor-demo");
    }

    @Test
    void two_servers_run_side_by_side_in_one_process(@TempDir Path one, @TempDir Path two) {
        try (StagedoorServer first = StagedoorServer.start(demo(one));
                StagedoorServer second = StagedoorServer.start(demo(two))) {
            assertThat(first.port()).isNotEqualTo(second.port());
            new Client(first.url()).get("/api/streams").expect(200);
            new Client(second.url()).get("/api/streams").expect(200);
        }
    }
}
