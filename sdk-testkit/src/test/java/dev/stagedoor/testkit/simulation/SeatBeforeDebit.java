package dev.stagedoor.testkit.simulation;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.core.storage.UnitOfWork;
import dev.stagedoor.core.tokens.Reservation;
import dev.stagedoor.core.tokens.ReserveResult;
import dev.stagedoor.core.tokens.ResolveResult;
import dev.stagedoor.core.tokens.TokenCapabilities;
import dev.stagedoor.core.tokens.TokenContext;
import dev.stagedoor.core.tokens.Tokens;
import dev.stagedoor.core.tokens.TransactionalTokenProvider;
import dev.stagedoor.core.tokens.TransferId;

/** Planted bug: the seat is committed first, its debit in a second commit, and nothing comes back for it after a crash. */
final class SeatBeforeDebit implements TransactionalTokenProvider {
    private final Storage storage;
    private final TransactionalTokenProvider real;

    SeatBeforeDebit(Storage storage, TransactionalTokenProvider real) {
        this.storage = storage;
        this.real = real;
    }

    @Override
    public ReserveResult reserve(UnitOfWork work, Reservation reservation) {
        long balance = real.balance(work, reservation.payer()).amount();
        long price = reservation.amount().amount();
        if (balance < price) {
            return new ReserveResult.Insufficient(Tokens.of(balance));
        }
        work.afterCommit(() -> storage.inTransaction(later -> real.reserve(later, reservation)));
        return new ReserveResult.Reserved(reservation.id().toString(), Tokens.of(balance - price));
    }

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public TokenCapabilities capabilities() {
        return real.capabilities();
    }

    @Override
    public void attach(TokenContext context) {
        real.attach(context);
    }

    @Override
    public ResolveResult settle(UnitOfWork work, TransferId reservation, UserId instructor) {
        return real.settle(work, reservation, instructor);
    }

    @Override
    public ResolveResult settleInPart(UnitOfWork work, TransferId reservation, UserId instructor, Tokens back) {
        return real.settleInPart(work, reservation, instructor, back);
    }

    @Override
    public ResolveResult release(UnitOfWork work, TransferId reservation) {
        return real.release(work, reservation);
    }

    @Override
    public Tokens balance(UnitOfWork work, UserId userId) {
        return real.balance(work, userId);
    }

    @Override
    public Tokens balance(UserId userId) {
        return real.balance(userId);
    }
}
