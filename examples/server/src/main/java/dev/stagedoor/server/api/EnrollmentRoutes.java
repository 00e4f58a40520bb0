package dev.stagedoor.server.api;

import dev.stagedoor.core.accounts.User;
import dev.stagedoor.core.enrollment.CancelResult;
import dev.stagedoor.core.enrollment.EnrollRequest;
import dev.stagedoor.core.enrollment.Enrollment;
import dev.stagedoor.core.enrollment.EnrollmentId;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.tokens.Tokens;
import dev.stagedoor.server.App;
import dev.stagedoor.server.http.Caller;
import dev.stagedoor.server.http.Json;
import dev.stagedoor.server.http.Problem;
import dev.stagedoor.server.http.RateLimits.Action;
import dev.stagedoor.server.http.Routes;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Taking a seat, giving it back, and the seats a person has. */
final class EnrollmentRoutes implements Routes {

    private static final int MOST_LISTED = 500;

    private final App app;
    private final StreamViews views;

    EnrollmentRoutes(App app) {
        this.app = app;
        this.views = new StreamViews(app.platform(), app.clock());
    }

    @Override
    public void register(JavalinDefaultRoutingApi routes) {
        routes.post("/api/streams/{id}/enroll", this::enroll);
        routes.delete("/api/streams/{id}/enroll", this::cancel);
        routes.get("/api/me/enrollments", this::list);
    }

    private void enroll(Context ctx) {
        User user = Caller.of(ctx).requireUser();
        StreamId stream = Params.streamId(ctx);
        app.limits().count(Action.ENROLL, user.id().toString());
        EnrollmentId id = Params.idempotencyKey(ctx)
                .map(key -> EnrollmentId.fromKey(user.id().toString(), key))
                .orElseGet(() -> new EnrollmentId(app.platform().ids().next()));
        EnrollRequest request = expecting(ctx, EnrollRequest.of(id, user.id(), stream));
        EnrollAnswer answer = app.platform().enrollments().enroll(request).fold(new EnrollAnswers(app, user));
        Json.answer(ctx, answer.status(), answer.body());
    }

    private static EnrollRequest expecting(Context ctx, EnrollRequest request) {
        Fields fields = Fields.of(ctx);
        OptionalLong expected =
                fields.whole("expectedPrice", 0, Tokens.MAX, "Send the price that was shown, in whole tokens.");
        fields.check();
        return expected.isPresent() ? request.expecting(Tokens.of(expected.getAsLong())) : request;
    }

    private void cancel(Context ctx) {
        User user = Caller.of(ctx).requireUser();
        StreamId stream = Params.stream(ctx, app.platform().sessions()).id();
        CancelResult result = app.platform().enrollments().cancel(user.id(), stream);
        Json.answer(ctx, result instanceof CancelResult.RefundPending ? 202 : 200, result.fold(new CancelAnswers()));
    }

    private void list(Context ctx) {
        User user = Caller.of(ctx).requireUser();
        List<EnrollmentView> enrollments = app.platform().enrollments().listFor(user.id(), MOST_LISTED).stream()
                .map(this::withStream)
                .toList();
        Json.answer(ctx, 200, Map.of("enrollments", enrollments));
    }

    private EnrollmentView withStream(Enrollment enrollment) {
        return EnrollmentView.of(
                enrollment,
                app.platform()
                        .sessions()
                        .find(enrollment.streamId())
                        .map(views::of)
                        .orElse(null));
    }

    private static final class CancelAnswers implements CancelResult.Cases<Map<String, Object>> {

        @Override
        public Map<String, Object> cancelled(CancelResult.Cancelled it) {
            return Map.of(
                    "refunded", it.refunded().amount(),
                    "newBalance", it.newBalance().amount(),
                    "enrollment", EnrollmentView.of(it.enrollment()));
        }

        @Override
        public Map<String, Object> refundPending(CancelResult.RefundPending it) {
            return Map.of("code", "refund_pending", "refunded", 0, "enrollment", EnrollmentView.of(it.enrollment()));
        }

        @Override
        public Map<String, Object> notEnrolled(CancelResult.NotEnrolled it) {
            throw Problem.of(409, "not_enrolled", "You have no seat", "There is no seat to give back.");
        }

        @Override
        public Map<String, Object> notAllowed(CancelResult.NotAllowed it) {
            throw Problem.of(409, "cancellation_not_allowed", "The seat stays yours", it.message());
        }
    }
}
