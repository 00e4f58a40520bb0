package dev.stagedoor.server.api;

import dev.stagedoor.core.access.AccessExplanation;
import dev.stagedoor.core.access.Reason;
import dev.stagedoor.core.accounts.User;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.catalog.WatchWorkoutResult;
import dev.stagedoor.core.catalog.Workout;
import dev.stagedoor.core.catalog.WorkoutId;
import dev.stagedoor.core.catalog.WorkoutPage;
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
import java.util.Optional;

/** The catalog. */
final class WorkoutRoutes implements Routes {

    private static final int PAGE = 24;

    private final App app;

    WorkoutRoutes(App app) {
        this.app = app;
    }

    @Override
    public void register(JavalinDefaultRoutingApi routes) {
        routes.get("/api/workouts", this::list);
        routes.get("/api/workouts/{id}", this::show);
        routes.post("/api/workouts/{id}/watch", this::watch);
    }

    private void list(Context ctx) {
        String text = Optional.ofNullable(ctx.queryParam("q")).orElse("");
        WorkoutPage page = app.platform().catalog().browse(text, Optional.ofNullable(ctx.queryParam("cursor")), PAGE);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("workouts", page.workouts().stream().map(this::view).toList());
        body.put("nextCursor", page.nextCursor().orElse(null));
        Json.answer(ctx, 200, body);
    }

    private void show(Context ctx) {
        WorkoutId id = id(ctx);
        Map<String, Object> body = view(app.platform().catalog().find(id).orElseThrow(WorkoutRoutes::noSuchWorkout));
        body.put("access", AccessView.of(app.platform().catalog().explainAccess(caller(ctx), id)));
        Json.answer(ctx, 200, body);
    }

    private void watch(Context ctx) {
        WatchWorkoutResult result = app.platform().catalog().watch(caller(ctx), id(ctx));
        if (result instanceof WatchWorkoutResult.Denied it) {
            throw refusal(it.explanation());
        }
        if (result instanceof WatchWorkoutResult.Unavailable it) {
            throw Problem.of(503, "unavailable", "Not available", it.message()).header("Retry-After", "30");
        }
        WatchWorkoutResult.Watch watch = (WatchWorkoutResult.Watch) result;
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("mode", "replay");
        body.put("hlsUrl", app.urls().seenBy(ctx, watch.ticket().hlsUrl()));
        body.put("token", watch.ticket().token());
        body.put("expiresAt", watch.ticket().expiresAt());
        body.put("recordingId", watch.recordingId().toString());
        ctx.header("Cache-Control", "no-store");
        Json.answer(ctx, 200, body);
    }

    private static Problem refusal(AccessExplanation explanation) {
        if (explanation.has(Reason.Code.WORKOUT_NOT_FOUND)) {
            return noSuchWorkout();
        }
        if (explanation.has(Reason.Code.UNAUTHENTICATED)) {
            return Problem.unauthenticated("Sign in to watch.");
        }
        List<AccessView.Reason> reasons = AccessView.of(explanation).reasons();
        return Problem.of(
                        403,
                        "not_enrolled",
                        "You cannot watch this workout",
                        reasons.get(reasons.size() - 1).message())
                .with("verdict", AccessView.of(explanation).verdict())
                .with("reasons", reasons);
    }

    private static Optional<UserId> caller(Context ctx) {
        return Caller.of(ctx).user().map(User::id);
    }

    private static WorkoutId id(Context ctx) {
        return WorkoutId.parse(ctx.pathParam("id")).orElseThrow(WorkoutRoutes::noSuchWorkout);
    }

    private static Problem noSuchWorkout() {
        return Problem.of(404, "workout_not_found", "No such workout", "This workout does not exist.");
    }

    private Map<String, Object> view(Workout workout) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", workout.id().toString());
        view.put("title", workout.title());
        view.put("description", workout.description());
        view.put("thumbnailUrl", "/workouts/" + workout.id() + "/thumbnail");
        view.put("durationMinutes", workout.duration().toMinutes());
        view.put("createdAt", workout.createdAt());
        view.put("streamId", workout.source().map(Object::toString).orElse(null));
        view.put("instructor", workout.instructor().map(this::instructor).orElse(null));
        return view;
    }

    private StreamView.Instructor instructor(UserId id) {
        return new StreamView.Instructor(
                id.toString(),
                app.platform().accounts().find(id).map(User::displayName).orElse(""));
    }
}
