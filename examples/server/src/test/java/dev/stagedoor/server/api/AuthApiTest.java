package dev.stagedoor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.server.Client;
import dev.stagedoor.server.Client.Answer;
import dev.stagedoor.server.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AuthApiTest {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static Map<String, String> account(String email) {
        return Map.of("email", email, "password", "a good password", "displayName", "Somebody");
    }

    private static String freshEmail() {
        return "person-" + UUID.randomUUID() + "@example.com";
    }

    @Test
    void signing_up_signs_in_and_gives_the_tokens_of_the_demo() {
        Answer answer = SERVER.anonymous()
                .post("/api/auth/signup", account(freshEmail()))
                .expect(201);
        JsonNode body = answer.json();
        Client member = SERVER.anonymous()
                .with("Authorization", "Bearer " + body.path("accessToken").asText());
        assertThat(body.path("displayName").asText()).isEqualTo("Somebody");
        assertThat(Instant.parse(body.path("expiresAt").asText())).isAfter(SERVER.now());
        assertThat(member.get("/api/me").expect(200).json().path("userId")).isEqualTo(body.path("userId"));
        assertThat(member.get("/api/tokens/balance")
                        .expect(200)
                        .json()
                        .path("balance")
                        .asLong())
                .isEqualTo(50);
    }

    @Test
    void every_wrong_field_of_a_sign_up_is_named_at_once() {
        Answer answer = SERVER.anonymous()
                .post("/api/auth/signup", Map.of("email", "nobody", "password", "short", "displayName", "  "))
                .expect(422, "validation_failed");
        assertThat(answer.json().path("errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder("email", "password", "displayName");
        assertThat(answer.json().path("errors").findValuesAsText("message")).allMatch(text -> text.endsWith("."));
    }

    @Test
    void a_body_that_is_not_an_object_or_not_json_is_refused() {
        SERVER.anonymous().send("POST", "/api/auth/login", "[]").expect(400, "malformed_request");
        SERVER.anonymous().send("POST", "/api/auth/login", "{\"email\":").expect(400, "malformed_request");
        SERVER.anonymous()
                .send("POST", "/api/auth/login", "{\"email\":1,\"password\":null}")
                .expect(422, "validation_failed");
        SERVER.anonymous()
                .send("POST", "/api/auth/login", "<a/>", "application/xml")
                .expect(415, "unsupported_media_type");
        SERVER.anonymous()
                .send("POST", "/api/auth/login", "{\"email\":\"" + "x".repeat(300_000) + "\"}")
                .expect(413, "too_large");
    }

    @Test
    void an_address_has_one_account_whatever_the_case_of_its_letters() {
        String email = freshEmail();
        SERVER.anonymous().post("/api/auth/signup", account(email)).expect(201);
        SERVER.anonymous()
                .post("/api/auth/signup", account(email.toUpperCase(java.util.Locale.ROOT)))
                .expect(409, "email_taken");
    }

    @Test
    void a_retried_sign_up_finds_the_account_it_made() {
        String email = freshEmail();
        Client retrying = SERVER.anonymous().with("Idempotency-Key", "sign-up-1");
        Answer first = retrying.post("/api/auth/signup", account(email)).expect(201);
        Answer second = retrying.post("/api/auth/signup", account(email)).expect(201);
        assertThat(second.json().path("userId")).isEqualTo(first.json().path("userId"));
        Client member = SERVER.anonymous()
                .with(
                        "Authorization",
                        "Bearer " + second.json().path("accessToken").asText());
        assertThat(member.get("/api/tokens/balance").json().path("balance").asLong())
                .isEqualTo(50);
    }

    @Test
    void a_wrong_password_and_an_unknown_address_get_the_same_answer() {
        Answer wrong = SERVER.anonymous()
                .post("/api/auth/login", Map.of("email", "ana@example.com", "password", "wrong password"))
                .expect(401, "invalid_credentials");
        Answer unknown = SERVER.anonymous()
                .post("/api/auth/login", Map.of("email", "nobody@example.com", "password", "wrong password"))
                .expect(401, "invalid_credentials");
        assertThat(wrong.json().path("detail")).isEqualTo(unknown.json().path("detail"));
    }

    @Test
    void guessing_a_password_is_stopped_and_does_not_stop_other_accounts() {
        String email = freshEmail();
        SERVER.anonymous().signUp(email, "a good password");
        Map<String, String> guess = Map.of("email", email, "password", "a bad password");
        for (int i = 0; i < 10; i++) {
            SERVER.anonymous().post("/api/auth/login", guess).expect(401, "invalid_credentials");
        }
        Answer stopped = SERVER.anonymous().post("/api/auth/login", guess).expect(429, "rate_limited");
        assertThat(Integer.parseInt(stopped.header("Retry-After"))).isBetween(1, 600);
        SERVER.as("ben").get("/api/me").expect(200);
    }

    @Test
    void the_session_cookie_is_out_of_reach_of_scripts_and_of_other_sites() {
        Answer answer = SERVER.anonymous()
                .post("/api/auth/login", Map.of("email", "ana@example.com", "password", "ana-demo"))
                .expect(200);
        String cookie = answer.headers().allValues("Set-Cookie").stream()
                .filter(value -> value.startsWith("stagedoor_session="))
                .findFirst()
                .orElseThrow();
        assertThat(cookie)
                .contains("HttpOnly")
                .contains("SameSite=Lax")
                .contains("Path=/")
                .doesNotContain("Secure");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void signing_in_again_ends_the_session_that_the_browser_had() {
        Browser browser = new Browser(SERVER.anonymous());
        browser.signIn("ana@example.com", "ana-demo");
        String before = browser.session();
        browser.signIn("ana@example.com", "ana-demo");
        assertThat(browser.session()).isNotEqualTo(before);
        SERVER.anonymous()
                .with("Cookie", "stagedoor_session=" + before)
                .get("/api/me")
                .expect(401, "unauthenticated");
    }

    @Test
    void signing_out_ends_session_and_access_token() {
        Client ana = SERVER.as("ana");
        ana.post("/api/auth/logout").expect(204);
        ana.get("/api/me").expect(401, "unauthenticated");
        Browser browser = new Browser(SERVER.anonymous());
        browser.signIn("ana@example.com", "ana-demo");
        browser.client().post("/api/auth/logout").expect(204);
        browser.client().get("/api/me").expect(401, "unauthenticated");
    }

    @Test
    void an_access_token_ends_by_itself() {
        Client ana = SERVER.as("ana");
        ana.get("/api/me").expect(200);
        SERVER.advance(Duration.ofHours(25));
        ana.get("/api/me").expect(401, "unauthenticated");
    }

    @Test
    void a_forged_token_and_a_cookie_used_as_token_open_nothing() {
        Browser browser = new Browser(SERVER.anonymous());
        browser.signIn("ana@example.com", "ana-demo");
        SERVER.anonymous().with("Authorization", "Bearer x").get("/api/me").expect(401, "unauthenticated");
        SERVER.anonymous()
                .with("Authorization", "Bearer " + browser.session())
                .get("/api/me")
                .expect(401, "unauthenticated");
    }

    @Test
    void roles_are_told() {
        assertThat(SERVER.as("coach").get("/api/me").json().path("roles").toString())
                .contains("instructor")
                .contains("member");
        assertThat(SERVER.as("ana").get("/api/me").json().path("roles").toString())
                .doesNotContain("instructor");
    }
}
