package dev.stagedoor.tokens;

import dev.stagedoor.core.storage.LedgerAccount;
import dev.stagedoor.core.storage.LedgerTransfer;
import dev.stagedoor.core.tokens.Reservation;
import dev.stagedoor.core.tokens.TokenMovement;
import java.util.Optional;

/** Compares a request with what its id did before, and names the first field that differs. */
final class Replay {
    private Replay() {}

    static Optional<String> conflict(LedgerTransfer known, TokenMovement.Kind kind, LedgerAccount wallet, long change) {
        if (known.kind() != kind) {
            return Optional.of("kind");
        }
        long before = known.changeOf(wallet);
        if (before == 0) {
            return Optional.of("wallet");
        }
        return before == change ? Optional.empty() : Optional.of("amount");
    }

    static Optional<String> conflict(LedgerTransfer known, Reservation reservation) {
        if (known.kind() != TokenMovement.Kind.RESERVE) {
            return Optional.of("kind");
        }
        long before = known.changeOf(LedgerAccount.wallet(reservation.payer()));
        if (before == 0) {
            return Optional.of("payer");
        }
        if (!known.subject().equals(Optional.of(reservation.streamId().value()))) {
            return Optional.of("stream");
        }
        return before == -reservation.amount().amount() ? Optional.empty() : Optional.of("amount");
    }
}
