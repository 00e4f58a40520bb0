package dev.stagedoor.server.pages;

import dev.stagedoor.server.App;
import dev.stagedoor.server.http.ErrorPage;
import dev.stagedoor.server.http.Problem;
import dev.stagedoor.server.http.Routes;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;

/** All pages for people. */
public final class Pages implements Routes, ErrorPage {

    private final App app;

    /** Pages over the given application. */
    public Pages(App app) {
        this.app = app;
    }

    @Override
    public void register(JavalinDefaultRoutingApi routes) {
        routes.get("/streams", ctx -> app.templates().answer(ctx, 200, "plain.jte", "Classes"));
    }

    @Override
    public void answer(Context ctx, Problem problem, String requestId) {
        app.templates().answer(ctx, problem.status(), "plain.jte", problem.detail());
    }
}
