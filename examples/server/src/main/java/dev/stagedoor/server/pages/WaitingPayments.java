package dev.stagedoor.server.pages;

import dev.stagedoor.core.accounts.User;
import dev.stagedoor.core.enrollment.EnrollmentState;
import dev.stagedoor.core.enrollment.PaymentDecision;
import dev.stagedoor.core.enrollment.RemotePayment;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.server.App;
import dev.stagedoor.server.config.TokensApi;
import dev.stagedoor.server.pages.OperatorDecisionPage.Decision;
import java.util.Optional;

/** Tells payments in words. */
final class WaitingPayments {
    private final App app;
    private final TimeTeller times;

    WaitingPayments(App app, TimeTeller times) {
        this.app = app;
        this.times = times;
    }

    WaitingPayment of(RemotePayment payment) {
        Optional<User> user = app.platform().accounts().find(payment.userId());
        return new WaitingPayment(
                payment.id().toString(),
                isRefund(payment),
                user.map(User::displayName).orElse("Somebody without an account"),
                user.map(User::email).map(WaitingPayments::shortened).orElse(""),
                app.platform()
                        .sessions()
                        .find(payment.streamId())
                        .map(StreamSession::title)
                        .orElse("a class that was deleted"),
                Words.tokens(payment.amount().amount()),
                times.when(payment.createdAt()),
                times.when(payment.sentAt()),
                story(payment));
    }

    TakenDecision of(PaymentDecision decision, RemotePayment payment) {
        return new TakenDecision(
                of(payment),
                decision.finding() == PaymentDecision.Finding.MOVED,
                decision.transactionId().orElse(""),
                decision.by().name(),
                decision.by().with(),
                decision.by().from(),
                times.when(decision.at()),
                decision.known());
    }

    private static boolean isRefund(RemotePayment payment) {
        return payment.kind() == RemotePayment.Kind.REFUND;
    }

    /** Enough to recognize an address, too little to write to it: {@code an…@example.com}. */
    static String shortened(String email) {
        int at = email.lastIndexOf('@');
        int shown = at > 4 ? 2 : Math.min(1, Math.max(0, at));
        return email.substring(0, email.offsetByCodePoints(0, shown)) + "…" + email.substring(Math.max(0, at));
    }

    private static String story(RemotePayment payment) {
        String begin = isRefund(payment)
                ? "These tokens are owed back."
                : "The charge was sent, and whether it went through is not known.";
        String known = payment.lastOutcome().isBlank() ? "" : " " + payment.lastOutcome();
        return begin + known + " Taken up " + Words.count(payment.attempts(), "time") + " so far.";
    }

    /** What a decision does, for the person who takes it. */
    String consequence(RemotePayment payment, WaitingPayment words, Decision decision) {
        boolean moved = decision == Decision.MOVED;
        if (isRefund(payment)) {
            return moved
                    ? words.person() + " is told that " + words.tokens()
                            + " are back, and the refund is finished: nothing is sent any more. This cannot be taken back."
                    : refundNotMade(words);
        }
        if (!moved) {
            return "The seat in “" + words.title() + "” is free again and " + words.person()
                    + " owes nothing for it. If the tokens were taken after all, nobody here gives them back by itself. This cannot be taken back.";
        }
        return isHeld(payment)
                ? "The seat in “" + words.title() + "” becomes " + words.person()
                        + "’s, with a receipt, and nothing is charged again. This cannot be taken back."
                : "The seat in “" + words.title() + "” is not held any more, so the " + words.tokens()
                        + " are owed back to " + words.person() + ". This cannot be taken back.";
    }

    private String refundNotMade(WaitingPayment words) {
        return app.config().tokensApi().flatMap(TokensApi::refundPath).isPresent()
                ? "The refund of " + words.tokens() + " is sent again within a minute. If it was made after all, "
                        + words.person() + " may get it twice."
                : "The refund is still owed to " + words.person()
                        + ". The token API takes no refunds from here, so it stays on the list until somebody makes it there.";
    }

    private boolean isHeld(RemotePayment payment) {
        return app.platform()
                .enrollments()
                .find(payment.enrollmentId())
                .filter(seat -> seat.state() == EnrollmentState.PAYMENT_PENDING)
                .isPresent();
    }

    static OperatorDecisionPage.Ids ids(RemotePayment payment) {
        return new OperatorDecisionPage.Ids(
                payment.id().toString(),
                payment.userId().toString(),
                payment.original().orElse(""));
    }
}
