package dev.stagedoor.core.internal;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.enrollment.CancelResult;
import dev.stagedoor.core.enrollment.CancellationPolicy;
import dev.stagedoor.core.enrollment.CancellationPolicy.Decision;
import dev.stagedoor.core.enrollment.EnrollRequest;
import dev.stagedoor.core.enrollment.EnrollResult;
import dev.stagedoor.core.enrollment.EnrollResult.Enrolled;
import dev.stagedoor.core.enrollment.EnrollResult.IdConflict;
import dev.stagedoor.core.enrollment.EnrollResult.IdSpent;
import dev.stagedoor.core.enrollment.EnrollResult.NotOpen;
import dev.stagedoor.core.enrollment.EnrollResult.PriceChanged;
import dev.stagedoor.core.enrollment.EnrollResult.StreamNotFound;
import dev.stagedoor.core.enrollment.EnrollResult.Why;
import dev.stagedoor.core.enrollment.Enrollment;
import dev.stagedoor.core.enrollment.EnrollmentId;
import dev.stagedoor.core.enrollment.EnrollmentState;
import dev.stagedoor.core.enrollment.Enrollments;
import dev.stagedoor.core.media.MediaException;
import dev.stagedoor.core.notice.Notice;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.session.StreamStatus;
import dev.stagedoor.core.storage.EnrollmentBasis;
import dev.stagedoor.core.storage.UnitOfWork;
import dev.stagedoor.core.tokens.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link Enrollments} over the storage and a till. Locks in this order: wallet, enrollment, remote payment, class. */
public final class EnrollmentDesk implements Enrollments {
    private static final Logger LOG = LoggerFactory.getLogger(EnrollmentDesk.class);
    private static final int MAX_LIST = 500;

    private final Tools tools;
    private final SeatQueue queue = new SeatQueue();
    private final Seats seats;
    private final Till till;
    private final CancellationPolicy policy;
    private final Duration neverGivenGrace;

    /**
     * @param tools what the room works with
     * @param seats takes and frees seats
     * @param till takes the tokens
     * @param policy what happens when a person gives a seat back
     * @param neverGivenGrace how long after the planned start a class without media was never given
     */
    public EnrollmentDesk(Tools tools, Seats seats, Till till, CancellationPolicy policy, Duration neverGivenGrace) {
        this.tools = tools;
        this.seats = seats;
        this.till = till;
        this.policy = policy;
        this.neverGivenGrace = neverGivenGrace;
    }

    @Override
    public EnrollResult enroll(EnrollRequest request) {
        EnrollResult result =
                queue.inTurn(request.streamId(), () -> tools.storage().inTransaction(work -> enroll(work, request)));
        return result instanceof Enrolled seated
                        && seated.enrollment().tokensPaid().isZero()
                ? new Enrolled(seated.enrollment(), balance(request.userId()), Optional.empty())
                : till.finish(result);
    }

    private Tokens balance(UserId userId) {
        return till.balance(userId).orElse(Tokens.ZERO);
    }

    private EnrollResult enroll(UnitOfWork work, EnrollRequest request) {
        EnrollmentBasis basis = work.enrollmentBasis(request.id(), request.userId(), request.streamId());
        if (basis.sameId().isPresent()) {
            return answerAgain(basis.sameId().get(), request);
        }
        if (basis.stream().isEmpty()) {
            return new StreamNotFound();
        }
        StreamSession stream = basis.stream().get();
        return Seats.held(basis.seat())
                .or(() -> refusal(stream, request))
                .orElseGet(() -> payAndSeat(work, stream, request));
    }

    private static EnrollResult answerAgain(Enrollment known, EnrollRequest request) {
        if (!known.userId().equals(request.userId())) {
            return new IdConflict("user");
        }
        if (!known.streamId().equals(request.streamId())) {
            return new IdConflict("stream");
        }
        return known.state().holdsSeat() ? Seats.answerWithSeat(known) : new IdSpent(known);
    }

    private Optional<EnrollResult> refusal(StreamSession stream, EnrollRequest request) {
        Optional<Why> why = whyNotOpen(stream, request.userId());
        if (why.isPresent()) {
            return Optional.of(new NotOpen(why.get()));
        }
        Tokens expected = request.expectedPrice().orElse(stream.price());
        if (!expected.equals(stream.price())) {
            return Optional.of(new PriceChanged(expected, stream.price()));
        }
        return stream.seatsLeft().orElse(1) == 0 ? Optional.of(Seats.soldOut(stream)) : Optional.empty();
    }

    private Optional<Why> whyNotOpen(StreamSession stream, UserId userId) {
        return switch (stream.status()) {
            case ENDED -> Optional.of(Why.ENDED);
            case CANCELLED -> Optional.of(Why.CANCELLED);
            case SCHEDULED, LIVE -> {
                if (stream.instructor().equals(userId)) {
                    yield Optional.of(Why.OWN_CLASS);
                }
                boolean overdue = stream.status() == StreamStatus.SCHEDULED
                        && !tools.now().isBefore(stream.scheduledEnd());
                yield overdue ? Optional.of(Why.OVERDUE) : Optional.empty();
            }
        };
    }

    private EnrollResult payAndSeat(UnitOfWork work, StreamSession stream, EnrollRequest request) {
        Enrollment pending = Enrollment.pending(
                        request.id(), stream.id(), request.userId(), stream.price(), tools.now())
                .build();
        return stream.price().isZero()
                ? seatForNothing(work, stream, pending)
                : till.pay(work, stream, request, pending);
    }

    private EnrollResult seatForNothing(UnitOfWork work, StreamSession stream, Enrollment pending) {
        Enrollment active = pending.toBuilder().state(EnrollmentState.ACTIVE).build();
        seats.receipt(work, active);
        return seats.take(work, stream, active).orElseGet(() -> new Enrolled(active, Tokens.ZERO, Optional.empty()));
    }

    @Override
    public CancelResult cancel(UserId userId, StreamId streamId) {
        CancelResult result = tools.storage().inTransaction(work -> cancel(work, userId, streamId));
        if (result instanceof CancelResult.Cancelled cancelled) {
            cutOff(streamId, userId);
            return finished(cancelled);
        }
        return result;
    }

    private CancelResult finished(CancelResult.Cancelled cancelled) {
        Enrollment now = till.finish(cancelled.enrollment());
        return now.state() == EnrollmentState.REFUND_PENDING
                ? new CancelResult.RefundPending(now)
                : new CancelResult.Cancelled(now, now.tokensRefunded().orElse(Tokens.ZERO), balance(now.userId()));
    }

    private CancelResult cancel(UnitOfWork work, UserId userId, StreamId streamId) {
        Optional<StreamSession> stream = work.streams().find(streamId);
        Optional<Enrollment> seat = work.enrollments()
                .find(userId, streamId)
                .flatMap(found -> work.enrollments().lock(found.id()))
                .filter(found -> found.state().holdsSeat());
        if (stream.isEmpty() || seat.isEmpty()) {
            return new CancelResult.NotEnrolled();
        }
        if (seat.get().state() == EnrollmentState.PAYMENT_PENDING) {
            return new CancelResult.NotAllowed("The payment is being confirmed; try again when it is.");
        }
        if (seat.get().settledAt().isPresent()) {
            return new CancelResult.NotAllowed("The class was given and is settled.");
        }
        Decision decision = decide(stream.get(), seat.get());
        if (decision == Decision.NOT_ALLOWED) {
            return new CancelResult.NotAllowed("This seat can no longer be given back.");
        }
        return giveBack(work, seat.get(), decision == Decision.REFUND, Notice.Kind.SEAT_CANCELLED)
                .<CancelResult>map(after -> new CancelResult.Cancelled(after, Tokens.ZERO, Tokens.ZERO))
                .orElseGet(() -> new CancelResult.NotAllowed("The class was paid out already."));
    }

    private Decision decide(StreamSession stream, Enrollment seat) {
        Instant now = tools.now();
        return stream.status() == StreamStatus.CANCELLED ? Decision.REFUND : policy.decide(stream, seat, now);
    }

    /** {@return the enrollment afterwards; empty when its tokens have been paid out} */
    private Optional<Enrollment> giveBack(UnitOfWork work, Enrollment seat, boolean refund, Notice.Kind why) {
        if (refund && !seat.tokensPaid().isZero()) {
            return till.payBack(work, seat, why);
        }
        Enrollment after = seat.toBuilder()
                .updatedAt(tools.now())
                .state(EnrollmentState.CANCELLED)
                .build();
        seats.change(work, after, EnrollmentState.ACTIVE);
        seats.tellGivenBack(work, why, after);
        return Optional.of(after);
    }

    private void cutOff(StreamId streamId, UserId userId) {
        try {
            tools.liveInputs().revokeUser(streamId, userId);
        } catch (MediaException fault) {
            LOG.warn("user {} could not be cut off stream {}", userId, streamId, fault);
        }
    }

    @Override
    public int refundCancelled(int limit) {
        List<Enrollment> owed =
                tools.storage().inTransaction(work -> work.enrollments().listOwedRefunds(limit));
        int refunded = 0;
        for (Enrollment enrollment : owed) {
            refunded += refundGuarded(enrollment.id()) ? 1 : 0;
        }
        return refunded;
    }

    /** One that cannot be paid back keeps no other waiting. */
    private boolean refundGuarded(EnrollmentId id) {
        try {
            return tools.storage().inTransaction(work -> refundOwed(work, id));
        } catch (RuntimeException fault) {
            LOG.error("enrollment {} is owed a refund that cannot be made; the next round tries again", id, fault);
            return false;
        }
    }

    private boolean refundOwed(UnitOfWork work, EnrollmentId id) {
        return work.enrollments()
                .lock(id)
                .filter(seat -> seat.state() == EnrollmentState.ACTIVE)
                .flatMap(seat -> giveBack(work, seat, true, whyOwed(work, seat.streamId())))
                .isPresent();
    }

    private Notice.Kind whyOwed(UnitOfWork work, StreamId streamId) {
        boolean neverGiven = work.streams()
                .find(streamId)
                .filter(it -> !it.updatedAt().isBefore(it.scheduledStart().plus(neverGivenGrace)))
                .filter(it -> work.broadcasts().list(streamId).isEmpty())
                .isPresent();
        return neverGiven ? Notice.Kind.CLASS_NEVER_GIVEN : Notice.Kind.CLASS_CANCELLED;
    }

    @Override
    public Optional<Enrollment> find(EnrollmentId id) {
        return tools.storage().inTransaction(work -> work.enrollments().find(id));
    }

    @Override
    public Optional<Enrollment> find(UserId userId, StreamId streamId) {
        return tools.storage().inTransaction(work -> work.enrollments().find(userId, streamId));
    }

    @Override
    public List<Enrollment> listFor(UserId userId, int limit) {
        int bounded = Math.max(1, Math.min(MAX_LIST, limit));
        return tools.storage().inTransaction(work -> work.enrollments().listFor(userId, bounded));
    }
}
