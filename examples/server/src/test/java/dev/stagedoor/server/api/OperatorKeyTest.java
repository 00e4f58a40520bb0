package dev.stagedoor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.server.Client;
import dev.stagedoor.server.TestServer;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Guesses of the operator secret on the routes that take it as a bearer token. */
class OperatorKeyTest {

    private static final String SECRET = "a-long-operator-secret";
    private static final int GUESSES = 10;

    @RegisterExtension
    static final TestServer GUESSED = new TestServer(builder -> builder.variable("CRON_SECRET", SECRET));

    /** Reached through a proxy, so that each caller has an address of its own. */
    @RegisterExtension
    static final TestServer BEHIND_PROXY = new TestServer(builder -> builder.demo(false)
            .variable("STAGEDOOR_BIND_ADDRESS", "127.0.0.1")
            .variable("STAGEDOOR_PUBLIC_URL", "https://classes.example.com")
            .variable("INSTRUCTOR_ACCESS_TOKEN", "a-long-instructor-token")
            .variable("CRON_SECRET", SECRET));

    @RegisterExtension
    static final TestServer USED = new TestServer(builder -> builder.variable("CRON_SECRET", SECRET));

    private static Client with(TestServer server, String secret) {
        return new Client(URI.create("http://localhost:" + server.port())).with("Authorization", "Bearer " + secret);
    }

    @Test
    void after_ten_wrong_ones_even_the_right_one_waits_on_every_route() {
        String[] routes = {"/api/cron/reconcile-enrollments", "/api/operator/payments"};
        for (int i = 0; i < GUESSES; i++) {
            with(GUESSED, "guess-" + i).get(routes[i % routes.length]).expect(401, "unauthenticated");
        }
        for (String secret : new String[] {"another-guess", SECRET}) {
            Client.Answer late =
                    with(GUESSED, secret).get("/api/operator/payments").expect(429, "rate_limited");
            assertThat(Long.parseLong(late.header("Retry-After"))).isBetween(1L, 61L);
        }
        with(GUESSED, SECRET).get("/api/operator/payments/decisions").expect(429, "rate_limited");
        with(GUESSED, SECRET)
                .post(
                        "/api/operator/payments/00000000-0000-7000-8000-000000000001",
                        Map.of("decision", "not_moved", "decidedBy", "me"))
                .expect(429, "rate_limited");
    }

    @Test
    void guesses_from_one_address_do_not_lock_another_out() {
        for (int i = 0; i <= GUESSES; i++) {
            with(BEHIND_PROXY, "guess-" + i)
                    .with("X-Forwarded-For", "203.0.113.7")
                    .get("/api/operator/payments");
        }
        with(BEHIND_PROXY, SECRET)
                .with("X-Forwarded-For", "203.0.113.7")
                .get("/api/operator/payments")
                .expect(429, "rate_limited");
        with(BEHIND_PROXY, SECRET)
                .with("X-Forwarded-For", "203.0.113.8")
                .get("/api/operator/payments")
                .expect(200);
    }

    @Test
    void the_right_one_and_none_at_all_are_no_guesses() {
        for (int i = 0; i < 2 * GUESSES; i++) {
            with(USED, SECRET).get("/api/cron/reconcile-enrollments").expect(200);
            USED.anonymous().get("/api/cron/reconcile-enrollments").expect(401, "unauthenticated");
        }
        with(USED, SECRET).get("/api/operator/payments").expect(200);
    }
}
