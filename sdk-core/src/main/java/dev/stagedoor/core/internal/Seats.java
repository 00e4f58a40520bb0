package dev.stagedoor.core.internal;

import dev.stagedoor.core.enrollment.EnrollRequest;
import dev.stagedoor.core.enrollment.EnrollResult;
import dev.stagedoor.core.enrollment.EnrollResult.AlreadyEnrolled;
import dev.stagedoor.core.enrollment.EnrollResult.PaymentPending;
import dev.stagedoor.core.enrollment.EnrollResult.SoldOut;
import dev.stagedoor.core.enrollment.Enrollment;
import dev.stagedoor.core.enrollment.EnrollmentState;
import dev.stagedoor.core.event.DomainEvent.EnrollmentChanged;
import dev.stagedoor.core.notice.Notice;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.storage.ConcurrentChangeException;
import dev.stagedoor.core.storage.StreamStore.SeatTaken;
import dev.stagedoor.core.storage.UnitOfWork;
import dev.stagedoor.core.tokens.Tokens;
import java.util.Optional;

/** Takes, changes and frees seats inside a unit of work, and tells it. */
public final class Seats {
    private final Tools tools;
    private final Receipts receipts;

    /**
     * @param tools what the room works with
     */
    public Seats(Tools tools) {
        this.tools = tools;
        receipts = new Receipts(tools);
    }

    /** {@return sold out, with everything undone; or empty when the seat is taken} */
    Optional<EnrollResult> take(UnitOfWork work, StreamSession stream, Enrollment enrollment) {
        work.enrollments().insert(enrollment);
        SeatTaken taken = work.streams().takeSeat(stream.id(), stream.version());
        if (taken == SeatTaken.CHANGED) {
            throw new ConcurrentChangeException("stream " + stream.id() + " changed while a seat was sold");
        }
        if (taken == SeatTaken.SOLD_OUT) {
            work.rollbackOnly();
            return Optional.of(soldOut(stream));
        }
        tools.publishAfterCommit(work, new EnrollmentChanged(enrollment));
        return Optional.empty();
    }

    static SoldOut soldOut(StreamSession stream) {
        return new SoldOut(stream.capacity().orElse(0));
    }

    /** Overwrites an enrollment and frees its seat when it no longer holds one. */
    void change(UnitOfWork work, Enrollment changed, EnrollmentState from) {
        if (!work.enrollments().update(changed, from)) {
            throw new ConcurrentChangeException("enrollment " + changed.id() + " is no longer " + from.wireName());
        }
        if (from.holdsSeat() && !changed.state().holdsSeat()) {
            work.streams().freeSeat(changed.streamId());
        }
        tools.publishAfterCommit(work, new EnrollmentChanged(changed));
    }

    void receipt(UnitOfWork work, Enrollment paid) {
        receipts.write(work, Notice.Kind.RECEIPT, paid, paid.tokensPaid(), paid.transactionId());
    }

    void tellGivenBack(UnitOfWork work, Notice.Kind why, Enrollment after) {
        receipts.write(work, why, after, after.tokensRefunded().orElse(Tokens.ZERO), after.refundTransactionId());
    }

    static Optional<EnrollResult> seatOf(UnitOfWork work, EnrollRequest request) {
        return held(work.enrollments().find(request.userId(), request.streamId()));
    }

    static Optional<EnrollResult> held(Optional<Enrollment> latest) {
        return latest.filter(found -> found.state().holdsSeat()).map(Seats::answerWithSeat);
    }

    static EnrollResult answerWithSeat(Enrollment seat) {
        return seat.state() == EnrollmentState.ACTIVE ? new AlreadyEnrolled(seat) : new PaymentPending(seat);
    }
}
