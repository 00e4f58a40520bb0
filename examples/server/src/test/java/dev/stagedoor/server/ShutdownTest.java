package dev.stagedoor.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ShutdownTest {

    private static final String BODY = "{\"email\":\"ana@example.com\",\"password\":\"ana-demo\"}";

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void a_request_under_way_is_finished_while_nobody_new_is_let_in() throws Exception {
        StagedoorServer server = StagedoorServer.start(
                TestServer.demoInMemory().shutdownGrace(Duration.ofMinutes(2)).build());
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /api/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + "Connection: close\r\nExpect: 100-continue\r\nContent-Length: " + BODY.length()
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            String goOn = new String(socket.getInputStream().readNBytes(25), StandardCharsets.US_ASCII);
            assertThat(goOn).startsWith("HTTP/1.1 100");
            CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
            awaitClosedDoor(server.port());
            out.write(BODY.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).contains("HTTP/1.1 200").contains("accessToken");
            closing.get(30, TimeUnit.SECONDS);
        }
    }

    private static void awaitClosedDoor(int port) {
        boolean open = true;
        while (open) {
            try (Socket another = new Socket("127.0.0.1", port)) {
                open = another.isConnected();
            } catch (IOException refused) {
                open = false;
            }
        }
    }
}
