package dev.stagedoor.cloudflare.stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.stagedoor.testkit.internal.LoopbackHttp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Takes uploads by tus 1.0.0 and breaks connections at random points: before anything was read, in the middle of a chunk, after all of it, and before the answer to
 * HEAD. One call at a time.
 */
final class BreakingTusServer implements AutoCloseable {
    private final HttpServer server;
    private final RandomGenerator random;
    private final Map<String, ByteArrayOutputStream> received = new ConcurrentHashMap<>();
    private int breaks;
    private int disagreements;

    BreakingTusServer(RandomGenerator random) throws IOException {
        this.random = random;
        server = LoopbackHttp.create(0);
        server.createContext("/", this::handle);
        server.start();
    }

    URI base() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/client/v4");
    }

    synchronized int breaks() {
        return breaks;
    }

    synchronized int disagreements() {
        return disagreements;
    }

    byte[] bytes(String uid) {
        ByteArrayOutputStream file = received.get(uid);
        return file == null ? new byte[0] : file.toByteArray();
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestMethod()) {
                case "POST" -> create(exchange);
                case "HEAD" -> head(exchange);
                case "PATCH" -> patch(exchange);
                default -> exchange.sendResponseHeaders(405, -1);
            }
        }
    }

    private void create(HttpExchange exchange) throws IOException {
        String uid = "video" + received.size();
        received.put(uid, new ByteArrayOutputStream());
        exchange.getResponseHeaders().set("Location", "/upload/" + uid + "-in-disguise");
        exchange.getResponseHeaders().set("stream-media-id", uid);
        exchange.sendResponseHeaders(201, -1);
    }

    private ByteArrayOutputStream file(HttpExchange exchange) {
        String name = exchange.getRequestURI().getPath().replaceAll("^/upload/|-in-disguise$", "");
        return received.computeIfAbsent(name, none -> new ByteArrayOutputStream());
    }

    private void head(HttpExchange exchange) throws IOException {
        if (random.nextInt(5) == 0) {
            breaks++;
            return;
        }
        exchange.getResponseHeaders()
                .set("Upload-Offset", Integer.toString(file(exchange).size()));
        exchange.sendResponseHeaders(200, -1);
    }

    private void patch(HttpExchange exchange) throws IOException {
        ByteArrayOutputStream file = file(exchange);
        if (!Integer.toString(file.size()).equals(exchange.getRequestHeaders().getFirst("Upload-Offset"))) {
            disagreements++;
            exchange.sendResponseHeaders(409, -1);
            return;
        }
        int length = Integer.parseInt(exchange.getRequestHeaders().getFirst("Content-Length"));
        switch (random.nextInt(6)) {
            case 0 -> breaks++;
            case 1, 2, 3 -> {
                file.write(exchange.getRequestBody().readNBytes(random.nextInt(length)));
                breaks++;
            }
            case 4 -> {
                file.write(exchange.getRequestBody().readNBytes(length));
                breaks++;
            }
            default -> {
                file.write(exchange.getRequestBody().readNBytes(length));
                exchange.getResponseHeaders().set("Upload-Offset", Integer.toString(file.size()));
                exchange.sendResponseHeaders(204, -1);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
