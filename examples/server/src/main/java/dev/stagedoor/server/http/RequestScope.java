package dev.stagedoor.server.http;

import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Gives each request an id that is in its log lines, its problems and its {@code X-Request-Id} header. */
public final class RequestScope {

    private static final Logger LOG = LoggerFactory.getLogger("dev.stagedoor.server.request");
    private static final String ID = "stagedoor.request-id";
    private static final String BEGAN = "stagedoor.request-began";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int LONGEST_PATH = 200;

    private final RequestObserver observer;

    RequestScope(RequestObserver observer) {
        this.observer = observer;
    }

    /** The id of the request. */
    public static String id(Context ctx) {
        @Nullable String id = ctx.attribute(ID);
        return id == null ? begin(ctx) : id;
    }

    static String begin(Context ctx) {
        byte[] bytes = new byte[8];
        RANDOM.nextBytes(bytes);
        String id = HexFormat.of().formatHex(bytes);
        ctx.attribute(ID, id);
        ctx.attribute(BEGAN, System.nanoTime());
        ctx.header("X-Request-Id", id);
        MDC.put("request", id);
        return id;
    }

    void end(Context ctx) {
        @Nullable Long began = ctx.attribute(BEGAN);
        if (began != null) {
            long nanos = System.nanoTime() - began;
            @Nullable Endpoint endpoint = ctx.endpoints().matchedHttpEndpoint();
            observer.answered(ctx.method().name(), endpoint == null ? "none" : endpoint.path, ctx.statusCode(), nanos);
            log(ctx, nanos);
        }
        MDC.remove("request");
    }

    private static void log(Context ctx, long nanos) {
        if (!ctx.path().startsWith("/assets/")) {
            LOG.atInfo()
                    .addKeyValue("method", ctx.method().name())
                    .addKeyValue("path", printable(ctx.path()))
                    .addKeyValue("status", ctx.statusCode())
                    .addKeyValue("millis", nanos / 1_000_000)
                    .log("served");
        }
    }

    private static String printable(String path) {
        return path.substring(0, Math.min(path.length(), LONGEST_PATH)).replaceAll("[^\\x21-\\x7e]|\"", "?");
    }
}
