package dev.stagedoor.testkit;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.core.tokens.Tokens;
import dev.stagedoor.core.tokens.TransactionalTokenProvider;
import dev.stagedoor.core.tokens.TransferId;
import dev.stagedoor.tokens.LedgerTokenProvider;
import java.util.UUID;

/** {@link TokenProviderContract} for our own ledger, on any storage. */
public abstract class LedgerContract extends TokenProviderContract {
    @Override
    protected TransactionalTokenProvider provider(Storage empty) {
        return LedgerTokenProvider.on(empty);
    }

    @Override
    protected void fund(TransactionalTokenProvider provider, UserId wallet, Tokens amount) {
        ((LedgerTokenProvider) provider).gift(new TransferId(new UUID(9, 9)), wallet, amount, "welcome");
    }
}
