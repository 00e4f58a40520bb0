package dev.stagedoor.server.pages;

import dev.stagedoor.core.access.AccessExplanation;
import dev.stagedoor.core.access.Door;
import dev.stagedoor.core.access.Reason;
import dev.stagedoor.core.accounts.User;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.catalog.Workout;
import dev.stagedoor.core.catalog.WorkoutId;
import dev.stagedoor.core.catalog.WorkoutPage;
import dev.stagedoor.server.App;
import dev.stagedoor.server.http.Caller;
import dev.stagedoor.server.http.Problem;
import dev.stagedoor.server.http.Routes;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.Optional;

/** The catalog and its workouts. */
final class CatalogPages implements Routes {
    private static final int PAGE = 24;
    private static final int LONGEST_QUERY = 100;

    private final App app;
    private final Frames frames;

    CatalogPages(App app, Frames frames) {
        this.app = app;
        this.frames = frames;
    }

    @Override
    public void register(JavalinDefaultRoutingApi routes) {
        routes.get("/workouts", this::list);
        routes.get("/workouts/{id}", this::show);
    }

    private void list(Context ctx) {
        String words = Frames.parameter(ctx, "q");
        String query = words.substring(0, Math.min(LONGEST_QUERY, words.length()));
        Optional<String> cursor = Optional.of(Frames.parameter(ctx, "cursor")).filter(text -> !text.isEmpty());
        WorkoutPage page = app.platform().catalog().browse(query, cursor, PAGE);
        String more = page.nextCursor()
                .map(next -> "/workouts?q=" + Words.inQuery(query) + "&cursor=" + Words.inQuery(next))
                .orElse("");
        app.templates()
                .answer(
                        ctx,
                        200,
                        "workouts.jte",
                        new WorkoutsPage(
                                frames.of(ctx),
                                query,
                                page.workouts().stream().map(this::card).toList(),
                                more));
    }

    private WorkoutCard card(Workout workout) {
        return new WorkoutCard(
                workout.id().toString(),
                workout.title(),
                workout.instructor()
                        .flatMap(app.platform().accounts()::find)
                        .map(User::displayName)
                        .orElse(""),
                Words.length(workout.duration().toMinutes()));
    }

    private void show(Context ctx) {
        WorkoutId id = WorkoutId.parse(ctx.pathParam("id")).orElseThrow(CatalogPages::noSuchWorkout);
        Workout workout = app.platform().catalog().find(id).orElseThrow(CatalogPages::noSuchWorkout);
        Optional<UserId> user = Caller.of(ctx).user().map(User::id);
        AccessExplanation access = app.platform().catalog().explainAccess(user, id);
        WorkoutCard card = card(workout);
        if (access.opens(Door.HLS)) {
            app.templates().answer(ctx, 200, "replay.jte", player(ctx, workout, card));
        } else {
            app.templates().answer(ctx, 200, "workout.jte", closed(ctx, workout, card, access));
        }
    }

    private ReplayPage player(Context ctx, Workout workout, WorkoutCard card) {
        return new ReplayPage(
                frames.of(ctx),
                true,
                card.id(),
                card.title(),
                card.instructor(),
                card.length(),
                card.picture(),
                card.drawn(),
                ClassPages.paragraphs(workout.description()),
                Optional.empty());
    }

    private dev.stagedoor.server.pages.WorkoutPage closed(
            Context ctx, Workout workout, WorkoutCard card, AccessExplanation access) {
        boolean stranger = access.has(Reason.Code.UNAUTHENTICATED);
        return new dev.stagedoor.server.pages.WorkoutPage(
                frames.of(ctx),
                card,
                ClassPages.paragraphs(workout.description()),
                stranger ? "Did you have a seat?" : "You had no seat in this class",
                access.reasons().get(access.reasons().size() - 1).message(),
                stranger ? "Sign in" : "See upcoming classes",
                stranger ? "/login?next=" + Words.inQuery(card.href()) : "/streams?status=scheduled");
    }

    private static Problem noSuchWorkout() {
        return Problem.of(404, "workout_not_found", "No such workout", "This workout does not exist, or not any more.");
    }
}
