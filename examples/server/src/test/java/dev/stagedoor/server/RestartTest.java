package dev.stagedoor.server;

import static org.assertj.core.api.Assertions.assertThat;

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
    void two_servers_run_side_by_side_in_one_process(@TempDir Path one, @TempDir Path two) {
        try (StagedoorServer first = StagedoorServer.start(demo(one));
                StagedoorServer second = StagedoorServer.start(demo(two))) {
            assertThat(first.port()).isNotEqualTo(second.port());
            new Client(first.url()).get("/api/streams").expect(200);
            new Client(second.url()).get("/api/streams").expect(200);
        }
    }
}
