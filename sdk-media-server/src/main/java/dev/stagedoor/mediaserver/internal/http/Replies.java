package dev.stagedoor.mediaserver.internal.http;

import dev.stagedoor.mediaserver.EndpointResponse;
import dev.stagedoor.mediaserver.EndpointResponse.Header;
import dev.stagedoor.mediaserver.IceServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Builds responses with the CORS headers that every one carries (RFC 9725 section 4.2). */
final class Replies {
    private static final byte[] EMPTY = new byte[0];
    private static final List<Header> CORS = List.of(
            new Header("Access-Control-Allow-Origin", "*"),
            new Header(
                    "Access-Control-Expose-Headers",
                    "Location, ETag, Link, Retry-After, Content-Type, Accept-Post, Accept-Patch, "
                            + "Access-Control-Allow-Methods"));

    private final List<Header> headers = new ArrayList<>(CORS);
    private final int status;
    private byte[] body = EMPTY;

    private Replies(int status) {
        this.status = status;
    }

    static Replies status(int status) {
        return new Replies(status);
    }

    static Replies problem(Problem problem) {
        Replies reply = status(problem.status()).body("application/problem+json", problem.json());
        reply.header("Cache-Control", "no-store");
        if (problem.status() == 401) {
            reply.header("WWW-Authenticate", "Bearer");
        }
        if (problem.retryAfterSeconds() > 0) {
            reply.header("Retry-After", Integer.toString(problem.retryAfterSeconds()));
        }
        return reply;
    }

    Replies header(String name, String value) {
        headers.add(new Header(name, value));
        return this;
    }

    Replies body(String contentType, String text) {
        body = text.getBytes(StandardCharsets.UTF_8);
        return header("Content-Type", contentType);
    }

    Replies iceServers(List<IceServer> servers) {
        servers.forEach(server -> header("Link", link(server)));
        return this;
    }

    private static String link(IceServer server) {
        StringBuilder link = new StringBuilder("<").append(server.url()).append(">; rel=\"ice-server\"");
        server.username().ifPresent(name -> link.append("; username=").append(quoted(name)));
        server.credential()
                .ifPresent(secret ->
                        link.append("; credential=").append(quoted(secret)).append("; credential-type=\"password\""));
        return link.toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    EndpointResponse build() {
        return new EndpointResponse(status, headers, body);
    }
}
