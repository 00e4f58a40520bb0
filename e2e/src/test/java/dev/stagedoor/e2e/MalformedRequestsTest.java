package dev.stagedoor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.e2e.harness.Api;
import dev.stagedoor.e2e.harness.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever is sent, the answer is never a fault of the server, and the server goes on. */
class MalformedRequestsTest {

    private static final int CUT_OFF = 0;

    private static final int REQUESTS = 2_000;
    private static final int RAW_REQUESTS = 300;
    private static final int READ_LIMIT_MILLIS = 300;
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD");
    private static final List<String> PATHS = List.of(
            "/streams/%s",
            "/streams/%s/watch",
            "/instructor/streams/%s/edit",
            "/instructor/streams/%s/broadcast",
            "/login?next=%s",
            "/api/auth/signup",
            "/api/auth/login",
            "/api/me",
            "/api/streams?status=%s",
            "/api/streams?cursor=%s",
            "/api/streams?q=%s",
            "/api/streams/%s",
            "/api/streams/%s/enroll",
            "/api/streams/%s/access",
            "/api/streams/%s/watch",
            "/api/tokens/balance",
            "/api/tokens/deduct",
            "/api/tokens/transactions",
            "/api/instructor/streams/create",
            "/api/instructor/streams?sort=%s",
            "/api/instructor/streams/%s",
            "/api/instructor/streams/%s/start",
            "/whip/%s",
            "/whep/%s?token=%s");
    private static final List<String> TYPES = List.of(
            "application/json",
            "application/sdp",
            "application/trickle-ice-sdpfrag",
            "application/x-www-form-urlencoded",
            "text/plain",
            "multipart/form-data; boundary=x",
            "application/json; charset=utf-99",
            "/");
    private static final List<String> FRAGMENTS = List.of(
            "{",
            "}",
            "[",
            "null",
            "\"title\":",
            "\"priceInTokens\":-1",
            "\"priceInTokens\":99999999999999999999",
            "\"amount\":0.5",
            "\"scheduledStart\":\"not a time\"",
            "\"zone\":\"Mars/Olympus\"",
            "\"email\":\"a@b\"",
            "v=0\r\n",
            "o=- 1 1 IN IP4 0.0.0.0\r\n",
            "m=video 9 UDP/TLS/RTP/SAVPF 96\r\n",
            "a=ice-ufrag:x\r\n",
            "a=fingerprint:sha-256 00:11\r\n",
            "a=mid:0\r\n",
            "%00",
            "' OR 1=1 --",
            "<script>",
            "../../../etc/passwd",
            "\u0000",
            "\uD83D\uDE00",
            ",");

    private static ServerProcess server;
    private static String id;

    @BeforeAll
    static void start() {
        server = ServerProcess.start("malformed");
        id = Api.coach(server).createClass("Unharmed", 3).path("id").asText();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
            assertThat(server.faults()).isEmpty();
        }
    }

    @Test
    void random_requests_are_answered_without_a_fault_of_the_server() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int closed = 0;
        List<Api> callers = List.of(Api.anonymous(server), Api.member(server, "ben"), Api.coach(server));

        for (int i = 0; i < REQUESTS; i++) {
            Api caller = callers.get(random.nextInt(callers.size())).with("Content-Type", pick(random, TYPES));
            HttpRequest.BodyPublisher body = BodyPublishers.ofString(body(random), StandardCharsets.UTF_8);
            try {
                Api.Answer answer = caller.send(pick(random, METHODS), path(random), body);
                assertThat(answer.status())
                        .as("seed %d, request %d: %s", seed, i, answer)
                        .isLessThan(500);
            } catch (UncheckedIOException connectionClosedByTheServerMeanwhile) {
                closed++;
            }
        }

        assertThat(closed).as("connections closed; seed %d", seed).isLessThan(REQUESTS / 20);
        assertUnharmed();
    }

    @Test
    void broken_http_does_not_stop_the_server() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);

        for (int i = 0; i < RAW_REQUESTS; i++) {
            sendRaw(random);
        }

        assertThat(server.isReady()).as("seed %d", seed).isTrue();
        assertUnharmed();
    }

    @Test
    void a_body_beyond_the_limit_is_refused() {
        String large = "{\"title\":\"" + "x".repeat(8_000_000) + "\"}";
        Api coach = Api.coach(server).with("Content-Type", "application/json");

        assertThat(statusOrCutOff(coach, large)).isIn(413, CUT_OFF);
        assertUnharmed();
    }

    /** A server need not read what it refuses (RFC 9110 section 15.5.14): a client that is still sending may find the connection closed before the answer. */
    private static int statusOrCutOff(Api coach, String body) {
        try {
            return coach.send("POST", "/api/instructor/streams/create", BodyPublishers.ofString(body))
                    .status();
        } catch (UncheckedIOException closed) {
            return CUT_OFF;
        }
    }

    private static void assertUnharmed() {
        JsonNode stream = Api.anonymous(server).get("/api/streams/" + id).expect(200);
        assertThat(stream.path("title").asText()).isEqualTo("Unharmed");
        assertThat(stream.path("status").asText()).isEqualTo("scheduled");
        assertThat(Api.member(server, "ben")
                        .get("/api/tokens/balance")
                        .expect(200)
                        .path("balance")
                        .asInt())
                .isEqualTo(5);
    }

    private static void sendRaw(Random random) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
            socket.setSoTimeout(READ_LIMIT_MILLIS);
            byte[] bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);
            if (random.nextBoolean()) {
                socket.getOutputStream()
                        .write(("POST /whip/" + id + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + random.nextInt()
                                        + "\r\n")
                                .getBytes(StandardCharsets.ISO_8859_1));
            }
            socket.getOutputStream().write(bytes);
            if (random.nextBoolean()) {
                socket.getOutputStream().write("\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            }
            socket.shutdownOutput();
            int unused = socket.getInputStream().read();
        } catch (java.net.SocketException | java.net.SocketTimeoutException closedOrSilent) {
            // Both are fine answers to garbage.
        }
    }

    private static String path(Random random) {
        String word = random.nextInt(4) == 0 ? "unknown" : encoded(FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
        return pick(random, PATHS).replace("%s", word);
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String body(Random random) {
        StringBuilder body = new StringBuilder();
        for (int parts = random.nextInt(8); parts > 0; parts--) {
            body.append(pick(random, FRAGMENTS));
        }
        return body.toString();
    }

    private static String pick(Random random, List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
