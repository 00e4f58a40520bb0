package dev.stagedoor.testkit;

import dev.stagedoor.core.enrollment.RemotePayment;
import dev.stagedoor.core.enrollment.RemotePayment.State;
import dev.stagedoor.core.storage.ConcurrentChangeException;
import dev.stagedoor.core.storage.RemotePaymentStore;
import dev.stagedoor.core.tokens.TransferId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

final class MemoryRemotePayments implements RemotePaymentStore {
    private final Table<TransferId, RemotePayment> table;

    MemoryRemotePayments(Table.UndoLog undo) {
        table = new Table<>(undo);
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
}
