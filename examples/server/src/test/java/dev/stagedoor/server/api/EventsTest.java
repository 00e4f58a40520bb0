package dev.stagedoor.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagedoor.server.Client;
import dev.stagedoor.server.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class EventsTest {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static Classes classes;

    @BeforeAll
    static void prepare() {
        classes = new Classes(SERVER);
    }

    @Test
    void a_listener_hears_how_things_are_and_what_changes() throws Exception {
        String id = classes.create("Heard", 5);
        try (Events events = new Events(id, "")) {
            assertThat(events.next("status").path("status").asText()).isEqualTo("scheduled");
            assertThat(events.next("viewers").path("viewers").asInt()).isZero();
            classes.coach().post("/api/instructor/streams/" + id + "/start").expect(200);
            JsonNode live = events.next("status");
            assertThat(live.path("status").asText()).isEqualTo("live");
            assertThat(live.path("broadcast").asText()).isEqualTo("waiting");
            assertThat(live.path("recording").asText()).isEqualTo("off");
            classes.coach().post("/api/instructor/streams/" + id + "/end").expect(200);
            assertThat(events.next("status").path("status").asText()).isEqualTo("ended");
        }
    }

    @Test
    void a_person_hears_of_the_own_seat_and_balance_and_others_do_not() throws Exception {
        String id = classes.create("Private", 5);
        Browser ana = new Browser(SERVER.anonymous()).signIn("ana@example.com", "ana-demo");
        try (Events own = new Events(id, "stagedoor_session=" + ana.session());
                Events other = new Events(id, "")) {
            own.next("viewers");
            other.next("viewers");
            Client client = ana.client();
            client.post("/api/streams/" + id + "/enroll").expect(201);
            assertThat(own.next("balance").path("balance").asLong()).isEqualTo(95);
            assertThat(own.next("enrollment").path("state").asText()).isEqualTo("active");
            classes.coach().post("/api/instructor/streams/" + id + "/start").expect(200);
            assertThat(other.nextOfAnyType()).startsWith("status ");
        }
    }

    @Test
    void a_balance_that_changes_on_one_page_is_heard_on_every_page_of_that_person() throws Exception {
        Browser ben = new Browser(SERVER.anonymous()).signIn("ben@example.com", "ben-demo");
        try (Events page = Events.ofPerson("stagedoor_session=" + ben.session())) {
            assertThat(page.next("balance").path("balance").asLong()).isEqualTo(5);
            ben.client()
                    .post("/api/tokens/deduct", Map.of("amount", 2, "reason", "A towel"))
                    .expect(200);
            assertThat(page.next("balance").path("balance").asLong()).isEqualTo(3);
        }
    }

    @Test
    void nobody_hears_of_a_wallet_without_signing_in() {
        SERVER.anonymous().get("/api/me/events").expect(401, "unauthenticated");
    }

    @Test
    void who_has_listened_for_long_is_asked_again_who_they_are() throws Exception {
        Browser ana = new Browser(SERVER.anonymous()).signIn("ana@example.com", "ana-demo");
        try (Events page = Events.ofPerson("stagedoor_session=" + ana.session())) {
            page.next("balance");
            ana.client().post("/api/auth/logout").expect(204);
            SERVER.advance(Duration.ofMinutes(11));
            SERVER.keepListenersAlive();
            assertThatThrownBy(page::nextOfAnyType).hasMessageContaining("ended");
        }
    }

    /** One connection of an event source. */
    private static final class Events implements AutoCloseable {

        private static final HttpClient HTTP = HttpClient.newHttpClient();
        private final BufferedReader lines;

        Events(String id, String cookie) throws IOException, InterruptedException {
            this(URI.create("http://localhost:" + SERVER.port() + "/api/streams/" + id + "/events"), cookie);
        }

        static Events ofPerson(String cookie) throws IOException, InterruptedException {
            return new Events(URI.create("http://localhost:" + SERVER.port() + "/api/me/events"), cookie);
        }

        private Events(URI url, String cookie) throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(url).header("Accept", "text/event-stream");
            if (!cookie.isEmpty()) {
                request.header("Cookie", cookie);
            }
            var response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
            lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        }

        JsonNode next(String type) throws IOException {
            String event = nextOfAnyType();
            while (!event.startsWith(type + " ")) {
                event = nextOfAnyType();
            }
            return new ObjectMapper().readTree(event.substring(type.length() + 1));
        }

        String nextOfAnyType() throws IOException {
            String type = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    type = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    return type + " " + line.substring(6);
                }
            }
            throw new AssertionError("the stream of events ended");
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
