package dev.stagedoor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.server.Client;
import dev.stagedoor.server.TestServer;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ForgeryTest {

    private static final Map<String, Object> ONE_TOKEN = Map.of("amount", 1);

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static Browser browser;

    @BeforeAll
    static void signIn() {
        browser = new Browser(SERVER.anonymous()).signIn("ana@example.com", "ana-demo");
    }

    @Test
    void a_cookie_alone_changes_nothing() {
        long before = balance();
        browser.cookieOnly().post("/api/tokens/deduct", ONE_TOKEN).expect(403, "csrf_failed");
        browser.cookieOnly()
                .with("X-CSRF-Token", "x".repeat(43))
                .post("/api/tokens/deduct", ONE_TOKEN)
                .expect(403, "csrf_failed");
        assertThat(balance()).isEqualTo(before);
    }

    @Test
    void the_page_that_has_the_token_of_the_session_may_act() {
        long before = balance();
        browser.client().post("/api/tokens/deduct", ONE_TOKEN).expect(200);
        assertThat(balance()).isEqualTo(before - 1);
    }

    @Test
    void the_token_of_another_session_does_not_fit() {
        Browser other = new Browser(SERVER.anonymous()).signIn("ana@example.com", "ana-demo");
        browser.cookieOnly()
                .with("X-CSRF-Token", other.csrfToken())
                .post("/api/tokens/deduct", ONE_TOKEN)
                .expect(403, "csrf_failed");
    }

    @Test
    void another_site_changes_nothing_even_with_the_right_token() {
        browser.client()
                .with("Origin", "https://evil.example")
                .post("/api/tokens/deduct", ONE_TOKEN)
                .expect(403, "csrf_failed");
        browser.client()
                .with("Origin", "null")
                .post("/api/tokens/deduct", ONE_TOKEN)
                .expect(403, "csrf_failed");
        browser.client()
                .with("Sec-Fetch-Site", "cross-site")
                .post("/api/tokens/deduct", ONE_TOKEN)
                .expect(403, "csrf_failed");
    }

    @Test
    void our_own_pages_may_act() {
        browser.client()
                .with("Origin", "http://localhost:" + SERVER.port())
                .post("/api/tokens/deduct", ONE_TOKEN)
                .expect(200);
    }

    @Test
    void another_site_cannot_sign_a_person_in() {
        SERVER.anonymous()
                .with("Origin", "https://evil.example")
                .post("/api/auth/login", Map.of("email", "ana@example.com", "password", "ana-demo"))
                .expect(403, "csrf_failed");
    }

    @Test
    void a_form_that_pretends_to_be_json_is_refused() {
        Client form = SERVER.anonymous();
        form.send("POST", "/api/auth/login", "{\"email\":\"a\"}", "text/plain").expect(403, "csrf_failed");
        form.send("POST", "/api/auth/login", "email=a", "application/x-www-form-urlencoded")
                .expect(403, "csrf_failed");
    }

    private static long balance() {
        return browser.client()
                .get("/api/tokens/balance")
                .json()
                .path("balance")
                .asLong();
    }
}
