package dev.stagedoor.core.internal;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.enrollment.Decider;
import dev.stagedoor.core.enrollment.DecisionResult;
import dev.stagedoor.core.enrollment.DecisionResult.Decided;
import dev.stagedoor.core.enrollment.DecisionResult.NotOpen;
import dev.stagedoor.core.enrollment.DecisionResult.Unknown;
import dev.stagedoor.core.enrollment.PaymentDecision;
import dev.stagedoor.core.enrollment.PaymentDecision.Finding;
import dev.stagedoor.core.enrollment.Reconciler;
import dev.stagedoor.core.enrollment.RemotePayment;
import dev.stagedoor.core.enrollment.RemotePayment.Kind;
import dev.stagedoor.core.enrollment.RemotePayment.State;
import dev.stagedoor.core.enrollment.Round;
import dev.stagedoor.core.storage.StorageException;
import dev.stagedoor.core.storage.UnitOfWork;
import dev.stagedoor.core.tokens.TokenProvider;
import dev.stagedoor.core.tokens.TransferId;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link Reconciler} over the storage. */
public final class ReconcileDesk implements Reconciler {
    private static final Logger LOG = LoggerFactory.getLogger(ReconcileDesk.class);
    private static final int MAX_LIST = 500;
    private static final int MAX_TRANSACTION_ID = 200;

    private final Tools tools;
    private final RemoteBooks books;
    private final Optional<RemoteCalls> calls;

    /**
     * @param tools what the room works with
     * @param books writes down what is known
     * @param calls makes the calls; empty with wallets in our own database
     */
    public ReconcileDesk(Tools tools, RemoteBooks books, Optional<RemoteCalls> calls) {
        this.tools = tools;
        this.books = books;
        this.calls = calls;
    }

    @Override
    public Round runOnce(int limit) {
        Round round = Round.NOTHING;
        while (calls.isPresent() && round.examined() < limit) {
            Optional<Round> one = takeOnNext(calls.get());
            if (one.isEmpty()) {
                return round;
            }
            round = round.plus(one.get());
        }
        return round;
    }

    private static Optional<Round> takeOnNext(RemoteCalls calls) {
        try {
            return calls.takeOnNext()
                    .map(progress -> progress.payment()
                            .map(RemotePayment::state)
                            .map(ReconcileDesk::count)
                            .orElse(Round.NOTHING));
        } catch (StorageException fault) {
            LOG.warn("a payment could not be taken on; its lease brings it back", fault);
            return Optional.of(new Round(1, 0, 1, 0));
        }
    }

    private static Round count(State state) {
        return switch (state) {
            case DONE, DECLINED -> new Round(1, 1, 0, 0);
            case PENDING -> new Round(1, 0, 1, 0);
            case NEEDS_PERSON -> new Round(1, 0, 0, 1);
        };
    }

    @Override
    public Optional<RemotePayment> find(TransferId id) {
        return tools.storage().inTransaction(work -> work.remotePayments().find(id));
    }

    @Override
    public List<RemotePayment> listNeedingPerson(int limit) {
        return tools.storage().inTransaction(work -> work.remotePayments().listNeedingPerson(bounded(limit)));
    }

    @Override
    public List<RemotePayment> listFor(UserId userId, int limit) {
        return tools.storage().inTransaction(work -> work.remotePayments().listFor(userId, bounded(limit)));
    }

    @Override
    public List<PaymentDecision> listDecisions(int limit) {
        return tools.storage().inTransaction(work -> work.remotePayments().listDecisions(bounded(limit)));
    }

    private static int bounded(int limit) {
        return Math.max(1, Math.min(MAX_LIST, limit));
    }

    @Override
    public DecisionResult hasMoved(TransferId id, String transactionId, Decider by) {
        if (transactionId.isBlank() || transactionId.length() > MAX_TRANSACTION_ID) {
            throw new IllegalArgumentException("transactionId is 1 to " + MAX_TRANSACTION_ID + " characters");
        }
        return decide(
                id,
                by,
                Optional.of(transactionId),
                (work, payment) -> books.moved(
                        work, payment, transactionId, by.name() + " decided: tokens have moved.", Optional.empty()));
    }

    @Override
    public DecisionResult hasNotMoved(TransferId id, Decider by) {
        String outcome = by.name() + " decided: no tokens have moved.";
        return decide(
                id,
                by,
                Optional.empty(),
                (work, payment) -> payment.kind() == Kind.DEBIT
                        ? books.notMoved(work, payment, outcome)
                        : stillOwed(work, payment, outcome));
    }

    private RemotePayment stillOwed(UnitOfWork work, RemotePayment payment, String outcome) {
        TokenProvider provider = tools.tokens();
        RemotePayment next = provider.capabilities().refunds()
                ? payment.later(false, payment.sentAt(), tools.now(), outcome)
                : payment.resolved(State.NEEDS_PERSON, outcome + " It is still owed.");
        work.remotePayments().update(next);
        return next;
    }

    private DecisionResult decide(
            TransferId id,
            Decider by,
            Optional<String> transactionId,
            BiFunction<UnitOfWork, RemotePayment, RemotePayment> decision) {
        return tools.storage().inTransaction(work -> {
            Optional<RemotePayment> known = work.remotePayments().find(id);
            if (known.isEmpty()) {
                return new Unknown();
            }
            work.enrollments().lock(known.get().enrollmentId());
            RemotePayment payment = work.remotePayments().lock(id).orElseThrow();
            if (payment.state() != State.NEEDS_PERSON) {
                return new NotOpen(payment);
            }
            RemotePayment after = decision.apply(work, payment);
            work.remotePayments().record(record(payment, by, transactionId, after.state()));
            return new Decided(after);
        });
    }

    private PaymentDecision record(RemotePayment before, Decider by, Optional<String> transactionId, State after) {
        return new PaymentDecision(
                tools.ids().next(),
                before.id(),
                transactionId.isPresent() ? Finding.MOVED : Finding.NOT_MOVED,
                transactionId,
                tools.now(),
                by,
                before.lastOutcome(),
                before.attempts(),
                after);
    }
}
