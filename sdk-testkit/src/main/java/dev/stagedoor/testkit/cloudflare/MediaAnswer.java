package dev.stagedoor.testkit.cloudflare;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes what the media host answers: without an envelope, readable by pages of any origin. */
final class MediaAnswer {
    private static final String EXPOSED = "Location, Link, ETag, Accept-Patch, Content-Range, Content-Length";

    private MediaAnswer() {}

    static void allowEverybody(HttpExchange exchange) {
        exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
        exchange.getResponseHeaders().set("Access-Control-Expose-Headers", EXPOSED);
    }

    static void preflight(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Access-Control-Allow-Methods", "GET, HEAD, POST, PATCH, DELETE, OPTIONS");
        exchange.getResponseHeaders()
                .set("Access-Control-Allow-Headers", "Content-Type, Authorization, If-Match, Range");
        exchange.getResponseHeaders().set("Access-Control-Max-Age", "600");
        exchange.getResponseHeaders().set("Accept-Post", "application/sdp");
        send(exchange, 204, "", new byte[0]);
    }

    static void text(HttpExchange exchange, int status, String words) throws IOException {
        send(exchange, status, "text/plain; charset=utf-8", words.getBytes(StandardCharsets.UTF_8));
    }

    static void send(HttpExchange exchange, int status, String contentType, byte[] body) throws IOException {
        if (!contentType.isEmpty()) {
            exchange.getResponseHeaders().set("Content-Type", contentType);
        }
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, body.length == 0 || head ? -1 : body.length);
        if (body.length > 0 && !head) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
