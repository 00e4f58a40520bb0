package dev.stagedoor.core.tokens;

import dev.stagedoor.core.accounts.UserId;
import java.util.List;

/**
 * SPI: who keeps the wallets. Two flavours: {@link TransactionalTokenProvider} keeps them in the same database as the seats, and
 * {@link RemoteTokenProvider} reaches wallets that somebody else keeps. Every method may be called by many threads at once. The promises are checked by {@code TokenProviderContract} in the testkit.
 */
public interface TokenProvider {
    /** {@return a short name for logs, such as {@code ledger}} */
    String name();

    /** {@return what it can do; constant over its life} */
    TokenCapabilities capabilities();

    /**
     * Called once by the platform before anything else.
     *
     * @param context the platform's clock, ids and events
     */
    default void attach(TokenContext context) {}

    /**
     * @param userId whose wallet
     * @return what is in it now; nothing for somebody who never had tokens
     */
    Tokens balance(UserId userId);

    /**
     * @param userId whose wallet
     * @param limit the most lines, 1 to 500
     * @return its movements, the latest first; empty where the provider has no history
     */
    default List<TokenMovement> history(UserId userId, int limit) {
        return List.of();
    }
}
