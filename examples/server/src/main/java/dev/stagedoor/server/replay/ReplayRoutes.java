package dev.stagedoor.server.replay;

import dev.stagedoor.assets.ReplayEndpoint;
import dev.stagedoor.assets.ReplayRequest;
import dev.stagedoor.assets.ReplayResponse;
import dev.stagedoor.server.http.Routes;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Carries HLS between HTTP and the replay endpoint. Players of other origins may read: what they need is the token. */
public final class ReplayRoutes implements Routes {

    private final ReplayEndpoint replays;

    /** Carries requests to that endpoint. */
    public ReplayRoutes(ReplayEndpoint replays) {
        this.replays = replays;
    }

    @Override
    public void register(JavalinDefaultRoutingApi routes) {
        routes.get("/hls/{recordingId}/{file}", this::carry);
        routes.head("/hls/{recordingId}/{file}", this::carry);
        routes.options("/hls/{recordingId}/{file}", ReplayRoutes::preflight);
    }

    private static void preflight(Context ctx) {
        ctx.header("Access-Control-Allow-Origin", "*")
                .header("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS")
                .header("Access-Control-Allow-Headers", "Authorization, Range")
                .header("Access-Control-Max-Age", "86400")
                .status(204);
    }

    private void carry(Context ctx) throws IOException {
        ctx.header("Access-Control-Allow-Origin", "*")
                .header("Access-Control-Expose-Headers", "Content-Length, Content-Range, ETag");
        write(ctx, replays.handle(request(ctx)));
    }

    private static ReplayRequest request(Context ctx) {
        return new ReplayRequest(
                ctx.method().name(),
                ctx.req().getRequestURI(),
                Optional.ofNullable(ctx.queryString()),
                headers(ctx),
                Optional.empty());
    }

    private static Map<String, List<String>> headers(Context ctx) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : Collections.list(ctx.req().getHeaderNames())) {
            headers.put(name, Collections.list(ctx.req().getHeaders(name)));
        }
        return headers;
    }

    private static void write(Context ctx, ReplayResponse response) throws IOException {
        try (response) {
            ctx.status(response.status()).disableCompression();
            for (ReplayResponse.Header header : response.headers()) {
                ctx.header(header.name(), header.value());
            }
            response.header("Content-Type").ifPresent(ctx::contentType);
            if (response.status() != 304) {
                ctx.res().setContentLengthLong(response.length());
            }
            if (!ctx.method().name().equals("HEAD")) {
                response.body().transferTo(ctx.res().getOutputStream());
            }
        }
    }
}
