package dev.stagedoor.testkit;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.storage.ConcurrentChangeException;
import dev.stagedoor.core.storage.LedgerAccount;
import dev.stagedoor.core.storage.LedgerStore;
import dev.stagedoor.core.storage.LedgerTransfer;
import dev.stagedoor.core.tokens.TransferId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

final class MemoryLedger implements LedgerStore {
    private final Table<TransferId, LedgerTransfer> transfers;

    MemoryLedger(Table.UndoLog undo) {
        transfers = new Table<>(undo);
    }

    @Override
    public long lockWallet(UserId owner) {
        return balance(LedgerAccount.wallet(owner));
    }

    @Override
    public long balance(LedgerAccount account) {
        return transfers.rows().mapToLong(it -> it.changeOf(account)).sum();
    }

    @Override
    public void append(LedgerTransfer transfer) {
        boolean resolved = transfer.resolves().flatMap(this::findResolution).isPresent();
        if (resolved || find(transfer.id()).isPresent()) {
            throw new ConcurrentChangeException("transfer " + transfer.id() + " is in the books already");
        }
        transfers.put(transfer.id(), transfer);
    }

    @Override
    public Optional<LedgerTransfer> find(TransferId id) {
        return transfers.find(id);
    }

    @Override
    public Optional<LedgerTransfer> findResolution(TransferId reservation) {
        return transfers
                .rows()
                .filter(it -> it.resolves().equals(Optional.of(reservation)))
                .findFirst();
    }

    @Override
    public List<LedgerTransfer> history(LedgerAccount account, int limit) {
        List<LedgerTransfer> latestFirst = new ArrayList<>(
                transfers.rows().filter(it -> it.changeOf(account) != 0).toList());
        Collections.reverse(latestFirst);
        return latestFirst.stream().limit(limit).toList();
    }

    @Override
    public List<String> audit() {
        return transfers
                .rows()
                .flatMap(it -> it.entries().stream().map(LedgerTransfer.Entry::account))
                .distinct()
                .filter(account -> account.hasFloor() && balance(account) < 0)
                .map(account -> account + " is below zero")
                .toList();
    }
}
