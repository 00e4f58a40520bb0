package dev.stagedoor.testkit.internal;

import com.sun.net.httpserver.HttpExchange;
import dev.stagedoor.testkit.fault.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Answers one HTTP request the way a fault wants it. */
public final class FaultyReply {
    private FaultyReply() {}

    /** {@return the request's fields, names in lower case, the first value of each} */
    public static Map<String, String> headers(HttpExchange exchange) {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return headers;
    }

    /**
     * @param exchange to be answered
     * @param fault decides whether the honest answer is seen
     * @param status of the honest answer
     * @param contentType of the honest answer; not sent when the body is empty
     * @param body of the honest answer
     * @throws IOException when the sender is gone
     */
    public static void end(HttpExchange exchange, Fault fault, int status, String contentType, byte[] body)
            throws IOException {
        switch (fault.ending()) {
            case ANSWER -> write(exchange, status, contentType, body, 0);
            case CUT -> write(exchange, status, contentType, body, body.length / 2);
            case REPLY -> {
                byte[] own = fault.body().getBytes(StandardCharsets.UTF_8);
                int colon = fault.header().indexOf(':');
                if (colon > 0) {
                    exchange.getResponseHeaders()
                            .set(
                                    fault.header().substring(0, colon),
                                    fault.header().substring(colon + 1).strip());
                }
                write(exchange, fault.status(), "application/json", own, 0);
            }
            case DROP, LATE -> exchange.close();
        }
    }

    private static void write(HttpExchange exchange, int status, String contentType, byte[] body, int missing)
            throws IOException {
        if (body.length == 0 || exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        if (!exchange.getResponseHeaders().containsKey("Content-Type")) {
            exchange.getResponseHeaders().set("Content-Type", contentType);
        }
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body, 0, body.length - missing);
        exchange.getResponseBody().flush();
    }
}
