package dev.stagedoor.server.pages;

import dev.stagedoor.core.accounts.SignUpResult;
import dev.stagedoor.core.accounts.User;
import dev.stagedoor.core.enrollment.Enrollment;
import dev.stagedoor.core.enrollment.EnrollmentId;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.tokens.TokenMovement;
import dev.stagedoor.server.App;
import dev.stagedoor.server.http.Caller;
import dev.stagedoor.server.http.Problem;
import dev.stagedoor.server.http.Routes;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Signing in and out, making an account, and the person's own page. */
final class AccountPages implements Routes {
    private static final int MOST_SEATS = 100;
    private static final int MOST_LINES = 100;

    private final App app;
    private final Frames frames;

    AccountPages(App app, Frames frames) {
        this.app = app;
        this.frames = frames;
    }

    @Override
    public void register(JavalinDefaultRoutingApi routes) {
        routes.get("/login", this::form);
        routes.post("/login", this::send);
        routes.post("/logout", this::logOut);
        routes.get("/me", this::me);
    }

    private void form(Context ctx) {
        String next = Requests.next(ctx.queryParam("next"), "/streams");
        if (Caller.of(ctx).signedIn()) {
            Requests.seeOther(ctx, next);
            return;
        }
        show(ctx, 200, next, Form.empty());
    }

    private static boolean signUp(Context ctx) {
        return "signup".equals(ctx.queryParam("mode"));
    }

    private void show(Context ctx, int status, String next, Form form) {
        app.templates()
                .answer(ctx, status, "login.jte", new LoginPage(frames.of(ctx), signUp(ctx), next, reason(next), form));
    }

    private String reason(String next) {
        if (!next.startsWith("/streams/")) {
            return next.startsWith("/me") ? "Your seats and tokens are behind this door." : "";
        }
        String id = next.substring("/streams/".length()).split("[/?#]", 2)[0];
        return StreamId.parse(id)
                .flatMap(app.platform().sessions()::find)
                .map(stream -> "To go on with “" + stream.title() + "”.")
                .orElse("");
    }

    private void send(Context ctx) {
        String next = Requests.next(ctx.formParam("next"), "/streams");
        String password = Requests.field(ctx, "password");
        Form typed = Form.of(Requests.fields(ctx, "email", "displayName"));
        try {
            Optional<Form> wrong = signUp(ctx) ? make(ctx, typed, password) : enter(ctx, typed, password);
            if (wrong.isPresent()) {
                show(ctx, 422, next, wrong.get());
            } else {
                Requests.seeOther(ctx, next);
            }
        } catch (Problem busy) {
            show(ctx, busy.status(), next, typed.withProblem(busy.detail()));
        }
    }

    private Optional<Form> enter(Context ctx, Form typed, String password) {
        List<Form.Error> missing = new ArrayList<>();
        if (typed.value("email").isBlank()) {
            missing.add(new Form.Error("email", "Enter your e-mail address."));
        }
        if (password.isEmpty()) {
            missing.add(new Form.Error("password", "Enter your password."));
        }
        if (!missing.isEmpty()) {
            return Optional.of(typed.withErrors(missing));
        }
        Optional<User> user = app.reception().signIn(ctx, typed.value("email"), password);
        user.ifPresent(person -> app.door().signIn(ctx, person));
        return user.isPresent()
                ? Optional.empty()
                : Optional.of(
                        typed.withProblem("E-mail and password do not fit together. Try again, or create an account."));
    }

    private Optional<Form> make(Context ctx, Form typed, String password) {
        SignUpResult result = app.reception().signUp(ctx, typed.value("email"), password, typed.value("displayName"));
        return result.fold(
                made -> {
                    app.door().signIn(ctx, made.user());
                    return Optional.empty();
                },
                taken -> Optional.of(typed.withErrors(List.of(new Form.Error(
                        "email", "This address has an account already. Sign in, or use another address.")))),
                invalid -> Optional.of(typed.withErrors(invalid.violations().stream()
                        .map(violation -> new Form.Error(violation.field(), violation.message()))
                        .toList())));
    }

    private void logOut(Context ctx) {
        app.door().signOut(ctx);
        Requests.seeOther(ctx, Requests.with("/streams", Optional.of(Notice.SIGNED_OUT)));
    }

    private void me(Context ctx) {
        User user = Caller.of(ctx).requireUser();
        TimeTeller times = frames.times(ctx);
        Cards cards = new Cards(app.platform(), times, app.clock().instant(), Optional.of(user));
        List<MePage.Seat> seats = new ArrayList<>();
        List<MePage.Seat> past = new ArrayList<>();
        for (Enrollment enrollment : app.platform().enrollments().listFor(user.id(), MOST_SEATS)) {
            app.platform().sessions().find(enrollment.streamId()).ifPresent(stream -> {
                boolean ahead = SeatWords.ahead(stream, enrollment);
                (ahead ? seats : past).add(seat(stream, enrollment, cards));
            });
        }
        Frame frame = frames.of(ctx);
        String buyTokensUrl = app.config().buyTokensUrl().map(URI::toString).orElse("");
        boolean elsewhere = app.config().tokensApi().isPresent();
        List<MePage.Line> lines = elsewhere ? payments(user, times) : history(user, frame, times);
        MePage page = new MePage(frame, seats, past, lines, elsewhere, buyTokensUrl);
        app.templates().answer(ctx, 200, "me.jte", page);
    }

    private static MePage.Seat seat(StreamSession stream, Enrollment enrollment, Cards cards) {
        return new MePage.Seat(
                cards.of(stream), Words.price(enrollment.tokensPaid().amount()), SeatWords.state(stream, enrollment));
    }

    private List<MePage.Line> history(User user, Frame frame, TimeTeller times) {
        long balance = frame.viewer().flatMap(Viewer::balance).orElse(0L);
        List<MePage.Line> lines = new ArrayList<>();
        for (TokenMovement movement : app.platform().tokens().history(user.id(), MOST_LINES)) {
            lines.add(MePage.Line.own(
                    times.when(movement.at()),
                    MovementWords.why(movement, title(movement)),
                    movement.change(),
                    balance));
            balance -= movement.change();
        }
        return lines;
    }

    private List<MePage.Line> payments(User user, TimeTeller times) {
        return app.platform().reconciler().listFor(user.id(), MOST_LINES).stream()
                .map(payment -> MovementWords.line(
                        payment,
                        app.platform().sessions().find(payment.streamId()).map(StreamSession::title),
                        times.when(payment.createdAt())))
                .toList();
    }

    private Optional<String> title(TokenMovement movement) {
        return movement.subject().flatMap(this::streamOf).map(StreamSession::title);
    }

    private Optional<StreamSession> streamOf(UUID subject) {
        Optional<StreamSession> direct = app.platform().sessions().find(new StreamId(subject));
        return direct.isPresent()
                ? direct
                : app.platform()
                        .enrollments()
                        .find(new EnrollmentId(subject))
                        .flatMap(enrollment -> app.platform().sessions().find(enrollment.streamId()));
    }
}
