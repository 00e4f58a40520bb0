package dev.stagedoor.testkit.media;

import dev.stagedoor.mediaserver.EndpointRequest;
import dev.stagedoor.mediaserver.EndpointResponse;
import dev.stagedoor.mediaserver.MediaServer;
import dev.stagedoor.webrtc.HttpCall;
import dev.stagedoor.webrtc.HttpReply;
import dev.stagedoor.webrtc.HttpTransport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Carries WHIP and WHEP requests to a media server in the same JVM, without an HTTP server between. Safe for many threads. */
final class EndpointTransport implements HttpTransport {
    private static final int ANY_PORT = 40_000;

    private final MediaServer server;

    EndpointTransport(MediaServer server) {
        this.server = server;
    }

    @Override
    public CompletionStage<HttpReply> send(HttpCall call) {
        return CompletableFuture.completedFuture(reply(server.handle(request(call))));
    }

    private static EndpointRequest request(HttpCall call) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        call.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        return new EndpointRequest(
                call.method(),
                call.uri(),
                headers,
                call.body().getBytes(StandardCharsets.UTF_8),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), ANY_PORT));
    }

    private static HttpReply reply(EndpointResponse response) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        response.headers()
                .forEach(header -> headers.computeIfAbsent(header.name(), name -> new ArrayList<>())
                        .add(header.value()));
        return new HttpReply(response.status(), headers, response.text());
    }
}
