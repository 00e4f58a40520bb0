package dev.stagedoor.server.api;

import dev.stagedoor.server.Client;
import dev.stagedoor.server.Client.Answer;
import java.util.Map;

/** Holds the session cookie and the CSRF token as a browser's page does. */
final class Browser {

    private final Client base;
    private String session = "";
    private String csrfToken = "";

    Browser(Client base) {
        this.base = base;
    }

    Browser signIn(String email, String password) {
        Client client = session.isEmpty() ? base : client();
        Answer answer = client.post("/api/auth/login", Map.of("email", email, "password", password))
                .expect(200);
        session = answer.headers().allValues("Set-Cookie").stream()
                .filter(value -> value.startsWith("stagedoor_session="))
                .map(value -> value.substring("stagedoor_session=".length(), value.indexOf(';')))
                .findFirst()
                .orElseThrow();
        csrfToken = answer.header("X-CSRF-Token");
        return this;
    }

    String session() {
        return session;
    }

    String csrfToken() {
        return csrfToken;
    }

    Client cookieOnly() {
        return base.with("Cookie", "stagedoor_session=" + session);
    }

    Client client() {
        return cookieOnly().with("X-CSRF-Token", csrfToken);
    }
}
