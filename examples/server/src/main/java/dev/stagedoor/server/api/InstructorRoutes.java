package dev.stagedoor.server.api;

import dev.stagedoor.core.accounts.User;
import dev.stagedoor.core.session.BroadcastResult;
import dev.stagedoor.core.session.InstructorPage;
import dev.stagedoor.core.session.InstructorQuery;
import dev.stagedoor.core.session.SessionResult;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.session.StreamSessions;
import dev.stagedoor.server.App;
import dev.stagedoor.server.http.Caller;
import dev.stagedoor.server.http.Json;
import dev.stagedoor.server.http.Problem;
import dev.stagedoor.server.http.Routes;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An instructor's own classes. */
final class InstructorRoutes implements Routes {

    private final App app;
    private final StreamViews views;
    private final StreamSessions sessions;

    InstructorRoutes(App app) {
        this.app = app;
        this.views = new StreamViews(app.platform(), app.clock());
        this.sessions = app.platform().sessions();
    }

    @Override
    public void register(JavalinDefaultRoutingApi routes) {
        routes.get("/api/instructor/streams", this::list);
        routes.post("/api/instructor/streams/create", this::create);
        routes.get("/api/instructor/streams/{id}", this::show);
        routes.patch("/api/instructor/streams/{id}", this::edit);
        routes.delete("/api/instructor/streams/{id}", this::delete);
        routes.post("/api/instructor/streams/{id}/duplicate", this::duplicate);
        routes.post("/api/instructor/streams/{id}/start", ctx -> move(ctx, sessions::start));
        routes.post("/api/instructor/streams/{id}/end", ctx -> move(ctx, sessions::end));
        routes.post("/api/instructor/streams/{id}/cancel", ctx -> move(ctx, sessions::cancel));
    }

    private interface Move {
        SessionResult by(dev.stagedoor.core.accounts.UserId actor, StreamId id);
    }

    private void list(Context ctx) {
        User instructor = Caller.of(ctx).requireInstructor();
        InstructorQuery query = new InstructorQuery(Params.query(ctx), sort(ctx));
        InstructorPage page = sessions.listOwn(instructor.id(), query);
        List<StreamView> streams = page.streams().stream()
                .map(entry -> views.of(entry.stream()).with(stats(entry)))
                .toList();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("streams", streams);
        body.put("nextCursor", page.nextCursor().orElse(null));
        Json.answer(ctx, 200, body);
    }

    private static StreamView.Stats stats(InstructorPage.Entry entry) {
        return new StreamView.Stats(
                entry.statistics().enrollments(),
                entry.statistics().revenue().amount(),
                entry.statistics().peakViewers());
    }

    private static InstructorQuery.Sort sort(Context ctx) {
        @Nullable String sort = ctx.queryParam("sort");
        if (sort == null || sort.isEmpty()) {
            return InstructorQuery.Sort.UPCOMING_FIRST;
        }
        return switch (sort) {
            case "upcoming_first" -> InstructorQuery.Sort.UPCOMING_FIRST;
            case "latest_start_first" -> InstructorQuery.Sort.LATEST_START_FIRST;
            case "earliest_start_first" -> InstructorQuery.Sort.EARLIEST_START_FIRST;
            default ->
                throw Problem.validation("sort", "Choose upcoming_first, latest_start_first or earliest_start_first.");
        };
    }

    private void create(Context ctx) {
        User instructor = Caller.of(ctx).requireInstructor();
        StreamId id = newId(ctx, instructor, "create");
        StreamSession stream = done(sessions.create(id, instructor.id(), DraftFields.draft(ctx)));
        ctx.header("Location", "/api/instructor/streams/" + stream.id());
        Json.answer(ctx, 201, withBroadcast(ctx, instructor, stream));
    }

    private StreamId newId(Context ctx, User instructor, String scope) {
        return Params.idempotencyKey(ctx)
                .map(key -> StreamId.fromKey(scope + "|" + instructor.id(), key))
                .orElseGet(() -> new StreamId(app.platform().ids().next()));
    }

    private void show(Context ctx) {
        User instructor = Caller.of(ctx).requireInstructor();
        StreamSession stream = Params.stream(ctx, sessions);
        if (!stream.instructor().equals(instructor.id())) {
            throw Problem.notYourStream();
        }
        StreamView view = sessions.statistics(stream.id())
                .map(figures -> views.of(stream)
                        .with(new StreamView.Stats(
                                figures.enrollments(), figures.revenue().amount(), figures.peakViewers())))
                .orElseGet(() -> views.of(stream));
        Json.answer(ctx, 200, withBroadcast(ctx, instructor, stream, view));
    }

    private StreamView withBroadcast(Context ctx, User instructor, StreamSession stream) {
        return withBroadcast(ctx, instructor, stream, views.of(stream));
    }

    private StreamView withBroadcast(Context ctx, User instructor, StreamSession stream, StreamView view) {
        BroadcastResult result = sessions.broadcast(instructor.id(), stream.id());
        return result instanceof BroadcastResult.Ready ready
                ? view.with(new StreamView.Broadcast(
                        app.urls().seenBy(ctx, ready.liveInput().whipUrl()),
                        ready.liveInput().bearer()))
                : view;
    }

    private void edit(Context ctx) {
        User instructor = Caller.of(ctx).requireInstructor();
        StreamId id = Params.streamId(ctx);
        StreamSession stream = done(sessions.edit(instructor.id(), id, DraftFields.edit(ctx)));
        Json.answer(ctx, 200, views.of(stream));
    }

    private void delete(Context ctx) {
        User instructor = Caller.of(ctx).requireInstructor();
        boolean refund = "true".equals(ctx.queryParam("refund"));
        done(sessions.delete(instructor.id(), Params.streamId(ctx), refund));
        ctx.status(204);
    }

    private void duplicate(Context ctx) {
        User instructor = Caller.of(ctx).requireInstructor();
        StreamId source = Params.streamId(ctx);
        StreamId copy = newId(ctx, instructor, "duplicate|" + source);
        StreamSession stream = done(sessions.duplicate(copy, instructor.id(), source));
        ctx.header("Location", "/api/instructor/streams/" + stream.id());
        Json.answer(ctx, 201, withBroadcast(ctx, instructor, stream));
    }

    private void move(Context ctx, Move move) {
        User instructor = Caller.of(ctx).requireInstructor();
        Json.answer(ctx, 200, views.of(done(move.by(instructor.id(), Params.streamId(ctx)))));
    }

    private static StreamSession done(SessionResult result) {
        return result.fold(new Outcomes());
    }

    private static final class Outcomes implements SessionResult.Cases<StreamSession> {

        @Override
        public StreamSession done(SessionResult.Done it) {
            return it.stream();
        }

        @Override
        public StreamSession notFound(SessionResult.NotFound it) {
            throw Problem.noSuchStream();
        }

        @Override
        public StreamSession notOwner(SessionResult.NotOwner it) {
            throw Problem.notYourStream();
        }

        @Override
        public StreamSession notInstructor(SessionResult.NotInstructor it) {
            throw Problem.forbidden("Only instructors may do this.");
        }

        @Override
        public StreamSession illegalMove(SessionResult.IllegalMove it) {
            throw Problem.of(409, "illegal_move", "Not possible any more", it.message() + " Nothing was changed.")
                    .with("streamStatus", it.status().wireName());
        }

        @Override
        public StreamSession invalid(SessionResult.Invalid it) {
            throw Fields.problem(it.violations());
        }

        @Override
        public StreamSession hasPaidEnrollments(SessionResult.HasPaidEnrollments it) {
            throw Problem.of(
                            409,
                            "has_paid_enrollments",
                            "People have paid",
                            it.count() + (it.count() == 1 ? " person has" : " people have")
                                    + " paid for this class. Delete it with refund=true to give their tokens back first.")
                    .with("count", it.count());
        }

        @Override
        public StreamSession idConflict(SessionResult.IdConflict it) {
            throw Params.keyReused();
        }
    }
}
