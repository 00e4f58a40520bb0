package dev.stagedoor.server.ops;

import dev.stagedoor.server.http.NearAddress;
import dev.stagedoor.server.http.Problem;
import dev.stagedoor.server.http.Routes;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Figures for the operator and the description for developers. */
public final class OperatorRoutes implements Routes {

    private final Metrics metrics;

    /** Serves these figures. */
    public OperatorRoutes(Metrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void register(JavalinDefaultRoutingApi routes) {
        routes.get("/metrics", this::figures);
        routes.get("/openapi.json", OperatorRoutes::description);
    }

    private void figures(Context ctx) {
        if (ctx.header("X-Forwarded-For") != null || !NearAddress.is(ctx.ip())) {
            throw Problem.forbidden("Figures are served to this machine and to private networks only.");
        }
        ctx.contentType("text/plain; version=0.0.4; charset=utf-8").result(metrics.scrape());
    }

    private static void description(Context ctx) {
        try (InputStream in = OperatorRoutes.class.getResourceAsStream("/openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("openapi.json is missing from the class path");
            }
            ctx.contentType("application/json")
                    .header("Access-Control-Allow-Origin", "*")
                    .result(in.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
