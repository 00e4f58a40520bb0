package dev.stagedoor.server.api;

import dev.stagedoor.core.access.AccessExplanation;
import dev.stagedoor.core.accounts.User;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamPage;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.server.App;
import dev.stagedoor.server.http.Caller;
import dev.stagedoor.server.http.Json;
import dev.stagedoor.server.http.Routes;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.LinkedHashMap;
import java.util.Map;

/** Classes as everybody sees them, and the gate's answer. */
final class StreamRoutes implements Routes {

    private final App app;
    private final StreamViews views;

    StreamRoutes(App app) {
        this.app = app;
        this.views = new StreamViews(app.platform(), app.clock());
    }

    @Override
    public void register(JavalinDefaultRoutingApi routes) {
        routes.get("/api/streams", this::list);
        routes.get("/api/streams/{id}", this::show);
        routes.get("/api/streams/{id}/access", this::access);
    }

    private void list(Context ctx) {
        StreamPage page = app.platform().sessions().browse(Params.query(ctx));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("streams", views.of(page.streams()));
        body.put("nextCursor", page.nextCursor().orElse(null));
        Json.answer(ctx, 200, body);
    }

    private void show(Context ctx) {
        StreamSession stream = Params.stream(ctx, app.platform().sessions());
        StreamView view = views.of(stream);
        Json.answer(
                ctx,
                200,
                Caller.of(ctx)
                        .user()
                        .map(user -> forPerson(view, user, stream.id()))
                        .orElse(view));
    }

    private StreamView forPerson(StreamView view, User user, StreamId id) {
        EnrollmentView enrollment = app.platform()
                .enrollments()
                .find(user.id(), id)
                .map(EnrollmentView::of)
                .orElse(null);
        return view.with(enrollment, AccessView.of(app.platform().explainAccess(user.id(), id)));
    }

    private void access(Context ctx) {
        User user = Caller.of(ctx).requireUser();
        StreamId id = Params.stream(ctx, app.platform().sessions()).id();
        AccessExplanation explanation = app.platform().explainAccess(user.id(), id);
        Json.answer(ctx, 200, AccessView.of(explanation));
    }
}
