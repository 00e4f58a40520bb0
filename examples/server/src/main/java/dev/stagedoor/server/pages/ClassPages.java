package dev.stagedoor.server.pages;

import dev.stagedoor.core.access.AccessExplanation;
import dev.stagedoor.core.access.Door;
import dev.stagedoor.core.accounts.User;
import dev.stagedoor.core.enrollment.CancelResult;
import dev.stagedoor.core.enrollment.EnrollRequest;
import dev.stagedoor.core.enrollment.Enrollment;
import dev.stagedoor.core.enrollment.EnrollmentId;
import dev.stagedoor.core.enrollment.EnrollmentState;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.session.StreamStatus;
import dev.stagedoor.core.tokens.Tokens;
import dev.stagedoor.server.App;
import dev.stagedoor.server.http.Caller;
import dev.stagedoor.server.http.RateLimits;
import dev.stagedoor.server.http.Routes;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One class: looking at it, taking a seat, giving it back, watching. */
final class ClassPages implements Routes {
    private static final String RULES =
            "Give your seat back any time before the start and your tokens come back at once. If the class is cancelled, they come back by themselves.";
    private static final String FREE_RULES =
            "This class is free. You can give your seat back any time before the start.";

    private final App app;
    private final Frames frames;

    ClassPages(App app, Frames frames) {
        this.app = app;
        this.frames = frames;
    }

    @Override
    public void register(JavalinDefaultRoutingApi routes) {
        routes.get("/streams/{id}", this::show);
        routes.post("/streams/{id}/enroll", this::enroll);
        routes.get("/streams/{id}/leave", this::askLeave);
        routes.post("/streams/{id}/leave", this::leave);
        routes.get("/streams/{id}/watch", this::watch);
    }

    private void show(Context ctx) {
        StreamSession stream = Requests.stream(ctx, app);
        Optional<User> user = Caller.of(ctx).user();
        Frame frame = frames.of(ctx);
        Optional<Long> balance = frame.viewer().flatMap(Viewer::balance);
        Optional<Enrollment> enrollment =
                user.flatMap(person -> app.platform().enrollments().find(person.id(), stream.id()));
        Instant now = app.clock().instant();
        NextStep step = new NextSteps(
                        stream,
                        now,
                        user.isPresent(),
                        user.map(person -> person.id().equals(stream.instructor()))
                                .orElse(false),
                        enrollment,
                        balance,
                        app.config().buyTokensUrl().map(URI::toString).orElse("/me#tokens"))
                .decide();
        TimeTeller times = frames.times(ctx, stream.zone());
        StreamCard card = new Cards(app.platform(), times, now, user).of(stream);
        app.templates()
                .answer(
                        ctx,
                        200,
                        "stream.jte",
                        new ClassPage(
                                frame,
                                card,
                                paragraphs(stream.description()),
                                times.clockElsewhere(card.when().instant(), stream.zone()),
                                step,
                                stream.price().amount(),
                                balance,
                                mayLeave(stream, enrollment, now),
                                rules(stream),
                                Optional.empty(),
                                app.platform().ids().next().toString()));
    }

    /** What holds for seats; empty when no seat can be taken or given back any more. */
    private static String rules(StreamSession stream) {
        return switch (stream.status()) {
            case SCHEDULED, LIVE -> stream.price().isZero() ? FREE_RULES : RULES;
            case ENDED, CANCELLED -> "";
        };
    }

    private static boolean mayLeave(StreamSession stream, Optional<Enrollment> enrollment, Instant now) {
        return stream.status() == StreamStatus.SCHEDULED
                && now.isBefore(stream.scheduledStart())
                && enrollment
                        .filter(seat -> seat.state() == EnrollmentState.ACTIVE)
                        .isPresent();
    }

    static List<String> paragraphs(String text) {
        return Arrays.stream(text.split("\\R\\s*"))
                .map(String::strip)
                .filter(paragraph -> !paragraph.isEmpty())
                .toList();
    }

    private void enroll(Context ctx) {
        Optional<User> user = Caller.of(ctx).user();
        StreamSession stream = Requests.stream(ctx, app);
        String page = "/streams/" + stream.id();
        if (user.isEmpty()) {
            Requests.seeOther(ctx, "/login?next=" + Words.inQuery(page));
            return;
        }
        User person = user.get();
        app.limits().count(RateLimits.Action.ENROLL, person.id().toString());
        EnrollRequest request = EnrollRequest.of(enrollmentId(ctx, person), person.id(), stream.id());
        Optional<Tokens> shown = shownPrice(ctx);
        Optional<Notice> notice = app.platform()
                .enrollments()
                .enroll(shown.map(request::expecting).orElse(request))
                .fold(new EnrollNotices());
        Requests.seeOther(ctx, Requests.with(page, notice));
    }

    private EnrollmentId enrollmentId(Context ctx, User person) {
        String key = Requests.field(ctx, "idempotencyKey");
        return key.isEmpty() || key.length() > 200
                ? new EnrollmentId(app.platform().ids().next())
                : EnrollmentId.fromKey(person.id().toString(), key);
    }

    private static Optional<Tokens> shownPrice(Context ctx) {
        String price = Requests.field(ctx, "price");
        return price.matches("[0-9]{1,12}") ? Optional.of(Tokens.of(Long.parseLong(price))) : Optional.empty();
    }

    private void askLeave(Context ctx) {
        Caller.of(ctx).requireUser();
        StreamSession stream = Requests.stream(ctx, app);
        String page = "/streams/" + stream.id();
        app.templates()
                .answer(
                        ctx,
                        200,
                        "confirm.jte",
                        new ConfirmPage(
                                frames.of(ctx),
                                "Give back your seat in “" + stream.title() + "”?",
                                stream.price().isZero()
                                        ? "Somebody else can take it then."
                                        : "The tokens you paid come back at once, and somebody else can take the seat.",
                                "Give back my seat",
                                page + "/leave",
                                page));
    }

    private void leave(Context ctx) {
        User user = Caller.of(ctx).requireUser();
        StreamSession stream = Requests.stream(ctx, app);
        CancelResult result = app.platform().enrollments().cancel(user.id(), stream.id());
        Requests.seeOther(ctx, Requests.with("/streams/" + stream.id(), Optional.of(noticeOf(result))));
    }

    private static Notice noticeOf(CancelResult result) {
        if (result instanceof CancelResult.RefundPending) {
            return Notice.REFUND_PENDING;
        }
        return result instanceof CancelResult.Cancelled ? Notice.SEAT_CANCELLED : Notice.SEAT_NOT_CANCELLED;
    }

    private void watch(Context ctx) {
        User user = Caller.of(ctx).requireUser();
        StreamSession stream = Requests.stream(ctx, app);
        AccessExplanation access = app.platform().explainAccess(user.id(), stream.id());
        if (!access.opens(Door.PAGE)) {
            Requests.seeOther(ctx, "/streams/" + stream.id());
            return;
        }
        TimeTeller times = frames.times(ctx, stream.zone());
        StreamCard card = new Cards(app.platform(), times, app.clock().instant(), Optional.of(user)).of(stream);
        if (stream.status() == StreamStatus.ENDED) {
            app.templates().answer(ctx, 200, "replay.jte", replay(ctx, stream, card, times));
        } else {
            app.templates().answer(ctx, 200, "watch.jte", new WatchPage(frames.of(ctx), card));
        }
    }

    private ReplayPage replay(Context ctx, StreamSession stream, StreamCard card, TimeTeller times) {
        return new ReplayPage(
                frames.of(ctx),
                false,
                card.id(),
                card.title(),
                card.instructor(),
                card.length(),
                "/streams/" + card.id() + "/thumbnail",
                card.picture(),
                paragraphs(stream.description()),
                stream.recordingExpiresAt().map(times::when));
    }
}
