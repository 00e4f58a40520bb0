package dev.stagedoor.testkit;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.enrollment.PaymentDecision;
import dev.stagedoor.core.enrollment.RemotePayment;
import dev.stagedoor.core.enrollment.RemotePayment.State;
import dev.stagedoor.core.storage.ConcurrentChangeException;
import dev.stagedoor.core.storage.RemotePaymentStore;
import dev.stagedoor.core.tokens.TransferId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

final class MemoryRemotePayments implements RemotePaymentStore {
    private final Table<TransferId, RemotePayment> table;
    private final Table<UUID, PaymentDecision> decisions;

    MemoryRemotePayments(Table.UndoLog undo) {
        table = new Table<>(undo);
        decisions = new Table<>(undo);
    }

    @Override
    public void insert(RemotePayment payment) {
        if (table.find(payment.id()).isPresent()) {
            throw new ConcurrentChangeException("payment " + payment.id() + " exists already");
        }
        table.put(payment.id(), payment);
    }

    @Override
    public Optional<RemotePayment> find(TransferId id) {
        return table.find(id);
    }

    @Override
    public Optional<RemotePayment> lock(TransferId id) {
        return find(id);
    }

    @Override
    public void update(RemotePayment payment) {
        table.put(payment.id(), payment);
    }

    @Override
    public List<RemotePayment> lockDue(Instant now, int limit) {
        return table.rows()
                .filter(it -> it.state() == State.PENDING && !it.dueAt().isAfter(now))
                .sorted(Comparator.comparing(RemotePayment::dueAt)
                        .thenComparing(it -> it.id().toString()))
                .limit(limit)
                .toList();
    }

    @Override
    public List<RemotePayment> listNeedingPerson(int limit) {
        return table.rows()
                .filter(it -> it.state() == State.NEEDS_PERSON)
                .sorted(Comparator.comparing(RemotePayment::createdAt)
                        .thenComparing(it -> it.id().toString()))
                .limit(limit)
                .toList();
    }

    @Override
    public List<RemotePayment> listFor(UserId userId, int limit) {
        return table.rows()
                .filter(it -> it.userId().equals(userId))
                .sorted(Comparator.comparing(RemotePayment::createdAt)
                        .thenComparing(it -> it.id().toString())
                        .reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public void record(PaymentDecision decision) {
        if (find(decision.paymentId()).isEmpty()) {
            throw new IllegalStateException("a decision on no payment: " + decision);
        }
        decisions.put(decision.id(), decision);
    }

    @Override
    public List<PaymentDecision> listDecisions(int limit) {
        return decisions
                .rows()
                .sorted(Comparator.comparing(PaymentDecision::at)
                        .thenComparing(it -> it.id().toString())
                        .reversed())
                .limit(limit)
                .toList();
    }
}
