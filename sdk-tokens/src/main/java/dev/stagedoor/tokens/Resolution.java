package dev.stagedoor.tokens;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.storage.LedgerAccount;
import dev.stagedoor.core.storage.LedgerAccount.Kind;
import dev.stagedoor.core.storage.LedgerTransfer;
import dev.stagedoor.core.storage.LedgerTransfer.Entry;
import dev.stagedoor.core.tokens.TokenMovement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where reserved tokens go. */
final class Resolution {
    private Resolution() {}

    /** Divides what is held. */
    @FunctionalInterface
    interface Split {
        List<Entry> entries(Held held);
    }

    /** What a reservation holds, read back from its entries. */
    record Held(UserId payer, UUID streamId, long amount, String note) {
        static Optional<Held> of(LedgerTransfer transfer) {
            if (transfer.kind() != TokenMovement.Kind.RESERVE) {
                return Optional.empty();
            }
            return transfer.entries().stream()
                    .filter(entry -> entry.account().kind() == Kind.WALLET)
                    .findFirst()
                    .map(entry -> new Held(
                            new UserId(entry.account().owner()),
                            transfer.subject().orElseThrow(),
                            -entry.change(),
                            transfer.note()));
        }
    }

    static List<Entry> entries(Held held, LedgerAccount receiver, long fee) {
        return divided(held, receiver, fee, 0);
    }

    static List<Entry> divided(Held held, LedgerAccount receiver, long fee, long back) {
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry(LedgerTokenProvider.escrow(held.streamId()), -held.amount()));
        addUnlessZero(entries, LedgerAccount.wallet(held.payer()), back);
        addUnlessZero(entries, LedgerAccount.house(Kind.PLATFORM_FEE), fee);
        addUnlessZero(entries, receiver, held.amount() - fee - back);
        return entries;
    }

    private static void addUnlessZero(List<Entry> entries, LedgerAccount account, long change) {
        if (change != 0) {
            entries.add(new Entry(account, change));
        }
    }

    static long changeOf(LedgerAccount account, List<Entry> entries) {
        return entries.stream()
                .filter(it -> it.account().equals(account))
                .mapToLong(Entry::change)
                .sum();
    }
}
