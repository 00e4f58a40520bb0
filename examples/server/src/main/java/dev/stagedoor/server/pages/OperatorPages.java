package dev.stagedoor.server.pages;

import dev.stagedoor.core.accounts.User;
import dev.stagedoor.core.enrollment.Decider;
import dev.stagedoor.core.enrollment.DecisionResult;
import dev.stagedoor.core.enrollment.Reconciler;
import dev.stagedoor.core.enrollment.RemotePayment;
import dev.stagedoor.core.tokens.TransferId;
import dev.stagedoor.server.App;
import dev.stagedoor.server.http.Caller;
import dev.stagedoor.server.http.OperatorDoor;
import dev.stagedoor.server.http.Problem;
import dev.stagedoor.server.http.Routes;
import dev.stagedoor.server.pages.OperatorDecisionPage.Decision;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operator's door, and the payments behind it that only a person can decide. */
final class OperatorPages implements Routes {
    private static final String HOME = "/operator/payments";
    private static final String DOOR = "/operator/login";
    private static final String NAME = "decidedBy";
    private static final String TRANSACTION = "transactionId";
    private static final int MOST_LISTED = 100;
    private static final int MOST_DECISIONS = 50;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_TRANSACTION = 200;

    private final App app;
    private final Frames frames;
    private final OperatorDoor door;

    OperatorPages(App app, Frames frames) {
        this.app = app;
        this.frames = frames;
        this.door = app.gatekeepers().operatorDoor();
    }

    @Override
    public void register(JavalinDefaultRoutingApi routes) {
        routes.get("/operator", ctx -> Requests.seeOther(ctx, HOME));
        routes.get(DOOR, whereAvailable(this::login));
        routes.post(DOOR, whereAvailable(this::open));
        routes.post("/operator/lock", this::lock);
        routes.get(HOME, behindDoor(this::list));
        for (Decision decision : Decision.values()) {
            String path = HOME + "/{id}/" + decision.key();
            routes.get(path, behindDoor(ctx -> ask(ctx, decision)));
            routes.post(path, behindDoor(ctx -> decide(ctx, decision)));
        }
    }

    private Handler whereAvailable(Handler handler) {
        return door.available() ? handler : this::notAvailable;
    }

    private Handler behindDoor(Handler handler) {
        return whereAvailable(ctx -> {
            if (door.isOpen(ctx)) {
                handler.handle(ctx);
            } else {
                boolean reading = ctx.method().name().equals("GET");
                Requests.seeOther(ctx, DOOR + "?next=" + Words.inQuery(reading ? ctx.path() : HOME));
            }
        });
    }

    private void notAvailable(Context ctx) {
        app.templates()
                .answer(
                        ctx,
                        404,
                        "error.jte",
                        new ProblemPage(
                                frames.bare(ctx),
                                404,
                                "The operator’s page is not set up",
                                "It opens with the operator secret. Set CRON_SECRET on the server and start it again.",
                                "See all classes",
                                "/streams",
                                ""));
    }

    private static String next(String wanted) {
        String path = Requests.next(wanted, HOME);
        return path.startsWith(HOME) ? path : HOME;
    }

    private void login(Context ctx) {
        String next = next(Frames.parameter(ctx, "next"));
        if (door.isOpen(ctx)) {
            Requests.seeOther(ctx, next);
        } else {
            showLogin(ctx, 200, next, Form.empty());
        }
    }

    private void showLogin(Context ctx, int status, String next, Form form) {
        app.templates().answer(ctx, status, "operatorLogin.jte", new OperatorLoginPage(frames.of(ctx), next, form));
    }

    private void open(Context ctx) {
        String next = next(Requests.field(ctx, "next"));
        try {
            if (door.open(ctx, Requests.field(ctx, "secret").strip())) {
                Requests.seeOther(ctx, next);
            } else {
                Form wrong = Form.empty()
                        .withErrors(List.of(new Form.Error("secret", "This is not the operator secret.")))
                        .withProblem("The page stays closed.");
                showLogin(ctx, 422, next, wrong);
            }
        } catch (Problem tooMany) {
            showLogin(ctx, tooMany.status(), next, Form.empty().withProblem(tooMany.detail()));
        }
    }

    private void lock(Context ctx) {
        door.close(ctx);
        lead(ctx, DOOR, Notice.OPERATOR_CLOSED);
    }

    private static void lead(Context ctx, String page, Notice notice) {
        Requests.seeOther(ctx, Requests.with(page, Optional.of(notice)));
    }

    private Reconciler reconciler() {
        return app.platform().reconciler();
    }

    private WaitingPayments words(Context ctx) {
        return new WaitingPayments(app, frames.times(ctx));
    }

    private void list(Context ctx) {
        List<RemotePayment> waiting = reconciler().listNeedingPerson(MOST_LISTED + 1);
        WaitingPayments words = words(ctx);
        List<WaitingPayment> shown =
                waiting.stream().limit(MOST_LISTED).map(words::of).toList();
        app.templates()
                .answer(
                        ctx,
                        200,
                        "operatorPayments.jte",
                        new OperatorPaymentsPage(
                                frames.of(ctx), shown, waiting.size() > MOST_LISTED, decisions(words)));
    }

    private List<TakenDecision> decisions(WaitingPayments words) {
        return reconciler().listDecisions(MOST_DECISIONS).stream()
                .flatMap(taken -> reconciler().find(taken.paymentId()).map(it -> words.of(taken, it)).stream())
                .toList();
    }

    private RemotePayment payment(Context ctx) {
        return TransferId.parse(ctx.pathParam("id"))
                .flatMap(reconciler()::find)
                .orElseThrow(OperatorPages::noSuchPayment);
    }

    private static Problem noSuchPayment() {
        return Problem.of(404, "payment_not_found", "No such payment", "There is no payment with this id.");
    }

    private static boolean isOpen(RemotePayment payment) {
        return payment.state() == RemotePayment.State.NEEDS_PERSON;
    }

    private void ask(Context ctx, Decision decision) {
        RemotePayment payment = payment(ctx);
        if (isOpen(payment)) {
            String name = Caller.of(ctx).user().map(User::displayName).orElse("");
            show(ctx, 200, payment, decision, Form.of(Map.of(NAME, name)));
        } else {
            lead(ctx, HOME, Notice.DECIDED_BEFORE);
        }
    }

    private void show(Context ctx, int status, RemotePayment payment, Decision decision, Form form) {
        WaitingPayments words = words(ctx);
        WaitingPayment told = words.of(payment);
        app.templates()
                .answer(
                        ctx,
                        status,
                        "operatorDecision.jte",
                        new OperatorDecisionPage(
                                frames.of(ctx),
                                told,
                                decision,
                                words.consequence(payment, told, decision),
                                WaitingPayments.ids(payment),
                                form));
    }

    private void decide(Context ctx, Decision decision) {
        RemotePayment payment = payment(ctx);
        Form typed = Form.of(Requests.fields(ctx, NAME, TRANSACTION));
        List<Form.Error> wrong = check(typed, decision);
        if (!isOpen(payment)) {
            lead(ctx, HOME, Notice.DECIDED_BEFORE);
        } else if (!wrong.isEmpty()) {
            show(ctx, 422, payment, decision, typed.withErrors(wrong));
        } else {
            lead(ctx, HOME, noticeOf(carryOut(ctx, payment.id(), typed, decision)));
        }
    }

    private static List<Form.Error> check(Form typed, Decision decision) {
        List<Form.Error> wrong = new ArrayList<>();
        if (decision == Decision.MOVED && !fits(typed.value(TRANSACTION), LONGEST_TRANSACTION)) {
            wrong.add(new Form.Error(
                    TRANSACTION, "Enter the transaction’s id, at most " + LONGEST_TRANSACTION + " characters."));
        }
        if (!fits(typed.value(NAME), LONGEST_NAME)) {
            wrong.add(new Form.Error(NAME, "Enter your name, at most " + LONGEST_NAME + " characters."));
        }
        return wrong;
    }

    private static boolean fits(String text, int longest) {
        return !text.isBlank() && text.strip().length() <= longest;
    }

    private DecisionResult carryOut(Context ctx, TransferId id, Form typed, Decision decision) {
        Decider by = door.decider(ctx, typed.value(NAME).strip());
        return decision == Decision.MOVED
                ? reconciler().hasMoved(id, typed.value(TRANSACTION).strip(), by)
                : reconciler().hasNotMoved(id, by);
    }

    private static Notice noticeOf(DecisionResult result) {
        return result.fold(
                decided -> switch (decided.payment().state()) {
                    case PENDING -> Notice.REFUND_AGAIN;
                    case NEEDS_PERSON -> Notice.REFUND_OWED;
                    case DONE, DECLINED -> Notice.DECIDED;
                },
                notOpen -> Notice.DECIDED_BEFORE,
                unknown -> {
                    throw noSuchPayment();
                });
    }
}
