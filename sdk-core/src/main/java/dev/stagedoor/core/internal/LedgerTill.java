package dev.stagedoor.core.internal;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.enrollment.EnrollRequest;
import dev.stagedoor.core.enrollment.EnrollResult;
import dev.stagedoor.core.enrollment.EnrollResult.Enrolled;
import dev.stagedoor.core.enrollment.EnrollResult.IdConflict;
import dev.stagedoor.core.enrollment.EnrollResult.InsufficientTokens;
import dev.stagedoor.core.enrollment.Enrollment;
import dev.stagedoor.core.enrollment.EnrollmentState;
import dev.stagedoor.core.notice.Notice;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.storage.UnitOfWork;
import dev.stagedoor.core.tokens.Tokens;
import java.util.Optional;

/** Wallets in the seats' own database: everything is one commit, and nothing is left to finish. */
public final class LedgerTill implements Till {
    private final Tools tools;
    private final Seats seats;
    private final Payments payments;

    /**
     * @param tools what the room works with
     * @param seats takes and frees seats
     * @param payments moves the tokens
     */
    public LedgerTill(Tools tools, Seats seats, Payments payments) {
        this.tools = tools;
        this.seats = seats;
        this.payments = payments;
    }

    @Override
    public EnrollResult pay(UnitOfWork work, StreamSession stream, EnrollRequest request, Enrollment pending) {
        return payments.reserve(work, pending, stream.title())
                .fold(
                        paid -> seat(work, stream, activated(pending, paid.transactionId()), paid.newBalance()),
                        lacking ->
                                withoutEffect(work, request, new InsufficientTokens(lacking.balance(), stream.price())),
                        conflict -> withoutEffect(work, request, new IdConflict(conflict.field())));
    }

    private static Enrollment activated(Enrollment pending, String transactionId) {
        return pending.toBuilder()
                .state(EnrollmentState.ACTIVE)
                .transactionId(transactionId)
                .build();
    }

    /** While this click waited for the wallet, the same person's other click may have got the seat: then that is the answer. */
    private static EnrollResult withoutEffect(UnitOfWork work, EnrollRequest request, EnrollResult result) {
        work.rollbackOnly();
        return Seats.seatOf(work, request).orElse(result);
    }

    /** The class comes last: its row is shared by everybody who buys a seat in it, and is locked from here to the commit. */
    private EnrollResult seat(UnitOfWork work, StreamSession stream, Enrollment paid, Tokens newBalance) {
        seats.receipt(work, paid);
        return seats.take(work, stream, paid).orElseGet(() -> new Enrolled(paid, newBalance, paid.transactionId()));
    }

    @Override
    public EnrollResult finish(EnrollResult result) {
        return result;
    }

    @Override
    public Optional<Enrollment> payBack(UnitOfWork work, Enrollment seat, Notice.Kind why) {
        Optional<Enrollment> after = payments.release(work, seat)
                .map(transactionId -> seat.toBuilder()
                        .updatedAt(tools.now())
                        .state(EnrollmentState.REFUNDED)
                        .refundTransactionId(transactionId)
                        .tokensRefunded(seat.tokensPaid())
                        .build());
        after.ifPresent(changed -> {
            seats.change(work, changed, EnrollmentState.ACTIVE);
            seats.tellGivenBack(work, why, changed);
        });
        return after;
    }

    @Override
    public Optional<Enrollment> settle(UnitOfWork work, Enrollment seat, UserId instructor, Tokens back) {
        return payments.settle(work, seat, instructor, back).map(transactionId -> {
            Enrollment.Builder settled = seat.toBuilder().updatedAt(tools.now()).settledAt(tools.now());
            Enrollment after = back.isZero()
                    ? settled.build()
                    : settled.tokensRefunded(back)
                            .refundTransactionId(transactionId)
                            .build();
            seats.change(work, after, EnrollmentState.ACTIVE);
            if (!back.isZero()) {
                seats.tellGivenBack(work, Notice.Kind.CLASS_BROKE_OFF, after);
            }
            return after;
        });
    }

    @Override
    public Enrollment finish(Enrollment givenBack) {
        return givenBack;
    }

    @Override
    public Optional<Tokens> balance(UserId userId) {
        return Optional.of(tools.tokens().balance(userId));
    }
}
