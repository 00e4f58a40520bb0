package dev.stagedoor.server.pages;

import dev.stagedoor.core.accounts.Role;
import dev.stagedoor.core.accounts.User;
import dev.stagedoor.core.session.InstructorPage;
import dev.stagedoor.core.session.InstructorQuery;
import dev.stagedoor.core.session.StreamQuery;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.session.StreamStatus;
import dev.stagedoor.server.App;
import dev.stagedoor.server.http.Caller;
import dev.stagedoor.server.http.Problem;
import dev.stagedoor.server.http.Routes;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The instructor's door and the list behind it. */
final class StudioPages implements Routes {
    private static final String HOME = "/instructor/streams";
    private static final int MOST_CLASSES = 2_000;

    private final App app;
    private final Frames frames;

    StudioPages(App app, Frames frames) {
        this.app = app;
        this.frames = frames;
    }

    @Override
    public void register(JavalinDefaultRoutingApi routes) {
        routes.get("/instructor", ctx -> Requests.seeOther(ctx, HOME));
        routes.get("/instructor/login", this::door);
        routes.post("/instructor/login", this::open);
        routes.post("/instructor/lock", this::lock);
        routes.get(HOME, this::list);
    }

    private static Optional<User> instructor(Context ctx) {
        return Caller.of(ctx).user().filter(user -> user.has(Role.INSTRUCTOR));
    }

    private void door(Context ctx) {
        String next = Requests.next(ctx.queryParam("next"), HOME);
        if (Caller.of(ctx).studioOpen()) {
            Requests.seeOther(ctx, next);
            return;
        }
        show(ctx, 200, next, Form.empty());
    }

    private void show(Context ctx, int status, String next, Form form) {
        boolean needsAccount = instructor(ctx).isEmpty();
        String stranger =
                needsAccount ? Caller.of(ctx).user().map(User::displayName).orElse("") : "";
        app.templates()
                .answer(
                        ctx,
                        status,
                        "instructorLogin.jte",
                        new InstructorLoginPage(frames.of(ctx), needsAccount, stranger, next, form));
    }

    private void open(Context ctx) {
        String next = Requests.next(ctx.formParam("next"), HOME);
        Form typed = Form.of(Requests.fields(ctx, "email"));
        try {
            Optional<Form> wrong = enter(ctx, typed);
            if (wrong.isPresent()) {
                show(ctx, 422, next, wrong.get());
            } else {
                Requests.seeOther(ctx, next);
            }
        } catch (Problem busy) {
            show(ctx, busy.status(), next, typed.withProblem(busy.detail()));
        }
    }

    private Optional<Form> enter(Context ctx, Form typed) {
        Optional<User> known = instructor(ctx);
        Optional<User> user = known.isPresent()
                ? known
                : app.reception()
                        .signIn(ctx, typed.value("email"), Requests.field(ctx, "password"))
                        .filter(person -> person.has(Role.INSTRUCTOR));
        if (user.isEmpty()) {
            return Optional.of(
                    typed.withProblem("E-mail and password do not fit together, or this account does not teach here."));
        }
        User person = user.get();
        if (known.isEmpty()) {
            app.door().signIn(ctx, person);
        }
        if (app.door()
                .openStudio(ctx, person, Requests.field(ctx, "accessToken").strip())) {
            return Optional.empty();
        }
        return Optional.of(typed.withErrors(List.of(
                new Form.Error("accessToken", "This is not the instructor access token. Ask the operator for it."))));
    }

    private void lock(Context ctx) {
        app.door().closeStudio(ctx);
        Requests.seeOther(ctx, Requests.with("/streams", Optional.of(Notice.STUDIO_CLOSED)));
    }

    private void list(Context ctx) {
        User user = Caller.of(ctx).requireInstructor();
        String query = Frames.parameter(ctx, "q");
        String status = known(Frames.parameter(ctx, "status"), InstructorStreamsPage.statuses(), "");
        String sort = known(Frames.parameter(ctx, "sort"), InstructorStreamsPage.sorts(), "upcoming");
        ClassRows rows = new ClassRows(app, frames.times(ctx), Optional.of(user));
        List<InstructorPage.Entry> all = all(user);
        List<ClassRow> shown = all.stream()
                .filter(entry ->
                        status.isEmpty() || entry.stream().status().wireName().equals(status))
                .filter(entry -> matches(entry.stream(), query))
                .sorted(order(sort))
                .map(rows::of)
                .toList();
        app.templates()
                .answer(
                        ctx,
                        200,
                        "instructorStreams.jte",
                        new InstructorStreamsPage(frames.of(ctx), shown, totals(all), status, sort, query));
    }

    private static String known(String wanted, List<InstructorStreamsPage.Choice> choices, String otherwise) {
        return choices.stream().anyMatch(choice -> choice.key().equals(wanted)) ? wanted : otherwise;
    }

    private static boolean matches(StreamSession stream, String query) {
        return stream.title().toLowerCase(Locale.ROOT).contains(query.toLowerCase(Locale.ROOT));
    }

    private List<InstructorPage.Entry> all(User user) {
        List<InstructorPage.Entry> all = new ArrayList<>();
        StreamQuery query = StreamQuery.all().limit(StreamQuery.MAX_LIMIT);
        @Nullable String cursor = null;
        do {
            InstructorPage page = app.platform()
                    .sessions()
                    .listOwn(user.id(), InstructorQuery.of(cursor == null ? query : query.after(cursor)));
            all.addAll(page.streams());
            cursor = page.nextCursor().orElse(null);
        } while (cursor != null && all.size() < MOST_CLASSES);
        return all;
    }

    private static InstructorStreamsPage.Totals totals(List<InstructorPage.Entry> all) {
        return new InstructorStreamsPage.Totals(
                all.size(),
                (int) all.stream()
                        .filter(entry -> entry.stream().status() == StreamStatus.SCHEDULED)
                        .count(),
                all.stream()
                        .mapToLong(entry -> entry.statistics().enrollments())
                        .sum(),
                all.stream()
                        .mapToLong(entry -> entry.statistics().revenue().amount())
                        .sum(),
                all.stream()
                        .mapToInt(entry -> entry.statistics().peakViewers())
                        .max()
                        .orElse(0));
    }

    /** The platform lists upcoming first already; a stable sort keeps that order among equals. */
    private static Comparator<InstructorPage.Entry> order(String sort) {
        return switch (sort) {
            case "newest" ->
                Comparator.comparing(
                        (InstructorPage.Entry entry) -> entry.stream().scheduledStart(), Comparator.reverseOrder());
            case "title" ->
                Comparator.comparing(
                        (InstructorPage.Entry entry) -> entry.stream().title(), String.CASE_INSENSITIVE_ORDER);
            case "seats" ->
                Comparator.comparing(
                        (InstructorPage.Entry entry) -> entry.statistics().enrollments(), Comparator.reverseOrder());
            case "tokens" ->
                Comparator.comparing(
                        (InstructorPage.Entry entry) -> entry.statistics().revenue(), Comparator.reverseOrder());
            default -> (one, other) -> 0;
        };
    }
}
