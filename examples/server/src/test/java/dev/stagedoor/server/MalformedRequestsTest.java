package dev.stagedoor.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Ten thousand broken requests from a seed, over raw sockets. */
class MalformedRequestsTest {

    private static final int REQUESTS = 10_000;
    private static final int PER_CONNECTION = 25;

    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE", "BREW", "G\u0000T", "");
    private static final List<String> PATHS = List.of(
            "/",
            "/streams",
            "/streams/%00",
            "/streams/%zz",
            "/api/streams?limit=%ff&cursor=%00",
            "/api/streams/../../etc/passwd",
            "/api/auth/login",
            "/api/auth/signup",
            "/api/streams/00000000-0000-0000-0000-000000000000/enroll",
            "/api/tokens/deduct",
            "/whip/x",
            "/whep/00000000-0000-0000-0000-000000000000/y?token=%",
            "/assets/%2e%2e/%2e%2e/x",
            "//evil.example/",
            "*",
            "http://[::1/",
            "/\u00e9");
    private static final List<String> HEADERS = List.of(
            "Host: localhost",
            "Host: ",
            "Host: a\r\nHost: b",
            "Content-Length: 5",
            "Content-Length: -1",
            "Content-Length: 99999999999999999999",
            "Content-Length: 3\r\nContent-Length: 4",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: chunked, identity",
            "Content-Type: application/json",
            "Content-Type: application/sdp",
            "Content-Type: multipart/form-data",
            "Content-Type: ;;;",
            "Cookie: stagedoor_session=" + "x".repeat(5_000),
            "Cookie: stagedoor_studio=99999999999.x; stagedoor_visitor=\"",
            "Authorization: Bearer " + "y".repeat(300),
            "Authorization: Bearer",
            "Idempotency-Key: \u0001",
            "X-Forwarded-For: not an address",
            "Expect: 100-continue",
            "Range: bytes=9-1",
            "Accept: text/html",
            "Sec-Fetch-Site: cross-site",
            "X: " + "z".repeat(20_000),
            "no colon",
            " folded");
    private static final List<String> BODIES = List.of(
            "",
            "{}",
            "[",
            "{\"email\":{}}",
            "{\"email\":\"a@b.cc\",\"password\":\"\u0000\"}",
            "[".repeat(5_000),
            "5\r\nab",
            "ffffffffffffffff\r\nx\r\n",
            "v=0\r\no=- 1 1 IN IP4 0\r\n",
            "\u0000\u0001\u0002");

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @Test
    @Timeout(value = 240, unit = TimeUnit.SECONDS)
    void ten_thousand_broken_requests_leave_the_server_healthy() throws Exception {
        long seed = Long.getLong("stagedoor.seed", 20261122L);
        Random random = new Random(seed);
        int errors = 0;
        for (int sent = 0; sent < REQUESTS; sent += PER_CONNECTION) {
            errors += connection(random, PER_CONNECTION);
        }
        assertThat(errors).as("answers of 5xx, seed %d", seed).isZero();
        Client ana = SERVER.as("ana");
        ana.get("/api/tokens/balance").expect(200);
        assertThat(ana.get("/api/tokens/balance").json().path("balance").asLong())
                .as("seed %d", seed)
                .isEqualTo(100);
        SERVER.ready().expect(200);
    }

    private static int connection(Random random, int requests) throws IOException {
        int errors = 0;
        for (int i = 0; i < requests; i++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", SERVER.port()), 5_000);
                socket.setSoTimeout(5_000);
                OutputStream out = socket.getOutputStream();
                out.write(request(random));
                out.flush();
                socket.shutdownOutput();
                errors += isServerError(socket.getInputStream()) ? 1 : 0;
            } catch (SocketTimeoutException silent) {
                throw new AssertionError("a broken request was left hanging", silent);
            } catch (IOException closedEarly) {
                // a server may close on what it cannot read
            }
        }
        return errors;
    }

    private static boolean isServerError(InputStream in) throws IOException {
        String head = new String(in.readNBytes(12), StandardCharsets.ISO_8859_1);
        in.readAllBytes();
        return head.startsWith("HTTP/1.1 5") && !head.endsWith("501") && !head.endsWith("505");
    }

    private static byte[] request(Random random) {
        if (random.nextInt(10) == 0) {
            byte[] noise = new byte[random.nextInt(2_000)];
            random.nextBytes(noise);
            return noise;
        }
        StringBuilder text = new StringBuilder();
        text.append(pick(random, METHODS)).append(' ').append(pick(random, PATHS));
        text.append(random.nextInt(20) == 0 ? " HTTP/9.9" : " HTTP/1.1").append("\r\n");
        if (random.nextInt(4) != 0) {
            text.append("Host: localhost:").append(SERVER.port()).append("\r\n");
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(pick(random, HEADERS)).append("\r\n");
        }
        text.append("Connection: close\r\n\r\n").append(pick(random, BODIES));
        byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        for (int flips = random.nextInt(8) - 5; flips > 0; flips--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }

    private static String pick(Random random, List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
