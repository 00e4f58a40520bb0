package dev.stagedoor.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HeadersTest {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @Test
    void every_answer_keeps_the_browser_from_what_no_page_needs() {
        for (String path : List.of("/streams", "/api/streams", "/nothing", "/assets/nothing.css")) {
            Client.Answer answer = SERVER.anonymous().plain("GET", path);
            assertThat(answer.header("Content-Security-Policy"))
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe-inline");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Referrer-Policy")).isNotBlank();
            assertThat(answer.header("Permissions-Policy")).contains("camera=(self)", "microphone=(self)");
            assertThat(answer.header("X-Request-Id")).matches("[0-9a-f]{16}");
            assertThat(answer.headers().map()).doesNotContainKey("server");
        }
    }

    @Test
    void programs_get_a_problem_and_people_get_a_page() {
        SERVER.anonymous().get("/api/nothing").expect(404, "not_found");
        SERVER.anonymous().plain("POST", "/healthz").expect(405, "method_not_allowed");
        Client.Answer page = SERVER.anonymous()
                .with("Accept", "text/html")
                .plain("GET", "/nothing")
                .expect(404);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.text()).contains("<h1");
    }

    @Test
    void head_is_answered_like_get_without_a_body() {
        String unknown = "/api/streams/00000000-0000-0000-0000-000000000000";
        for (String path : List.of(
                "/streams",
                "/api/streams",
                "/assets/css/app.css",
                "/assets/nothing.css",
                unknown,
                unknown + "/events")) {
            Client.Answer get = SERVER.anonymous().plain("GET", path);
            Client.Answer head = SERVER.anonymous().plain("HEAD", path);
            assertThat(head.status()).as(path).isEqualTo(get.status());
            assertThat(head.text()).isEmpty();
        }
        SERVER.anonymous().plain("HEAD", "/api/me/enrollments").expect(401);
    }

    @Test
    void what_listens_for_events_is_not_opened_by_head() {
        String stream = SERVER.anonymous()
                .get("/api/streams")
                .json()
                .path("streams")
                .get(0)
                .path("id")
                .asText();
        SERVER.anonymous().plain("HEAD", "/api/streams/" + stream + "/events").expect(200);
    }

    @Test
    void pages_and_assets_travel_compressed_and_media_and_events_do_not() {
        Client asking = SERVER.anonymous().with("Accept-Encoding", "gzip");
        String base = SERVER.server().assets().base();
        for (String path : List.of("/streams", base + "/css/app.css", base + "/js/watch.js")) {
            Client.Answer answer = asking.plain("GET", path).expect(200);
            assertThat(answer.header("Content-Encoding")).as(path).isEqualTo("gzip");
            assertThat(answer.headers().allValues("Vary")).as(path).anyMatch(vary -> vary.contains("Accept-Encoding"));
        }
        assertThat(SERVER.anonymous().plain("GET", "/streams").header("Content-Encoding"))
                .isEmpty();
        assertThat(asking.plain("OPTIONS", "/whip/x").header("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void uploads_are_refused_before_they_are_read() {
        SERVER.anonymous()
                .send("POST", "/login", "--x--", "multipart/form-data; boundary=x")
                .expect(415, "unsupported_media_type");
    }

    @Test
    void a_method_somebody_made_up_makes_no_series_of_its_own() {
        SERVER.anonymous().plain("BREW", "/streams");
        assertThat(SERVER.anonymous().plain("GET", "/metrics").text())
                .contains("stagedoor_http_requests_seconds_count", "stagedoor_database_connections_active")
                .doesNotContain("BREW");
    }

    @Test
    void the_root_leads_to_the_classes() {
        Client.Answer answer = SERVER.anonymous().plain("GET", "/").expect(302);
        assertThat(answer.header("Location")).endsWith("/streams");
    }

    @Test
    void assets_are_kept_for_ever_under_their_version_and_asked_again_without() {
        String base = SERVER.server().assets().base();
        Client.Answer pinned =
                SERVER.anonymous().plain("GET", base + "/css/app.css").expect(200);
        assertThat(pinned.header("Cache-Control")).contains("immutable");
        assertThat(pinned.header("Content-Type")).startsWith("text/css");
        Client.Answer loose =
                SERVER.anonymous().plain("GET", "/assets/css/app.css").expect(200);
        assertThat(loose.header("Cache-Control")).isEqualTo("no-cache");
        SERVER.anonymous()
                .with("If-None-Match", loose.header("ETag"))
                .plain("GET", "/assets/css/app.css")
                .expect(304);
    }

    @Test
    void nothing_outside_the_assets_is_served_as_an_asset() {
        for (String path : List.of(
                "/assets/../openapi.json",
                "/assets/%2e%2e/openapi.json",
                "/assets/..%2fopenapi.json",
                "/assets//etc/passwd",
                "/assets/css/..%5c..%5capp.css")) {
            assertThat(SERVER.anonymous().plain("GET", path).status()).as(path).isBetween(400, 404);
        }
    }

    @Test
    void the_operator_sees_health_readiness_and_figures() {
        assertThat(SERVER.anonymous()
                        .get("/healthz")
                        .expect(200)
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("up");
        var ready = SERVER.ready().expect(200).json();
        assertThat(ready.path("checks").path("database").asText()).isEqualTo("up");
        assertThat(ready.path("checks").path("media").asText()).isEqualTo("up");
        SERVER.anonymous().get("/api/streams").expect(200);
        String figures = SERVER.anonymous().get("/metrics").expect(200).text();
        assertThat(figures)
                .contains("stagedoor_http_requests_seconds_count")
                .contains("route=\"/api/streams\"")
                .contains("jvm_memory_used_bytes")
                .contains("stagedoor_media_viewer_sessions");
        SERVER.anonymous()
                .with("X-Forwarded-For", "203.0.113.9")
                .get("/metrics")
                .expect(403, "forbidden");
    }

    @Test
    void a_page_answers_HEAD_without_a_body() {
        Client.Answer answer = SERVER.anonymous().plain("HEAD", "/streams").expect(200);
        assertThat(answer.text()).isEmpty();
    }
}
