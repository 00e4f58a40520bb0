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
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry(LedgerTokenProvider.escrow(held.streamId()), -held.amount()));
        if (fee > 0) {
            entries.add(new Entry(LedgerAccount.house(Kind.PLATFORM_FEE), fee));
        }
        if (held.amount() > fee) {
            entries.add(new Entry(receiver, held.amount() - fee));
        }
        return entries;
    }
}
