package dev.stagedoor.server.pages;

import dev.stagedoor.core.enrollment.EnrollResult;
import java.util.Optional;

/** What the class page says after somebody pressed the pay button; nothing when the page itself says it all. */
final class EnrollNotices implements EnrollResult.Cases<Optional<Notice>> {

    @Override
    public Optional<Notice> enrolled(EnrollResult.Enrolled it) {
        return Optional.of(Notice.RESERVED);
    }

    @Override
    public Optional<Notice> alreadyEnrolled(EnrollResult.AlreadyEnrolled it) {
        return Optional.of(Notice.ALREADY_RESERVED);
    }

    @Override
    public Optional<Notice> paymentPending(EnrollResult.PaymentPending it) {
        return Optional.empty();
    }

    @Override
    public Optional<Notice> insufficientTokens(EnrollResult.InsufficientTokens it) {
        return Optional.of(Notice.TOO_FEW_TOKENS);
    }

    @Override
    public Optional<Notice> soldOut(EnrollResult.SoldOut it) {
        return Optional.of(Notice.FULL);
    }

    @Override
    public Optional<Notice> notOpen(EnrollResult.NotOpen it) {
        return Optional.of(Notice.CLOSED);
    }

    @Override
    public Optional<Notice> priceChanged(EnrollResult.PriceChanged it) {
        return Optional.of(Notice.PRICE_CHANGED);
    }

    @Override
    public Optional<Notice> refused(EnrollResult.Refused it) {
        return Optional.of(Notice.PAYMENT_REFUSED);
    }

    @Override
    public Optional<Notice> streamNotFound(EnrollResult.StreamNotFound it) {
        return Optional.of(Notice.CLOSED);
    }

    @Override
    public Optional<Notice> idConflict(EnrollResult.IdConflict it) {
        return Optional.of(Notice.OLD_PAGE);
    }

    @Override
    public Optional<Notice> idSpent(EnrollResult.IdSpent it) {
        return Optional.of(Notice.OLD_PAGE);
    }
}
