package dev.stagedoor.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.server.config.CannotStartException;
import dev.stagedoor.server.config.ServerConfig;
import dev.stagedoor.server.http.Listening;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The server as an operator runs it: no demo, reached by https through a proxy. */
class ServiceModeTest {

    private static final String ACCESS_TOKEN = "a-long-instructor-token";

    @RegisterExtension
    static final TestServer SERVER = new TestServer(builder -> builder.demo(false)
            .variable("STAGEDOOR_BIND_ADDRESS", "127.0.0.1")
            .variable("STAGEDOOR_PUBLIC_URL", "https://classes.example.com")
            .variable("STAGEDOOR_INSTRUCTORS", "mara@example.com, zoe@example.com")
            .variable("STAGEDOOR_BUY_TOKENS_URL", "https://shop.example.com/tokens?from=classes")
            .variable("INSTRUCTOR_ACCESS_TOKEN", ACCESS_TOKEN));

    private static Client here() {
        return new Client(java.net.URI.create("http://localhost:" + SERVER.port()));
    }

    @Test
    void there_is_nobody_and_nothing_to_begin_with_and_no_gift() {
        assertThat(here().get("/api/streams").expect(200).json().path("streams"))
                .isEmpty();
        here().post("/api/auth/login", Map.of("email", "ana@example.com", "password", "ana-demo"))
                .expect(401, "invalid_credentials");
        Client member = here().signUp("first@example.com", "a good password");
        assertThat(member.get("/api/tokens/balance").json().path("balance").asLong())
                .isZero();
    }

    @Test
    void cookies_travel_by_https_only_and_browsers_are_told_to_stay_there() {
        Client.Answer answer = here().post(
                        "/api/auth/signup",
                        Map.of("email", "cookie@example.com", "password", "a good password", "displayName", "C"))
                .expect(201);
        assertThat(answer.headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("stagedoor_session=") && cookie.contains("Secure"));
        assertThat(answer.header("Strict-Transport-Security")).contains("max-age");
    }

    @Test
    void an_address_named_by_the_operator_becomes_an_instructor_and_still_needs_the_token() {
        Client mara = here().signUp("Mara@example.com", "a good password");
        mara.get("/api/instructor/streams").expect(403, "forbidden");
        mara.with("X-Instructor-Token", "instructor-demo")
                .get("/api/instructor/streams")
                .expect(403, "forbidden");
        mara.with("X-Instructor-Token", ACCESS_TOKEN)
                .get("/api/instructor/streams")
                .expect(200);
        Client member = here().signUp("other@example.com", "a good password");
        member.with("X-Instructor-Token", ACCESS_TOKEN)
                .get("/api/instructor/streams")
                .expect(403, "forbidden");
    }

    @Test
    void an_instructor_who_guesses_the_access_token_is_stopped() {
        Client zoe = here().signUp("zoe@example.com", "a good password");
        for (int i = 0; i < 10; i++) {
            zoe.with("X-Instructor-Token", "guess-number-" + i)
                    .get("/api/instructor/streams")
                    .expect(403, "forbidden");
        }
        zoe.with("X-Instructor-Token", ACCESS_TOKEN)
                .get("/api/instructor/streams")
                .expect(429, "rate_limited");
        zoe.get("/api/me").expect(200);
    }

    @Test
    void people_without_tokens_are_led_to_the_shop_that_the_operator_named() {
        Client.Answer answer = here().post(
                        "/api/auth/signup",
                        Map.of("email", "shopper@example.com", "password", "a good password", "displayName", "S"))
                .expect(201);
        String cookie = answer.headers().allValues("Set-Cookie").stream()
                .filter(value -> value.startsWith("stagedoor_session="))
                .map(value -> value.substring(0, value.indexOf(';')))
                .findFirst()
                .orElseThrow();
        assertThat(here().with("Accept", "text/html")
                        .with("Cookie", cookie)
                        .plain("GET", "/me")
                        .expect(200)
                        .text())
                .contains("href=\"https://shop.example.com/tokens?from=classes\"");
    }

    @Test
    void only_our_own_origin_may_act() {
        Map<String, String> ana = Map.of("email", "ana@example.com", "password", "whatever it is");
        here().with("Origin", "https://classes.example.com")
                .post("/api/auth/login", ana)
                .expect(401, "invalid_credentials");
        here().with("Origin", "https://classes.example.com.evil.example")
                .post("/api/auth/login", ana)
                .expect(403, "csrf_failed");
    }

    @Test
    void what_cannot_be_used_at_start_is_named_and_the_port_is_free_again(@TempDir Path directory) throws IOException {
        ServerConfig away = TestServer.demoInMemory()
                .variable("STAGEDOOR_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/x?user=u&password=hidden")
                .build();
        assertThatThrownBy(() -> StagedoorServer.start(away))
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining("STAGEDOOR_DATABASE_URL")
                .hasMessageNotContaining("hidden");
        Path file = Files.createFile(directory.resolve("file"));
        ServerConfig noDirectory =
                TestServer.demoInMemory().dataDirectory(file.resolve("data")).build();
        assertThatThrownBy(() -> StagedoorServer.start(noDirectory))
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining("STAGEDOOR_DATA_DIR");
        ServerConfig nowhere = ServerConfig.builder()
                .port(0)
                .mediaPort(0)
                .variable("STAGEDOOR_BIND_ADDRESS", "no.such.host.invalid")
                .build();
        assertThatThrownBy(() -> StagedoorServer.start(nowhere))
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining("STAGEDOOR_BIND_ADDRESS");
    }

    @Test
    void the_data_directory_is_its_owners_alone(@TempDir Path parent) throws IOException {
        Path directory = parent.resolve("data");
        ServerConfig config = TestServer.demoInMemory().dataDirectory(directory).build();
        StagedoorServer.start(config).close();
        assertThat(Files.getPosixFilePermissions(directory)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void a_port_in_use_is_named() {
        ServerConfig config = TestServer.demoInMemory().port(SERVER.port()).build();
        assertThatThrownBy(() -> StagedoorServer.start(config))
                .isInstanceOf(Listening.PortTakenException.class)
                .hasMessageContaining("STAGEDOOR_PORT " + SERVER.port());
    }
}
