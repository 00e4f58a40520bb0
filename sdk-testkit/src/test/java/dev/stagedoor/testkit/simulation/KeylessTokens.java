package dev.stagedoor.testkit.simulation;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.tokens.LookUpResult;
import dev.stagedoor.core.tokens.RemoteDebit;
import dev.stagedoor.core.tokens.RemoteRefund;
import dev.stagedoor.core.tokens.RemoteResult;
import dev.stagedoor.core.tokens.RemoteTokenProvider;
import dev.stagedoor.core.tokens.TokenCapabilities;
import dev.stagedoor.core.tokens.Tokens;
import dev.stagedoor.core.tokens.TransferId;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Planted bug: an adapter that sends another key each time, for debits or for refunds, to a provider that may honour keys. */
final class KeylessTokens implements RemoteTokenProvider {
    private static final AtomicLong NUMBER = new AtomicLong();

    private final RemoteTokenProvider real;
    private final boolean debits;

    private KeylessTokens(RemoteTokenProvider real, boolean debits) {
        this.real = real;
        this.debits = debits;
    }

    static RemoteTokenProvider debits(RemoteTokenProvider real) {
        return new KeylessTokens(real, true);
    }

    static RemoteTokenProvider refunds(RemoteTokenProvider real) {
        return new KeylessTokens(real, false);
    }

    private static TransferId fresh() {
        return new TransferId(new UUID(1, NUMBER.incrementAndGet()));
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
    public Tokens balance(UserId userId) {
        return real.balance(userId);
    }

    @Override
    public RemoteResult debit(RemoteDebit it) {
        return real.debit(debits ? new RemoteDebit(fresh(), it.payer(), it.amount(), it.reason(), it.metadata()) : it);
    }

    @Override
    public RemoteResult refund(RemoteRefund it) {
        return real.refund(
                debits
                        ? it
                        : new RemoteRefund(
                                fresh(),
                                it.debit(),
                                it.transactionId(),
                                it.payer(),
                                it.amount(),
                                it.reason(),
                                it.metadata()));
    }

    @Override
    public LookUpResult lookUp(TransferId id, UserId userId) {
        return real.lookUp(id, userId);
    }
}
