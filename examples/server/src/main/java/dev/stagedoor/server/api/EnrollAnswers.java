package dev.stagedoor.server.api;

import dev.stagedoor.core.accounts.User;
import dev.stagedoor.core.enrollment.EnrollResult;
import dev.stagedoor.core.enrollment.Enrollment;
import dev.stagedoor.server.App;
import dev.stagedoor.server.http.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says how enrolling went. */
final class EnrollAnswers implements EnrollResult.Cases<EnrollAnswer> {

    private final App app;
    private final User user;

    EnrollAnswers(App app, User user) {
        this.app = app;
        this.user = user;
    }

    @Override
    public EnrollAnswer enrolled(EnrollResult.Enrolled it) {
        return new EnrollAnswer(
                201,
                body(
                        it.enrollment(),
                        it.newBalance().amount(),
                        it.transactionId().orElse(null)));
    }

    @Override
    public EnrollAnswer alreadyEnrolled(EnrollResult.AlreadyEnrolled it) {
        return new EnrollAnswer(
                200,
                body(it.enrollment(), balance(), it.enrollment().transactionId().orElse(null)));
    }

    @Override
    public EnrollAnswer paymentPending(EnrollResult.PaymentPending it) {
        Map<String, Object> body = body(it.enrollment(), balance(), null);
        body.put("code", "payment_pending");
        body.put("detail", "Your payment is being confirmed. You do not need to pay again.");
        return new EnrollAnswer(202, body);
    }

    @Override
    public EnrollAnswer insufficientTokens(EnrollResult.InsufficientTokens it) {
        long missing = it.price().amount() - it.balance().amount();
        throw Problem.of(
                        402,
                        "insufficient_tokens",
                        "Not enough tokens",
                        "This class costs " + it.price() + " and you have " + it.balance() + ". You need " + missing
                                + " more. Nothing was taken.")
                .with("balance", it.balance().amount())
                .with("price", it.price().amount());
    }

    @Override
    public EnrollAnswer soldOut(EnrollResult.SoldOut it) {
        throw Problem.of(
                409,
                "sold_out",
                "No seat is left",
                "All " + it.capacity() + " seats are taken. Nothing was taken from your balance.");
    }

    @Override
    public EnrollAnswer notOpen(EnrollResult.NotOpen it) {
        throw switch (it.why()) {
            case ENDED -> closed("This class is over.");
            case CANCELLED -> closed("This class was cancelled.");
            case OVERDUE -> closed("This class never started and is over.");
            case OWN_CLASS ->
                Problem.of(409, "own_class", "This is your class", "You do not need a seat in your own class.");
        };
    }

    private static Problem closed(String detail) {
        return Problem.of(409, "enrollment_closed", "Seats are not sold any more", detail + " Nothing was taken.");
    }

    @Override
    public EnrollAnswer priceChanged(EnrollResult.PriceChanged it) {
        throw Problem.of(
                        409,
                        "price_changed",
                        "The price has changed",
                        "The class now costs " + it.price() + ". Nothing was taken. Look again and decide.")
                .with("expected", it.expected().amount())
                .with("price", it.price().amount());
    }

    @Override
    public EnrollAnswer refused(EnrollResult.Refused it) {
        throw Problem.of(402, it.code(), "The payment was refused", it.message());
    }

    @Override
    public EnrollAnswer streamNotFound(EnrollResult.StreamNotFound it) {
        throw Problem.noSuchStream();
    }

    @Override
    public EnrollAnswer idConflict(EnrollResult.IdConflict it) {
        throw Params.keyReused();
    }

    @Override
    public EnrollAnswer idSpent(EnrollResult.IdSpent it) {
        throw Problem.of(
                409,
                "idempotency_key_spent",
                "This key is used up",
                "The seat bought with this Idempotency-Key was given back or refused. Make a new key to buy again.");
    }

    private long balance() {
        return app.platform().tokens().balance(user.id()).amount();
    }

    private static Map<String, Object> body(Enrollment enrollment, long balance, @Nullable String transactionId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("enrollment", EnrollmentView.of(enrollment));
        body.put("newBalance", balance);
        body.put("transactionId", transactionId);
        return body;
    }
}
