package dev.stagedoor.server.pages;

import dev.stagedoor.core.accounts.User;
import dev.stagedoor.core.session.SessionResult;
import dev.stagedoor.core.session.StreamDraft;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.session.StreamStatistics;
import dev.stagedoor.core.session.StreamStatus;
import dev.stagedoor.core.tokens.Tokens;
import dev.stagedoor.server.App;
import dev.stagedoor.server.http.Caller;
import dev.stagedoor.server.http.Problem;
import dev.stagedoor.server.http.Routes;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.List;
import java.util.Optional;

/** Planning, changing, calling off and deleting classes. */
final class SchedulePages implements Routes {
    private static final String HOME = "/instructor/streams";
    private static final List<String> ZONES = ScheduleForm.zones();

    private final App app;
    private final Frames frames;

    SchedulePages(App app, Frames frames) {
        this.app = app;
        this.frames = frames;
    }

    @Override
    public void register(JavalinDefaultRoutingApi routes) {
        routes.get(HOME + "/create", this::blank);
        routes.post(HOME + "/create", this::create);
        routes.get(HOME + "/{id}/edit", this::filled);
        routes.post(HOME + "/{id}/edit", this::edit);
        routes.get(HOME + "/{id}/cancel", this::askCancel);
        routes.post(HOME + "/{id}/cancel", this::cancel);
        routes.get(HOME + "/{id}/delete", this::askDelete);
        routes.post(HOME + "/{id}/delete", this::delete);
    }

    private StreamSession own(Context ctx) {
        User user = Caller.of(ctx).requireInstructor();
        StreamSession stream = Requests.stream(ctx, app);
        if (!stream.instructor().equals(user.id())) {
            throw Problem.notYourStream();
        }
        return stream;
    }

    private void blank(Context ctx) {
        User user = Caller.of(ctx).requireInstructor();
        Form form = StreamId.parse(Frames.parameter(ctx, "from"))
                .flatMap(app.platform().sessions()::find)
                .filter(stream -> stream.instructor().equals(user.id()))
                .map(stream -> ScheduleForm.repeated(
                        StreamDraft.from(stream), app.clock().instant()))
                .orElseGet(
                        () -> ScheduleForm.fresh(frames.zone(ctx), app.clock().instant()));
        show(ctx, 200, Optional.empty(), form, app.platform().ids().next().toString());
    }

    private void create(Context ctx) {
        User user = Caller.of(ctx).requireInstructor();
        String key = Requests.field(ctx, "idempotencyKey");
        ScheduleForm.Outcome read = ScheduleForm.read(typed(ctx), app.clock().instant(), Optional.empty());
        if (read.draft().isEmpty()) {
            show(ctx, 422, Optional.empty(), read.form(), key);
            return;
        }
        StreamId id = key.isEmpty() || key.length() > 200
                ? new StreamId(app.platform().ids().next())
                : StreamId.fromKey("create|" + user.id(), key);
        SessionResult result =
                app.platform().sessions().create(id, user.id(), read.draft().get());
        after(ctx, result, Notice.CREATED, Optional.empty(), read.form(), key);
    }

    private void filled(Context ctx) {
        StreamSession stream = own(ctx);
        show(ctx, 200, Optional.of(stream), ScheduleForm.filled(StreamDraft.from(stream)), "");
    }

    private void edit(Context ctx) {
        StreamSession stream = own(ctx);
        ScheduleForm.Outcome read = begun(stream)
                ? ScheduleForm.readWords(typed(ctx), stream)
                : ScheduleForm.read(typed(ctx), app.clock().instant(), Optional.of(stream.scheduledStart()));
        if (read.draft().isEmpty()) {
            show(ctx, 422, Optional.of(stream), read.form(), "");
            return;
        }
        StreamDraft wanted = read.draft().get();
        SessionResult result = app.platform().sessions().edit(stream.instructor(), stream.id(), draft -> wanted);
        after(ctx, result, Notice.SAVED, Optional.of(stream), read.form(), "");
    }

    private static boolean begun(StreamSession stream) {
        return stream.status() != StreamStatus.SCHEDULED;
    }

    private static Form typed(Context ctx) {
        return Form.of(Requests.fields(ctx, ScheduleForm.FIELDS));
    }

    private void after(
            Context ctx, SessionResult result, Notice done, Optional<StreamSession> editing, Form form, String key) {
        if (result instanceof SessionResult.Invalid invalid) {
            List<Form.Error> errors = invalid.violations().stream()
                    .map(violation -> new Form.Error(violation.field(), violation.message()))
                    .toList();
            show(ctx, 422, editing, form.withErrors(errors), key);
            return;
        }
        Notice notice = result instanceof SessionResult.Done ? done : Notice.NOT_POSSIBLE;
        Requests.seeOther(ctx, Requests.with(HOME, Optional.of(notice)));
    }

    private void show(Context ctx, int status, Optional<StreamSession> editing, Form form, String key) {
        boolean wordsOnly = editing.map(SchedulePages::begun).orElse(false);
        int paid = editing.filter(stream -> !wordsOnly)
                .map(stream -> (int) statistics(stream).enrollments())
                .orElse(0);
        Optional<String> id = editing.map(stream -> stream.id().toString());
        app.templates()
                .answer(
                        ctx,
                        status,
                        "streamForm.jte",
                        new StreamFormPage(frames.of(ctx), id, form, ZONES, wordsOnly, paid, key));
    }

    private StreamStatistics statistics(StreamSession stream) {
        return app.platform().sessions().statistics(stream.id()).orElse(new StreamStatistics(0, Tokens.ZERO, 0));
    }

    private void askCancel(Context ctx) {
        StreamSession stream = own(ctx);
        ask(
                ctx,
                "Cancel “" + stream.title() + "”?",
                ClassRows.cancelConsequence(statistics(stream)),
                "Cancel the class",
                HOME + "/" + stream.id() + "/cancel");
    }

    private void askDelete(Context ctx) {
        StreamSession stream = own(ctx);
        ask(
                ctx,
                "Delete “" + stream.title() + "”?",
                ClassRows.deleteConsequence(statistics(stream)),
                "Delete for good",
                HOME + "/" + stream.id() + "/delete");
    }

    private void ask(Context ctx, String heading, String consequence, String confirm, String action) {
        app.templates()
                .answer(
                        ctx,
                        200,
                        "confirm.jte",
                        new ConfirmPage(frames.of(ctx), heading, consequence, confirm, action, HOME));
    }

    private void cancel(Context ctx) {
        StreamSession stream = own(ctx);
        SessionResult result = app.platform().sessions().cancel(stream.instructor(), stream.id());
        lead(ctx, result instanceof SessionResult.Done ? Notice.CANCELLED : Notice.NOT_POSSIBLE);
    }

    private void delete(Context ctx) {
        StreamSession stream = own(ctx);
        SessionResult result = app.platform().sessions().delete(stream.instructor(), stream.id(), true);
        lead(ctx, result instanceof SessionResult.Done ? Notice.DELETED : Notice.NOT_DELETED);
    }

    private static void lead(Context ctx, Notice notice) {
        Requests.seeOther(ctx, Requests.with(HOME, Optional.of(notice)));
    }
}
