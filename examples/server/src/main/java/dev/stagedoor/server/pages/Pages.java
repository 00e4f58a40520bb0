package dev.stagedoor.server.pages;

import dev.stagedoor.server.App;
import dev.stagedoor.server.http.ErrorPage;
import dev.stagedoor.server.http.Problem;
import dev.stagedoor.server.http.Routes;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.List;
import java.util.regex.Pattern;

/** All pages for people. */
public final class Pages implements Routes, ErrorPage {
    /** Addresses where the form that was sent can be opened again. */
    private static final Pattern FORM = Pattern.compile("/instructor/streams/.*(create|edit|cancel|delete)");

    private final App app;
    private final Frames frames;
    private final List<Routes> rooms;

    /** Pages over the given application. */
    public Pages(App app) {
        this.app = app;
        this.frames = new Frames(app);
        this.rooms = List.of(
                new BrowsePages(app, frames),
                new CatalogPages(app, frames),
                new SchedulePages(app, frames),
                new BroadcastPages(app, frames),
                new StudioPages(app, frames),
                new OperatorPages(app, frames),
                new AccountPages(app, frames),
                new ClassPages(app, frames));
    }

    @Override
    public void register(JavalinDefaultRoutingApi routes) {
        rooms.forEach(room -> room.register(routes));
    }

    @Override
    public void answer(Context ctx, Problem problem, String requestId) {
        boolean reading =
                ctx.method().name().equals("GET") || FORM.matcher(ctx.path()).matches();
        boolean studio = ctx.path().startsWith("/instructor/");
        boolean closed = problem.code().equals("unauthenticated")
                || (studio && problem.code().equals("forbidden"));
        if (closed && studio && !problem.detail().contains("another instructor")) {
            leadTo(ctx, "/instructor/login", reading ? frames.bare(ctx).path() : "/instructor/streams");
        } else if (problem.code().equals("unauthenticated")) {
            leadTo(ctx, "/login", reading ? frames.bare(ctx).path() : "/streams");
        } else {
            app.templates()
                    .answer(ctx, problem.status(), "error.jte", ProblemPages.of(frames.bare(ctx), problem, requestId));
        }
    }

    private static void leadTo(Context ctx, String door, String next) {
        Requests.seeOther(ctx, door + "?next=" + Words.inQuery(next));
    }
}
