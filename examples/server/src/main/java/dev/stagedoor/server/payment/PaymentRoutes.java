package dev.stagedoor.server.payment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.core.enrollment.Decider;
import dev.stagedoor.core.enrollment.DecisionResult;
import dev.stagedoor.core.enrollment.PaymentDecision;
import dev.stagedoor.core.enrollment.Reconciler;
import dev.stagedoor.core.enrollment.RemotePayment;
import dev.stagedoor.core.enrollment.Round;
import dev.stagedoor.core.tokens.TransferId;
import dev.stagedoor.server.App;
import dev.stagedoor.server.http.Json;
import dev.stagedoor.server.http.Problem;
import dev.stagedoor.server.http.Routes;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A round of the payment sweeps on call, and the payments that only a person can decide. */
public final class PaymentRoutes implements Routes {

    private static final int MOST_LISTED = 500;
    private static final int LONGEST_ID = 200;
    private static final int LONGEST_NAME = 100;

    private final App app;
    private final OperatorKey operator;
    private final PaymentSweeps sweeps;

    /** Over the given application. */
    public PaymentRoutes(App app, PaymentSweeps sweeps) {
        this.app = app;
        this.operator = new OperatorKey(
                app.config().cronSecret(),
                app.gatekeepers().limits(),
                app.gatekeepers().addresses());
        this.sweeps = sweeps;
    }

    @Override
    public void register(JavalinDefaultRoutingApi routes) {
        routes.get("/api/cron/reconcile-enrollments", this::reconcile);
        routes.get("/api/operator/payments", this::list);
        routes.get("/api/operator/payments/decisions", this::decisions);
        routes.post("/api/operator/payments/{id}", this::decide);
    }

    private void reconcile(Context ctx) {
        operator.require(ctx);
        Instant began = Instant.now();
        Round round = sweeps.runOnce();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("examined", round.examined());
        body.put("done", round.done());
        body.put("failed", round.failed());
        body.put("skipped", round.skipped());
        body.put("tookMillis", Duration.between(began, Instant.now()).toMillis());
        Json.answer(ctx, 200, body);
    }

    private Reconciler reconciler() {
        return app.platform().reconciler();
    }

    private void list(Context ctx) {
        operator.require(ctx);
        List<Map<String, Object>> payments = reconciler().listNeedingPerson(MOST_LISTED).stream()
                .map(PaymentRoutes::view)
                .toList();
        Json.answer(ctx, 200, Map.of("payments", payments));
    }

    private void decisions(Context ctx) {
        operator.require(ctx);
        List<Map<String, Object>> decisions = reconciler().listDecisions(MOST_LISTED).stream()
                .map(PaymentRoutes::view)
                .toList();
        Json.answer(ctx, 200, Map.of("decisions", decisions));
    }

    private static Map<String, Object> view(PaymentDecision decision) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", decision.id().toString());
        view.put("paymentId", decision.paymentId().toString());
        view.put("decision", decision.finding().wireName());
        view.put("transactionId", decision.transactionId().orElse(null));
        view.put("at", decision.at());
        view.put("decidedBy", decision.by().name());
        view.put("decidedWith", decision.by().with());
        view.put("decidedFrom", decision.by().from());
        view.put("known", decision.known());
        view.put("attempts", decision.attempts());
        view.put("stateAfter", decision.after().wireName());
        return view;
    }

    private void decide(Context ctx) {
        operator.require(ctx);
        TransferId id = TransferId.parse(ctx.pathParam("id")).orElseThrow(PaymentRoutes::noSuchPayment);
        JsonNode body = Json.object(ctx);
        Decider by = operator.decider(ctx, text(body, "decidedBy", LONGEST_NAME));
        DecisionResult result = switch (text(body, "decision", LONGEST_NAME)) {
            case "moved" -> reconciler().hasMoved(id, text(body, "transactionId", LONGEST_ID), by);
            case "not_moved" -> reconciler().hasNotMoved(id, by);
            default -> throw Problem.validation("decision", "Say moved or not_moved.");
        };
        Json.answer(ctx, 200, view(decided(result)));
    }

    private static RemotePayment decided(DecisionResult result) {
        return result.fold(
                DecisionResult.Decided::payment,
                notOpen -> {
                    throw Problem.of(
                            409,
                            "nothing_to_decide",
                            "Nothing to decide",
                            "This payment is " + notOpen.payment().state().wireName() + ". Nothing was changed.");
                },
                unknown -> {
                    throw noSuchPayment();
                });
    }

    private static Problem noSuchPayment() {
        return Problem.of(404, "payment_not_found", "No such payment", "There is no payment with this id.");
    }

    private static String text(JsonNode body, String field, int longest) {
        String text = body.path(field).asText("").strip();
        if (text.isEmpty() || text.length() > longest) {
            throw Problem.validation(field, "Enter 1 to " + longest + " characters.");
        }
        return text;
    }

    private static Map<String, Object> view(RemotePayment payment) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", payment.id().toString());
        view.put("kind", payment.kind().wireName());
        view.put("state", payment.state().wireName());
        view.put("enrollmentId", payment.enrollmentId().toString());
        view.put("streamId", payment.streamId().toString());
        view.put("userId", payment.userId().toString());
        view.put("amount", payment.amount().amount());
        view.put("reason", payment.reason());
        view.put("attempts", payment.attempts());
        view.put("createdAt", payment.createdAt());
        view.put("sentAt", payment.sentAt());
        view.put("lastOutcome", payment.lastOutcome());
        view.put("originalTransactionId", payment.original().orElse(null));
        view.put("transactionId", payment.transactionId().orElse(null));
        return view;
    }
}
