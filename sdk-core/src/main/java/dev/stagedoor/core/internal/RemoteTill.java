package dev.stagedoor.core.internal;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.enrollment.EnrollRequest;
import dev.stagedoor.core.enrollment.EnrollResult;
import dev.stagedoor.core.enrollment.EnrollResult.AlreadyEnrolled;
import dev.stagedoor.core.enrollment.EnrollResult.Enrolled;
import dev.stagedoor.core.enrollment.EnrollResult.InsufficientTokens;
import dev.stagedoor.core.enrollment.EnrollResult.PaymentPending;
import dev.stagedoor.core.enrollment.EnrollResult.Refused;
import dev.stagedoor.core.enrollment.Enrollment;
import dev.stagedoor.core.enrollment.EnrollmentState;
import dev.stagedoor.core.enrollment.RemotePayment;
import dev.stagedoor.core.notice.Notice;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.storage.UnitOfWork;
import dev.stagedoor.core.tokens.RemoteResult;
import dev.stagedoor.core.tokens.TokenProviderException;
import dev.stagedoor.core.tokens.Tokens;
import dev.stagedoor.core.tokens.TransferId;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wallets at somebody else's: the seat is held and the payment written down in one commit, the provider is called outside any transaction, and what it
 * answered is settled in another commit. Whatever is not certain stays pending, with the seat held, for the reconciler.
 */
public final class RemoteTill implements Till {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteTill.class);

    private final Tools tools;
    private final Seats seats;
    private final RemoteCalls calls;

    /**
     * @param tools what the room works with
     * @param seats takes and frees seats
     * @param calls makes the calls
     */
    public RemoteTill(Tools tools, Seats seats, RemoteCalls calls) {
        this.tools = tools;
        this.seats = seats;
        this.calls = calls;
    }

    @Override
    public EnrollResult pay(UnitOfWork work, StreamSession stream, EnrollRequest request, Enrollment pending) {
        return seats.take(work, stream, pending).orElseGet(() -> {
            work.remotePayments().insert(RemotePayment.debit(pending, stream.title(), tools.now()));
            return new PaymentPending(pending);
        });
    }

    @Override
    public EnrollResult finish(EnrollResult result) {
        return result instanceof PaymentPending pending ? charge(pending.enrollment()) : result;
    }

    private EnrollResult charge(Enrollment held) {
        RemoteCalls.Progress progress = calls.takeOn(new TransferId(held.id().value()));
        Enrollment now = progress.enrollment().orElse(held);
        return switch (now.state()) {
            case PAYMENT_PENDING -> new PaymentPending(now);
            case ACTIVE -> enrolled(now, progress.result());
            default -> declined(now, progress.result());
        };
    }

    private EnrollResult enrolled(Enrollment seat, Optional<RemoteResult> answer) {
        Optional<Tokens> balance = answer.map(it ->
                        it instanceof RemoteResult.Accepted accepted ? accepted.newBalance() : Optional.<Tokens>empty())
                .orElseGet(Optional::empty)
                .or(() -> balance(seat.userId()));
        return balance.<EnrollResult>map(tokens -> new Enrolled(seat, tokens, seat.transactionId()))
                .orElseGet(() -> new AlreadyEnrolled(seat));
    }

    private EnrollResult declined(Enrollment seat, Optional<RemoteResult> answer) {
        if (answer.orElse(null) instanceof RemoteResult.Insufficient it) {
            Optional<Tokens> balance = it.balance().or(() -> balance(seat.userId()));
            return balance.<EnrollResult>map(tokens -> new InsufficientTokens(tokens, seat.tokensPaid()))
                    .orElseGet(() -> new Refused("insufficient_tokens", "There are not enough tokens for this seat."));
        }
        if (answer.orElse(null) instanceof RemoteResult.Refused it) {
            return new Refused(it.code(), it.message());
        }
        return new Refused(
                "payment_unavailable", "The payment could not be made. Nothing was charged; please try again.");
    }

    @Override
    public Optional<Enrollment> payBack(UnitOfWork work, Enrollment seat, Notice.Kind why) {
        Enrollment after = seat.toBuilder()
                .updatedAt(tools.now())
                .state(EnrollmentState.REFUND_PENDING)
                .build();
        seats.change(work, after, EnrollmentState.ACTIVE);
        beginRefund(work, after, seat.tokensPaid(), why);
        return Optional.of(after);
    }

    /** The wallets are not ours, so neither are the instructor's earnings: only what goes back is moved. */
    @Override
    public Optional<Enrollment> settle(UnitOfWork work, Enrollment seat, UserId instructor, Tokens back) {
        Enrollment after =
                seat.toBuilder().updatedAt(tools.now()).settledAt(tools.now()).build();
        seats.change(work, after, EnrollmentState.ACTIVE);
        if (!back.isZero()) {
            beginRefund(work, after, back, Notice.Kind.CLASS_BROKE_OFF);
        }
        return Optional.of(after);
    }

    private void beginRefund(UnitOfWork work, Enrollment seat, Tokens amount, Notice.Kind why) {
        String transactionId = seat.transactionId().orElse("");
        String reason =
                work.streams().find(seat.streamId()).map(StreamSession::title).orElse("A class that is no more");
        work.remotePayments()
                .insert(RemotePayment.refund(seat, transactionId, amount, why, "Refund: " + reason, tools.now()));
    }

    @Override
    public Enrollment finish(Enrollment givenBack) {
        return givenBack.state() == EnrollmentState.REFUND_PENDING
                ? calls.takeOn(RemotePayment.refundIdOf(givenBack.id()))
                        .enrollment()
                        .orElse(givenBack)
                : givenBack;
    }

    @Override
    public Optional<Tokens> balance(UserId userId) {
        try {
            return Optional.of(tools.tokens().balance(userId));
        } catch (TokenProviderException fault) {
            LOG.warn("the balance of user {} is not known", userId, fault);
            return Optional.empty();
        }
    }
}
