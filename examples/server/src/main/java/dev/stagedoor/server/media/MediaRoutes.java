package dev.stagedoor.server.media;

import dev.stagedoor.mediaserver.EndpointRequest;
import dev.stagedoor.mediaserver.EndpointResponse;
import dev.stagedoor.mediaserver.MediaServer;
import dev.stagedoor.server.App;
import dev.stagedoor.server.http.Problem;
import dev.stagedoor.server.http.RateLimits.Action;
import dev.stagedoor.server.http.Routes;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Carries WHIP and WHEP between HTTP and the embedded media server. */
public final class MediaRoutes implements Routes {

    private static final List<HandlerType> METHODS = List.of(
            HandlerType.GET,
            HandlerType.HEAD,
            HandlerType.POST,
            HandlerType.PUT,
            HandlerType.PATCH,
            HandlerType.DELETE,
            HandlerType.OPTIONS);

    private final App app;
    private final Optional<MediaServer> server;

    /** Carries requests to the given media server; without one, media is served elsewhere and these addresses say so. */
    public MediaRoutes(App app, Optional<MediaServer> server) {
        this.app = app;
        this.server = server;
    }

    @Override
    public void register(JavalinDefaultRoutingApi routes) {
        for (HandlerType method : METHODS) {
            for (String path : List.of("/whip/{streamId}", "/whip/{streamId}/{session}")) {
                routes.addHttpHandler(method, path, ctx -> carry(ctx, Action.WHIP));
            }
            for (String path : List.of("/whep/{streamId}", "/whep/{streamId}/{session}")) {
                routes.addHttpHandler(method, path, ctx -> carry(ctx, Action.WHEP));
            }
        }
    }

    private void carry(Context ctx, Action action) throws IOException {
        ctx.header("Access-Control-Allow-Origin", "*");
        String address = app.gatekeepers().addresses().of(ctx);
        if (ctx.method().equals(HandlerType.POST)) {
            app.limits().count(action, address);
        }
        MediaServer media = server.orElseThrow(
                () -> Problem.notFound("Picture and sound are not served here. Ask the class for its address."));
        write(ctx, media.handle(request(ctx, address, media)));
    }

    private EndpointRequest request(Context ctx, String address, MediaServer media) throws IOException {
        byte[] body = ctx.req().getInputStream().readNBytes(media.maxBodyBytes() + 1);
        InetSocketAddress remote = new InetSocketAddress(address, ctx.req().getRemotePort());
        return new EndpointRequest(ctx.method().name(), url(ctx), headers(ctx), body, remote);
    }

    private URI url(Context ctx) {
        String query = ctx.queryString() == null ? "" : "?" + ctx.queryString();
        String base = app.config().publicUrl().map(URI::toString).orElseGet(() -> ctx.scheme() + "://" + ctx.host());
        try {
            return new URI(base + ctx.req().getRequestURI() + query);
        } catch (URISyntaxException malformed) {
            throw Problem.malformed("The address of this request cannot be read.");
        }
    }

    private static Map<String, List<String>> headers(Context ctx) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : Collections.list(ctx.req().getHeaderNames())) {
            headers.put(name, Collections.list(ctx.req().getHeaders(name)));
        }
        return headers;
    }

    private static void write(Context ctx, EndpointResponse response) {
        ctx.status(response.status()).disableCompression();
        Set<String> seen = new HashSet<>();
        for (EndpointResponse.Header header : response.headers()) {
            if (header.name().equalsIgnoreCase("Content-Type")) {
                ctx.contentType(header.value());
            } else if (seen.add(header.name().toLowerCase(Locale.ROOT))) {
                ctx.header(header.name(), header.value());
            } else {
                ctx.res().addHeader(header.name(), header.value());
            }
        }
        if (response.body().length > 0) {
            ctx.result(response.body());
        }
    }
}
