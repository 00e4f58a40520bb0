package dev.stagedoor.core.internal;

import dev.stagedoor.core.enrollment.Enrollment;
import dev.stagedoor.core.enrollment.EnrollmentState;
import dev.stagedoor.core.enrollment.RemotePayment;
import dev.stagedoor.core.enrollment.RemotePayment.Kind;
import dev.stagedoor.core.enrollment.RemotePayment.State;
import dev.stagedoor.core.event.DomainEvent.BalanceChanged;
import dev.stagedoor.core.notice.Notice;
import dev.stagedoor.core.storage.UnitOfWork;
import dev.stagedoor.core.tokens.RemoteResult;
import dev.stagedoor.core.tokens.Tokens;
import dev.stagedoor.core.tokens.TransferId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what is known of a payment, with its consequence for the seat, in one commit. What says that tokens have moved always counts. What says that
 * they have not counts only from whoever took the payment on last: an older step knows nothing of a newer one's call.
 */
public final class RemoteBooks {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteBooks.class);

    private final Tools tools;
    private final Seats seats;

    /**
     * @param tools what the room works with
     * @param seats changes seats
     */
    public RemoteBooks(Tools tools, Seats seats) {
        this.tools = tools;
        this.seats = seats;
    }

    /** {@return the payment as it was, with this attempt counted} */
    RemotePayment take(UnitOfWork work, RemotePayment payment, Duration lease) {
        RemotePayment taken = payment.taken(tools.now().plus(lease), tools.now());
        work.remotePayments().update(taken);
        return taken.later(payment.unclear(), taken.sentAt(), taken.dueAt(), taken.lastOutcome());
    }

    /** How a payment stands, without taking it on. */
    RemoteCalls.Progress standing(TransferId id) {
        return tools.storage()
                .inTransaction(work -> progress(work, work.remotePayments().find(id), Optional.empty()));
    }

    private static RemoteCalls.Progress progress(
            UnitOfWork work, Optional<RemotePayment> payment, Optional<RemoteResult> result) {
        return new RemoteCalls.Progress(
                payment.flatMap(it -> work.enrollments().find(it.enrollmentId())), payment, result);
    }

    RemoteCalls.Progress succeed(
            RemotePayment payment, String transactionId, String outcome, Optional<RemoteResult> result) {
        return locked(payment, result, (work, stored) -> moved(work, stored, transactionId, outcome, result));
    }

    RemoteCalls.Progress decline(RemotePayment payment, String outcome, Optional<RemoteResult> result) {
        return latest(payment, result, (work, stored) -> notMoved(work, stored, outcome));
    }

    RemoteCalls.Progress park(RemotePayment payment, String outcome) {
        return latest(
                payment, Optional.empty(), (work, stored) -> store(work, stored.resolved(State.NEEDS_PERSON, outcome)));
    }

    RemoteCalls.Progress postpone(RemotePayment payment) {
        return latest(payment, Optional.empty(), (work, stored) -> store(work, payment));
    }

    private static RemotePayment store(UnitOfWork work, RemotePayment payment) {
        work.remotePayments().update(payment);
        return payment;
    }

    private RemoteCalls.Progress latest(
            RemotePayment payment,
            Optional<RemoteResult> result,
            BiFunction<UnitOfWork, RemotePayment, RemotePayment> change) {
        return locked(payment, result, (work, stored) -> {
            boolean mine = stored.state() == State.PENDING && stored.attempts() == payment.attempts();
            return mine ? change.apply(work, stored) : stored;
        });
    }

    private RemoteCalls.Progress locked(
            RemotePayment payment,
            Optional<RemoteResult> result,
            BiFunction<UnitOfWork, RemotePayment, RemotePayment> change) {
        return tools.storage().inTransaction(work -> {
            work.enrollments().lock(payment.enrollmentId());
            Optional<RemotePayment> after =
                    work.remotePayments().lock(payment.id()).map(stored -> change.apply(work, stored));
            return progress(work, after, result);
        });
    }

    /** Called with enrollment and payment locked. */
    RemotePayment moved(
            UnitOfWork work,
            RemotePayment stored,
            String transactionId,
            String outcome,
            Optional<RemoteResult> result) {
        if (stored.state() == State.DONE) {
            return stored;
        }
        Enrollment enrollment = work.enrollments().find(stored.enrollmentId()).orElseThrow();
        if (stored.kind() == Kind.DEBIT) {
            charged(work, enrollment, transactionId);
        } else {
            refunded(work, enrollment, stored, transactionId);
        }
        result.ifPresent(answer -> tellBalance(work, stored, answer));
        return store(work, stored.done(transactionId, outcome));
    }

    private void charged(UnitOfWork work, Enrollment enrollment, String transactionId) {
        Enrollment.Builder paid = enrollment.toBuilder().updatedAt(tools.now()).transactionId(transactionId);
        if (enrollment.state() == EnrollmentState.PAYMENT_PENDING) {
            Enrollment active = paid.state(EnrollmentState.ACTIVE).build();
            seats.change(work, active, EnrollmentState.PAYMENT_PENDING);
            seats.receipt(work, active);
            return;
        }
        LOG.warn("{} was charged as {} after its seat was freed; it is paid back", enrollment, transactionId);
        Enrollment owed = paid.state(EnrollmentState.REFUND_PENDING).build();
        seats.change(work, owed, enrollment.state());
        work.remotePayments()
                .insert(RemotePayment.refund(
                        owed,
                        transactionId,
                        owed.tokensPaid(),
                        Notice.Kind.SEAT_CANCELLED,
                        "Refund: the seat was not held any more",
                        tools.now()));
    }

    private void refunded(UnitOfWork work, Enrollment enrollment, RemotePayment stored, String transactionId) {
        EnrollmentState after =
                enrollment.state() == EnrollmentState.REFUND_PENDING ? EnrollmentState.REFUNDED : enrollment.state();
        Enrollment changed = enrollment.toBuilder()
                .updatedAt(tools.now())
                .state(after)
                .refundTransactionId(transactionId)
                .tokensRefunded(stored.amount())
                .build();
        seats.change(work, changed, enrollment.state());
        seats.tellGivenBack(work, stored.notice(), changed);
    }

    private void tellBalance(UnitOfWork work, RemotePayment stored, RemoteResult answer) {
        if (answer instanceof RemoteResult.Accepted it) {
            Optional<Tokens> balance = it.newBalance();
            balance.ifPresent(tokens -> tools.publishAfterCommit(work, new BalanceChanged(stored.userId(), tokens)));
        }
    }

    /** Called with enrollment and payment locked. */
    RemotePayment notMoved(UnitOfWork work, RemotePayment stored, String outcome) {
        Enrollment enrollment = work.enrollments().find(stored.enrollmentId()).orElseThrow();
        if (enrollment.state() == EnrollmentState.PAYMENT_PENDING) {
            Enrollment refused = enrollment.toBuilder()
                    .updatedAt(tools.now())
                    .state(EnrollmentState.REFUSED)
                    .build();
            seats.change(work, refused, EnrollmentState.PAYMENT_PENDING);
        }
        return store(work, stored.resolved(State.DECLINED, outcome));
    }
}
