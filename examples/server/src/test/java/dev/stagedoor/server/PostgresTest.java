package dev.stagedoor.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.server.config.ServerConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What only a real database server shows. */
class PostgresTest {

    private final RealPostgres database = new RealPostgres();

    private StagedoorServer start() {
        ServerConfig config = TestServer.demoInMemory()
                .variable("STAGEDOOR_DATABASE_URL", database.url())
                .build();
        return StagedoorServer.start(config);
    }

    @Test
    void seats_and_balances_outlive_a_restart() {
        String path;
        try (StagedoorServer server = start()) {
            path = "/api/streams/" + morningClass(server) + "/enroll";
            ana(server).post(path).expect(201);
        }
        try (StagedoorServer server = start()) {
            ana(server).post(path).expect(200);
            assertThat(ana(server)
                            .get("/api/tokens/balance")
                            .json()
                            .path("balance")
                            .asLong())
                    .isEqualTo(80);
        }
    }

    @Test
    void no_text_that_the_database_cannot_hold_is_a_fault() {
        try (StagedoorServer server = start()) {
            Client anybody = new Client(server.url());
            List<String> odd = List.of(
                    "/api/streams?q=%00",
                    "/streams?q=%00",
                    "/api/streams?q=%ED%A0%80",
                    "/api/streams?status=scheduled&cursor=0_" + Long.MIN_VALUE
                            + "_00000000-0000-0000-0000-000000000000",
                    "/api/streams?status=scheduled&cursor=0_" + Long.MAX_VALUE
                            + "_00000000-0000-0000-0000-000000000000",
                    "/streams?status=ended&cursor=0_-9000000000000000_00000000-0000-0000-0000-000000000000");
            for (String path : odd) {
                assertThat(anybody.plain("GET", path).status()).as(path).isEqualTo(200);
            }
            anybody.post(
                            "/api/auth/signup",
                            Map.of(
                                    "email", "half@example.com",
                                    "password", "a good password",
                                    "displayName", "Half \ud800 a letter"))
                    .expect(201);
        }
    }

    @Test
    void while_the_database_is_away_people_are_told_to_wait_and_all_is_well_when_it_is_back() {
        try (StagedoorServer server = start()) {
            Client anybody = new Client(server.url());
            database.goAway();
            anybody.get("/healthz").expect(200);
            anybody.get("/readyz").expect(503);
            Client.Answer answer = anybody.get("/api/streams").expect(503, "unavailable");
            assertThat(answer.header("Retry-After")).isEqualTo("5");
            database.comeBack();
            findOutBrokenConnections(anybody);
            anybody.get("/api/streams").expect(200);
            assertThat(anybody.get("/readyz")
                            .json()
                            .path("checks")
                            .path("database")
                            .asText())
                    .isEqualTo("up");
        }
    }

    /** The pool may have used a few connections in the moment before: each is found out by whoever gets it next. */
    private static void findOutBrokenConnections(Client anybody) {
        int most = 10;
        while (most-- > 0 && anybody.get("/api/streams").status() == 503) {
            assertThat(anybody.get("/healthz").status()).isEqualTo(200);
        }
    }

    private static Client ana(StagedoorServer server) {
        return new Client(server.url()).signIn("ana@example.com", "ana-demo");
    }

    private static String morningClass(StagedoorServer server) {
        return new Client(server.url())
                .get("/api/streams?q=Morning")
                .json()
                .path("streams")
                .get(0)
                .path("id")
                .asText();
    }
}
